"""Addresses of letters, and of the page on which anybody checks one."""

from django.urls import path

from letters import views
from letters.checking import pages as checking

urlpatterns = [
    path("letters/<str:number>/", views.letter, name="letter"),
    path("letters/<str:number>/checks/", checking.letter_checks, name="letter_checks"),
    path("verify/", checking.verify, name="verify"),
    path("verify/root.pem", checking.root_certificate, name="root_certificate"),
    path("verify/<str:code>/", checking.verify_letter, name="verify_letter"),
]
