"""Addresses of the ways in where ours stand in the place of the library's, under its names."""

from django.urls import path

from accounts.views import entrance, passkeys, second_factor

urlpatterns = [
    path("login/code/confirm/", entrance.sign_in_code, name="account_confirm_login_code"),
    path("confirm-email/", entrance.email_code, name="account_email_verification_sent"),
    path("second-factor/authenticate/", second_factor.second_step, name="mfa_authenticate"),
    path("second-factor/prove/", second_factor.prove_contact, name="mfa_prove_contact"),
    path("second-factor/prove/send/", second_factor.send_proof, name="mfa_send_proof"),
    path("second-factor/totp/activate/", second_factor.set_up, name="mfa_activate_totp"),
    path("login/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("second-factor/webauthn/", passkeys.passkey_list, name="mfa_list_webauthn"),
    path("second-factor/webauthn/add/", passkeys.add, name="mfa_add_webauthn"),
    path(
        "second-factor/webauthn/reauthenticate/",
        passkeys.once_more,
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-factor/webauthn/keys/<int:pk>/edit/", passkeys.rename, name="mfa_edit_webauthn"),
    path(
        "second-factor/webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"
    ),
    path("phone/verify/", entrance.phone_code, name="account_verify_phone"),
]
