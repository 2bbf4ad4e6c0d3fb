"""Addresses of the desk where questions are answered and answers are written."""

from django.urls import path

from services.advice.views import desk, writing

urlpatterns = [
    path("questions/", desk.queue, name="desk_questions"),
    path("questions/<str:question>/", desk.one, name="desk_question"),
    path("library/", writing.library, name="desk_library"),
    path("library/write/", writing.write, name="desk_library_write"),
    path("library/<int:pk>/", writing.decide, name="desk_library_decide"),
]
