"""Sending the code by which a card is reported lost without a sign-in."""

from django.conf import settings
from django.http import HttpRequest

from accounts import telling
from accounts.actions import codes
from kit import clock
from kit.callers import neighbour_of
from services.cards.actions import emergency


def send_code(request: HttpRequest, begun: emergency.Begun) -> None:
    """Send it where there is somebody to send it to; nobody learns whether there is.

    It leaves with the other messages. The demonstration has no gateway: its page shows it.
    """
    if settings.DEMO and begun.person is not None:
        digits = codes.digits(begun.ticket, begun.contact, user=None)
        telling.by_sms(request, begun.contact, telling.code_text(digits))
        return
    emergency.owe_code(begun, address=neighbour_of(request), now=clock.now())
