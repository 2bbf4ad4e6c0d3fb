"""Addresses of the journal, which is public."""

from django.urls import path

from journal import pages

urlpatterns = [
    path("journal/", pages.journal, name="journal"),
    path("journal/roots.jsonl", pages.roots, name="journal_roots"),
    path("journal/verify.py", pages.verifier, name="journal_verifier"),
]
