"""Addresses of letters and notices, for whoever may read them."""

from django.urls import path

from casework import views
from casework.journal import pages

urlpatterns = [
    path("letters/<str:number>/", views.letter, name="letter"),
    path("journal/", pages.journal, name="journal"),
    path("journal/roots.jsonl", pages.roots, name="journal_roots"),
    path("journal/verify.py", pages.verifier, name="journal_verifier"),
    path("notices/", views.notice_list, name="notice_list"),
]
