"""Addresses of the desk where questions are answered and answers are written."""

from django.urls import path

from services.advice.views import desk, papers, writing

urlpatterns = [
    path("questions/", desk.queue, name="desk_questions"),
    path("questions/<str:question>/", desk.one, name="desk_question"),
    path(
        "questions/<str:question>/papers/<slug:key>/",
        papers.at_the_desk,
        name="desk_question_paper",
    ),
    path("library/", writing.library, name="desk_library"),
    path("library/write/", writing.write, name="desk_library_write"),
    path("library/<int:pk>/", writing.decide, name="desk_library_decide"),
]
