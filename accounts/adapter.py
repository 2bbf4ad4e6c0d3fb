"""How django-allauth meets our users: phones are stored encrypted and found by blind index."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage, LoginByCodeStage, PhoneVerificationStage
from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from knox.models import get_token_model

from accounts import contacts, sessions, telling
from accounts.forms.fields import PhoneField
from accounts.models import User, phone_index
from kit import crypto

WRONG_SIGN_IN = gettext_lazy(
    "This sign-in is not right. Check the number or address and the password, or sign in with a "
    "code."
)


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
        "too_many_login_attempts": gettext_lazy(
            "That was tried too often. Wait five minutes, then try again."
        ),
        "rate_limited": gettext_lazy("A code was just sent. Wait a minute, then ask again."),
        "phone_taken": gettext_lazy("Another account already uses this number."),
        "email_taken": gettext_lazy("Another account already uses this address."),
        "same_as_current": gettext_lazy("This is the one you use already."),
    }

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Accept mainland numbers without +86."""
        return PhoneField(**kwargs)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set the password; whoever changes it may fear that somebody else had it."""
        super().set_password(user, password)
        get_token_model().objects.filter(user=user).delete()

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the phone number and whether it is confirmed."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Store the phone number."""
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
        request.session[sessions.STARTED_AT] = timezone.now().isoformat()
        request.session.pop(telling.DEMO_MESSAGE, None)
        super().login(request, user)

    def get_login_stages(self) -> list[str]:
        """Put our stages where allauth's do not fit."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": "accounts.adapter.EmailStage",
            "allauth.account.stages.PhoneVerificationStage": "accounts.adapter.PhoneStage",
            "allauth.account.stages.LoginByCodeStage": "accounts.adapter.CodeStage",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a mail without a name in it; nothing of the request but the language."""
        mail = self.render_mail(template_prefix, email, {**context, "email": email})
        telling.by_mail(self.request, mail)

    def send_verification_code_sms(
        self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any
    ) -> None:
        """Send a code by text message, unless the number already signs somebody else in."""
        owner = self.get_user_by_phone(phone)
        if owner and owner.pk != user.pk:
            self.send_account_already_exists_sms(phone)
            return
        telling.by_sms(self.request, phone, telling.code_text(code))

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Tell a phone's owner, and nobody else, that it belongs to no account."""
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
        telling.by_sms(
            self.request,
            phone,
            _(
                "[Social Insurance Online] Somebody asked to use this number for an account, "
                "but it already has one. If it was you, sign in with your password or with a "
                "code; if not, you need do nothing."
            ),
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed sign-ins for each phone by itself: allauth counts all phones as one."""
        if phone := credentials.get("phone"):
            return phone_index(phone)
        return super()._get_login_attempts_cache_key(request, **credentials)


class Leavable:
    """A code that one may leave waiting: allauth would lead every way in back to it.

    Whoever signs up with a number that has an account waits for a code that never comes.
    """

    def is_resumable(self, request: HttpRequest) -> bool:
        """Let the pages for signing in and signing up show themselves instead."""
        return False


class EmailStage(Leavable, EmailVerificationStage):
    """Confirms the e-mail address of whoever has one."""

    def handle(self) -> tuple:
        """Let those pass who signed up by phone."""
        if self.login.user and not self.login.user.email:
            return None, True
        return super().handle()


class PhoneStage(Leavable, PhoneVerificationStage):
    """Confirms the phone number of whoever has one."""

    def handle(self) -> tuple:
        """Answer too many codes with a page instead of an error."""
        try:
            return super().handle()
        except RateLimited:
            raise ImmediateHttpResponse(respond_429(self.request)) from None


class CodeStage(Leavable, LoginByCodeStage):
    """Signs in by a code, which reaches nobody where there is no account."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """The authenticator app: its secret is encrypted in the database."""

    CONTEXT = "second-factor"

    def encrypt(self, text: str) -> str:
        """Encrypt on the way in."""
        return crypto.encrypt(text, context=self.CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt on the way out."""
        return crypto.decrypt(encrypted_text, context=self.CONTEXT)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Name the account in the app by what its owner recognises."""
        return user.email or contacts.masked(user.phone)
