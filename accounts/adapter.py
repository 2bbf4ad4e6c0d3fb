"""How django-allauth meets our users: phones are stored encrypted and found by blind index."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import contacts, security_log, sessions, telling
from accounts.actions import codes, entering
from accounts.forms.fields import PhoneField
from accounts.models import Purpose, User, phone_index
from kit import crypto
from kit.callers import neighbour_of

WRONG_SIGN_IN = gettext_lazy(
    "This sign-in is not right. Check the number or address and the password, or sign in with a "
    "code."
)
# The mails that anybody can ask for by typing an address.
ASKED_FOR = {
    "login_code",
    "password_reset_code",
    "email_confirmation",
    "email_confirmation_signup",
    "unknown_account",
    "account_already_exists",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by phone or e-mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG_SIGN_IN,
        "phone_password_mismatch": WRONG_SIGN_IN,
        "username_password_mismatch": WRONG_SIGN_IN,
        "incorrect_code": gettext_lazy(
            "This code is not right. Check the last message you received."
        ),
        "incorrect_password": gettext_lazy("This password is not right."),
        "too_many_login_attempts": gettext_lazy(
            "That was tried too often. Wait five minutes, then try again."
        ),
        "phone_taken": gettext_lazy("Another account already uses this number."),
        "email_taken": gettext_lazy("Another account already uses this address."),
        "same_as_current": gettext_lazy("This is the one you use already."),
    }

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Accept mainland numbers without +86."""
        return PhoneField(**kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and say so to those who watch."""
        security_log.note("signed out", request, account=request.user.pk)
        super().logout(request)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Look at the password once more; who proves it goes on in a session of a new name."""
        is_right = super().reauthenticate(user, password)
        if is_right:
            self.request.session.cycle_key()
        return is_right

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Name each way in our words."""
        ours = {
            "reauthenticate": _("Use my password"),
            "mfa_reauthenticate": _("Use the code of my app"),
            "mfa_reauthenticate:webauthn": _("Use fingerprint or face"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**each, "description": ours[each["id"]]} for each in methods]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Say to those who watch that a password was wrong."""
        security_log.note("wrong password", request)

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *args: Any, **kwargs: Any
    ) -> None:
        """Whatever an owner is told of by mail is told to those who watch as well."""
        event = template_prefix.rpartition("/")[2].replace("_", " ")
        security_log.note(event, self.request, account=user.pk)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
        telling.to_phone_of_who_has_no_mail(user, event)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the phone number and whether it is confirmed."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Store the phone number, and tell whoever holds the one before."""
        before = user.phone if user.phone_verified else ""
        if before and before != phone:
            telling.to_phone_that_was_replaced(user, before)
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_index", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Mark the phone number as confirmed."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return the user with this phone number."""
        return User.objects.filter(phone_index=phone_index(phone)).first()

    def new_user(self, request: HttpRequest) -> User:
        """Write to a new user in the language they signed up in."""
        return User(language=translation.get_language() or "zh-hans")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Note device and time with the session, for the list of sign-ins."""
        request.session[sessions.DEVICE] = self.get_http_user_agent(request)[:200]
        request.session[sessions.ADDRESS] = sessions.address_index(neighbour_of(request))
        request.session[sessions.STARTED_AT] = timezone.now().isoformat()
        request.session.pop(telling.DEMO_MESSAGE, None)
        super().login(request, user)
        entering.came_in(user, neighbour_of(request), now=timezone.now())
        security_log.note("signed in", request, account=user.pk)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the password before it is looked at: by account and address together."""
        address, now = neighbour_of(request), timezone.now()
        if not entering.may_try_password(_contact_in(credentials), address, now=now):
            security_log.note("too many passwords", request)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Look at the password; a right one is not counted."""
        user = super().authenticate(request, **credentials)
        if user:
            address, now = neighbour_of(request), timezone.now()
            entering.password_was_right(_contact_in(credentials), address, now=now)
        return user

    def generate_login_code(self) -> str:
        """Give the library a ticket; the digits come into being when they are sent."""
        return self._ticket(Purpose.SIGN_IN)

    def generate_password_reset_code(self) -> str:
        """The same for a new password."""
        return self._ticket(Purpose.PASSWORD)

    def generate_email_verification_code(self) -> str:
        """The same for an e-mail address."""
        return self._ticket(Purpose.EMAIL)

    def generate_phone_verification_code(self, *, user: AbstractBaseUser, phone: str) -> str:
        """The same for a phone number, to confirm it or to sign in with it."""
        return self._ticket(Purpose.PHONE)

    def _work_as_hard(self, contact: str) -> None:
        """Do what is done for a code, though none is sent: or a quick answer told that."""
        codes.digits(self._ticket(Purpose.SIGN_IN), contact, user=None)

    def _ticket(self, purpose: Purpose) -> str:
        return codes.issue(purpose, address=neighbour_of(self.request), now=timezone.now())

    def get_login_stages(self) -> list[str]:
        """Put our stages where allauth's do not fit."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": "accounts.stages.EmailStage",
            "allauth.account.stages.PhoneVerificationStage": "accounts.stages.PhoneStage",
            "allauth.account.stages.LoginByCodeStage": "accounts.stages.CodeStage",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a mail without a name in it; nothing of the request but the language."""
        name = template_prefix.rpartition("/")[2]
        is_asked_for = name in ASKED_FOR
        if ticket := context.get("code"):
            user = context.get("user") or contacts.holder(email)
            context = {**context, "code": codes.digits(ticket, email, user=user)}
        elif is_asked_for:
            self._work_as_hard(email)
        mail = self.render_mail(template_prefix, email, {**context, "email": email})
        is_sent = telling.by_mail(self.request, mail, is_asked_for=is_asked_for)
        if not (is_sent or is_asked_for) and (user := context.get("user")):
            telling.afterwards(user, name.replace("_", " "), telling.MAIL)

    def send_verification_code_sms(
        self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any
    ) -> None:
        """Send the digits for a ticket, unless the number already signs somebody else in."""
        owner = self.get_user_by_phone(phone)
        if owner and owner.pk != user.pk:
            self.send_account_already_exists_sms(phone)
            return
        digits = codes.digits(code, phone, user=user)
        telling.by_sms(self.request, phone, telling.code_text(digits))

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Tell a phone's owner, and nobody else, that it belongs to no account."""
        self._work_as_hard(phone)
        telling.by_sms(
            self.request,
            phone,
            _(
                "[Social Insurance Online] Somebody asked for a code for this number, but it "
                "belongs to no account. You can create one with it."
            ),
        )

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell a phone's owner, and nobody else, that it belongs to an account."""
        self._work_as_hard(phone)
        telling.by_sms(
            self.request,
            phone,
            _(
                "[Social Insurance Online] Somebody asked to use this number for an account, "
                "but it already has one. If it was you, sign in with your password or with a "
                "code; if not, you need do nothing."
            ),
        )


