"""Addresses of letters and notices, for whoever may read them."""

from django.urls import path

from casework import views
from casework.checking import pages as checking
from casework.journal import pages

urlpatterns = [
    path("letters/<str:number>/", views.letter, name="letter"),
    path("letters/<str:number>/checks/", checking.letter_checks, name="letter_checks"),
    path("verify/", checking.verify, name="verify"),
    path("verify/root.pem", checking.root_certificate, name="root_certificate"),
    path("verify/<str:code>/", checking.verify_letter, name="verify_letter"),
    path("journal/", pages.journal, name="journal"),
    path("journal/roots.jsonl", pages.roots, name="journal_roots"),
    path("journal/verify.py", pages.verifier, name="journal_verifier"),
    path("notices/", views.notice_list, name="notice_list"),
]
