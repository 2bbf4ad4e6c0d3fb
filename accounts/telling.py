"""What is sent while somebody waits for it: codes, and answers to whoever asked for one."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, to_locale

from accounts import contacts, sms
from accounts.actions import asking
from accounts.models import IssuedCode, User
from kit.callers import neighbour_of
from kit.limits import limit

logger = logging.getLogger(__name__)

DEMO_MESSAGE = "demo_message"


def last_message(request: HttpRequest) -> str:
    """Return the last message sent to this visitor, in the demonstration only.

    It says in which language it was written: the page may be read in the other one.
    """
    kept = request.session.get(DEMO_MESSAGE) if settings.DEMO else None
    return format_html('<span lang="{}">{}</span>', *kept) if kept else ""


def code_text(code: str) -> str:
    """Return the message that carries a code."""
    return _(
        "[Social Insurance Online] Your code is %(code)s. It is valid for 10 minutes. "
        "Nobody from an agency will ever ask you for it."
    ) % {"code": code}


def tell(request: HttpRequest, contact: str, text: str) -> bool:
    """Send a text message or a mail, whichever reaches the contact; return whether it went out."""
    if contacts.is_phone(contact):
        return by_sms(request, contact, text)
    return by_mail(request, EmailMessage(_("Your code"), text, None, [contact]))


def by_sms(request: HttpRequest, phone: str, text: str) -> bool:
    """Send a text message that was asked for; if that fails, the page says so.

    Raises `TooOften` where too many are asked for, whoever the phone belongs to.
    """
    _refuse_too_many(request, phone)
    return _send(request, lambda: sms.send(phone, text), text)


def by_mail(request: HttpRequest, mail: EmailMessage, *, is_asked_for: bool = True) -> bool:
    """Send a mail; if that fails, the page says so. Raises `TooOften` as for a text message.

    What an owner must hear of, a new password say, nobody asks for and nothing holds back.
    """
    if is_asked_for:
        _refuse_too_many(request, mail.to[0])
    return _send(request, mail.send, mail.body)


def of_guesses(now: datetime) -> None:
    """Tell owners that somebody typed wrong codes until no more was possible, once a day."""
    for code in IssuedCode.objects.guessed_at().select_related("user"):
        if not IssuedCode.objects.filter(pk=code.pk, told_at=None).update(told_at=now):
            continue
        if limit("message.of-guesses", code.user_id, now=now).passes():
            _tell_of_guesses(code.user)


def _tell_of_guesses(user: User) -> None:
    with translation.override(user.language):
        text = _(
            "[Social Insurance Online] Somebody typed wrong codes for your account until no more "
            "was possible. Nobody came in by it. If it was not you, you need do nothing: never "
            "tell anybody a code."
        )
        subject = _("Wrong codes for your account")
    to_owner(user, subject, text)


def to_owner(user: User, subject: str, text: str) -> None:
    """Tell an owner of something about their account, by phone or else by mail, as it can be."""
    try:
        if user.phone and user.phone_verified:
            sms.send(user.phone, text)
        elif user.email:
            EmailMessage(subject, text, None, [user.email]).send()
    except OSError:
        logger.warning("An owner could not be told.", exc_info=True)


# What an owner without an e-mail address is told by text message, by what has happened.
HAPPENED = {
    "webauthn added": gettext_lazy("a fingerprint or face sign-in was added"),
    "webauthn removed": gettext_lazy("a fingerprint or face sign-in was removed"),
    "totp activated": gettext_lazy("an authenticator app was set up"),
    "totp deactivated": gettext_lazy("the authenticator app was removed"),
    "password changed": gettext_lazy("the password was changed"),
    "password reset": gettext_lazy("a new password was set"),
    "password set": gettext_lazy("a password was set"),
    "factor anew": gettext_lazy("the second factor was removed by two administrators"),
    "identity proven": gettext_lazy("it was confirmed who you are"),
    "recovery codes generated": gettext_lazy("new recovery codes were made"),
    "email changed": gettext_lazy("the e-mail address was changed"),
    "email deleted": gettext_lazy("an e-mail address was removed"),
    "phone changed": gettext_lazy("the mobile number was changed"),
}
MAIL, SMS = "mail", "sms"
# Rooms above keep what could not be told at once, and send it when the gateway is there again:
# called with the account, the event and the way.
AFTERWARDS: list[Callable[[User, str, str], None]] = []


def event_text(event: str) -> str:
    """Return what an owner is told of a change of their account, in the language that is active."""
    return _(
        "[Social Insurance Online] In your account %(what)s. If it was not you, sign in, set a "
        "new password and call 12333."
    ) % {"what": HAPPENED[event]}


def to_phone_of_who_has_no_mail(user: User, event: str) -> None:
    """Tell an owner by text message what others are told by mail; nothing holds it back."""
    has_mail = user.emailaddress_set.filter(verified=True).exists()
    if event not in HAPPENED or has_mail or not (user.phone and user.phone_verified):
        return
    if not _texted(user, user.phone, event):
        afterwards(user, event, SMS)


def to_phone_that_was_replaced(user: User, phone: str) -> None:
    """Tell whoever holds the number that signed somebody in until now."""
    _texted(user, phone, "phone changed")


def _texted(user: User, phone: str, event: str) -> bool:
    with translation.override(user.language):
        text = event_text(event)
    try:
        sms.send(phone, text)
    except OSError:
        logger.warning("An owner could not be told of a change at once.", exc_info=True)
        return False
    return True


def afterwards(user: User, event: str, way: str) -> None:
    """Have an owner told later of what they could not be told now."""
    if event in HAPPENED:
        for keep in AFTERWARDS:
            keep(user, event, way)


def _refuse_too_many(request: HttpRequest, contact: str) -> None:
    account = request.user.pk if request.user.is_authenticated else None
    address = neighbour_of(request)
    asking.refuse_too_many(contact, address, account=account, now=timezone.now())


def _send(request: HttpRequest, send: Callable[[], object], text: str) -> bool:
    _show_in_demonstration(request, text)
    try:
        send()
    except OSError:  # what smtplib raises is one
        _say_that_it_failed(request)
        return False
    return True


def _say_that_it_failed(request: HttpRequest) -> None:
    logger.warning("A message with a code could not be sent.", exc_info=True)
    sentence = _("The message could not be sent just now. Wait a minute and ask for a new code.")
    messages.error(request, sentence)


def _show_in_demonstration(request: HttpRequest, text: str) -> None:
    """Keep the message for the page of whoever asked: the demonstration has no gateway."""
    if settings.DEMO:
        language = to_locale(translation.get_language() or settings.LANGUAGE_CODE)
        request.session[DEMO_MESSAGE] = [language.replace("_", "-"), text]
