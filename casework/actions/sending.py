"""Sending a notice outside: by mail and text message to a person, by mail to an agency."""

from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import sms
from accounts.models import User
from casework import notices
from casework.models import Notice


def mail(notice: Notice) -> None:
    """Send what a notice says by mail; repeating it carries the same message id."""
    if notice.to_agency is not None:
        _mail(notice, notice.to_agency.email, "zh-hans")
        return
    user = _living_user(notice)
    if user is not None:  # without a sign-in the notice waits in the portal
        _mail(notice, user.email, user.language)


def text(notice: Notice) -> None:
    """Send the headline of a notice as a text message, where there is a confirmed phone."""
    user = _living_user(notice)
    if user is not None and user.phone and user.phone_verified:
        _text(notice, user.phone, user.language)


def _living_user(notice: Notice) -> User | None:
    """Return the account of the person told, unless they have died since."""
    if notice.to_person is None or notice.to_person.deceased_on is not None:
        return None
    return getattr(notice.to_person, "user", None)


def _mail(notice: Notice, address: str | None, language: str) -> None:
    if not address:
        return
    with translation.override(language):
        EmailMessage(
            subject=notices.title(notice),
            body=f"{notices.body(notice)}\n\n{settings.PORTAL_URL}{notices.link(notice)}\n\n{_signature()}",
            to=[address],
            headers={"Message-ID": f"<{_message_id(notice)}@{settings.PORTAL_HOST}>"},
        ).send()


def _text(notice: Notice, phone: str, language: str) -> None:
    """A text message names no person and no amount: phones lie about."""
    with translation.override(language):
        sms.send(phone, notices.title(notice), key=_message_id(notice))


def _message_id(notice: Notice) -> str:
    return sha256(notice.key.encode()).hexdigest()[:32]


def _signature() -> str:
    return _("Social Insurance Online · hotline 12333")
