"""Addresses of letters, and of the page on which anybody checks one."""

from django.urls import path

from letters.views import checks, files

urlpatterns = [
    path("letters/<str:number>/", files.letter, name="letter"),
    path("letters/<str:number>/checks/", checks.letter_checks, name="letter_checks"),
    path("verify/", checks.verify, name="verify"),
    path("verify/root.pem", checks.root_certificate, name="root_certificate"),
    path("verify/<str:code>/", checks.verify_letter, name="verify_letter"),
]