def _contact_in(credentials: dict[str, Any]) -> str:
    """Return the phone number or e-mail address in its one written form."""
    return credentials.get("phone") or credentials.get("email", "").lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The authenticator app, whose secret is encrypted in the database, and passkeys."""

    CONTEXT = "second-factor"

    def encrypt(self, text: str) -> str:
        """Encrypt on the way in."""
        return crypto.encrypt(text, context=self.CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt on the way out."""
        return crypto.decrypt(encrypted_text, context=self.CONTEXT)

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[str] | None = None) -> bool:
        """Whether the account has a factor of these kinds.

        A passkey is a way in of its own. It asks nothing of its owner who comes by the password, or
        a lost phone would lock them out; staff are asked for it by `agencies.staff_accounts`.
        """
        asked = set(types) if types else set(Authenticator.Type.values)
        if asked != {Authenticator.Type.WEBAUTHN}:
            asked.discard(Authenticator.Type.WEBAUTHN)
        return super().is_mfa_enabled(user, list(asked))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the portal as a phone shows it, and bind each passkey to its one host."""
        return {
            **super().get_public_key_credential_rp_entity(),
            "name": _("Social Insurance Online"),
        }

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Name the account on the phone by what its owner recognises, and by nothing personal."""
        label = self.get_totp_label(user)
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": label, "display_name": label}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Name the account in the app by what its owner recognises."""
        return user.email or contacts.masked(user.phone)
