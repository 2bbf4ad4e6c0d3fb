"""Addresses of the ways in where ours stand in the place of the library's, under its names."""

from django.urls import path

from accounts.views import entrance

urlpatterns = [
    path("login/code/confirm/", entrance.sign_in_code, name="account_confirm_login_code"),
    path("confirm-email/", entrance.email_code, name="account_email_verification_sent"),
    path("phone/verify/", entrance.phone_code, name="account_verify_phone"),
]
