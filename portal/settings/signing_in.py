"""How people sign in: accounts, second factors, codes, and how long a session lasts."""

from datetime import timedelta

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.signed_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "accounts.passwords.NotOfThisPlaceValidator"},
    {"NAME": "accounts.actions.ending.WaysInEndWithThePassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "arrive"  # sorts staff from insured persons
SESSION_ENGINE = "accounts.sessions"
# A session ends when nobody has used it for so long (NIST SP 800-63B, 2.2.3: at most an hour), and
# after a working day whoever uses it. What was typed meanwhile waits for its writer.
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST = 8 * 60 * 60
# Staff sign in with an authenticator app as well (GB/T 22239-2019, 8.1.4.1 d).
STAFF_NEED_SECOND_FACTOR = True

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.signing_in.SignInForm",
    "signup": "accounts.forms.signing_in.JoinForm",
    "request_login_code": "accounts.forms.signing_in.AskForCodeForm",
    "reset_password": "accounts.forms.passwords.ForgottenPasswordForm",
    "change_phone": "accounts.forms.signing_in.NewPhoneForm",
    "add_email": "accounts.forms.signing_in.NewEmailForm",
    "change_password": "accounts.forms.passwords.AnotherPasswordForm",
    "set_password": "accounts.forms.passwords.FirstPasswordForm",
    "reset_password_from_key": "accounts.forms.passwords.PasswordAfterCodeForm",
    "reauthenticate": "accounts.forms.passwords.PasswordOnceMoreForm",
    "confirm_login_code": "accounts.forms.codes.SignInCodeForm",
    "confirm_email_verification_code": "accounts.forms.codes.EmailCodeForm",
    "verify_phone": "accounts.forms.codes.PhoneCodeForm",
    "confirm_password_reset_code": "accounts.forms.codes.PasswordCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# Neither phone nor e-mail is required by itself: our form asks for one of the two. The star is for
# a check of allauth, which knows no such form.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "verify_identity"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before the ways in are changed, the password again
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Of the column, which holds addresses encrypted; a form takes 254 signs (accounts.forms.fields).
ACCOUNT_EMAIL_MAX_LENGTH = 512
# Whatever is confirmed, is confirmed by six digits that somebody reads and types.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
CODE_LIFETIME_SECONDS = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LIFETIME_SECONDS
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = CODE_LIFETIME_SECONDS
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LIFETIME_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LIFETIME_SECONDS
CODE_TRIES = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
# The library's own limits lie in the cache, and their keys hold the host that was asked: `LIMITS`
# and `kit.limits` stand in their place.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.SecondFactorForm",
    "reauthenticate": "accounts.forms.second_factor.SecondFactorOnceMoreForm",
    "authenticate_webauthn": "accounts.forms.passkeys.PasskeyAfterPasswordForm",
}
# `accounts.entrance_urls` stands before each page of the library about passkeys.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or the device's own code, always
MFA_RATE_LIMITS = False  # as ACCOUNT_RATE_LIMITS
MFA_TOTP_ISSUER = "Social Insurance Online"
MFA_TOTP_TOLERANCE = 1  # a phone's clock is off by seconds
# Tokens for programs that act for a person.
REST_KNOX = {
    "TOKEN_TTL": timedelta(days=90),
    "TOKEN_LIMIT_PER_USER": 10,
    "TOKEN_PREFIX": "sit_",  # tells a person's token from that of an agency's system
    "AUTH_HEADER_PREFIX": "Bearer",
}
