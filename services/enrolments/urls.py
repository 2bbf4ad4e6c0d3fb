"""Addresses of this room: the accounts of whoever is signed in."""

from django.urls import path

from services.enrolments.views import accounts, inheritances, sharing

urlpatterns = [
    path("my/accounts/", accounts.accounts, name="my_accounts"),
    path("my/accounts/<int:key>/", accounts.account, name="my_account"),
    path("my/accounts/sharing/", sharing.sharings, name="my_sharings"),
    path("my/accounts/sharing/<int:key>/agree/", sharing.agree, name="agree_sharing"),
    path("my/accounts/sharing/<int:key>/end/", sharing.end, name="end_sharing"),
    path("my/inheritances/", inheritances.inheritances, name="my_inheritances"),
    path("my/inheritances/<int:key>/", inheritances.answer, name="answer_inheritance"),
]
