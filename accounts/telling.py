"""What is sent while somebody waits for it: codes, and answers to whoever asked for one."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import contacts, sms

logger = logging.getLogger(__name__)

DEMO_MESSAGE = "demo_message"


def last_message(request: HttpRequest) -> str:
    """Return the last message sent to this visitor, in the demonstration only."""
    return request.session.get(DEMO_MESSAGE, "") if settings.DEMO else ""


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
    """Send a text message; if that fails, the page says so and offers to try again."""
    return _send(request, lambda: sms.send(phone, text), text)


def by_mail(request: HttpRequest, mail: EmailMessage) -> bool:
    """Send a mail; if that fails, the page says so and offers to try again."""
    return _send(request, mail.send, mail.body)


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
        request.session[DEMO_MESSAGE] = text
