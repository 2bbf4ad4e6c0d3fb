"""Addresses of the library and of one's questions."""

from django.urls import path

from services.advice.views import asking, library, mine, nearest, papers

urlpatterns = [
    path("help/", library.library_page, name="help"),
    path("help/guide/", library.guided_page, name="help_guided"),
    path("help/documents/", library.documents_page, name="help_documents"),
    path("help/unanswered/", library.unanswered_page, name="help_unanswered"),
    path("help/ask/", asking.ask_page, name="help_ask"),
    path("help/ask/near/", nearest.nearest, name="help_near"),
    path("help/find/", asking.find_page, name="help_find"),
    path("help/find/papers/", papers.add_by_code, name="help_papers"),
    path("help/<slug:slug>/", library.answer_page, name="answer"),
    path("help/<slug:slug>/leaflet/", library.leaflet, name="answer_leaflet"),
    path("help/<slug:slug>/rate/", library.rate, name="answer_rate"),
    path("help/<slug:slug>/follow/", mine.follow, name="answer_follow"),
    path("my/questions/", mine.my_questions, name="my_questions"),
    path("my/questions/<str:question>/", mine.my_question, name="my_question"),
    path("my/questions/<str:question>/papers/", papers.add_to_mine, name="my_question_papers"),
    path("my/questions/<str:question>/papers/<slug:key>/", papers.mine, name="my_question_paper"),
]
