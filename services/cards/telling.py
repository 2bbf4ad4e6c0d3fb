"""Sending the code by which a card is reported lost without a sign-in."""

from django.http import HttpRequest

from accounts import telling
from kit.errors import TooOften
from services.cards.actions.emergency import Begun


def send_code(request: HttpRequest, begun: Begun) -> None:
    """Send it where there is somebody to send it to; nobody learns whether there is.

    A phone that has had too many codes gets none, and that is not said either: it would tell a
    stranger that the document and the name belong together.
    """
    if not begun.phone:
        return
    try:
        telling.by_sms(request, begun.phone, telling.code_text(begun.code))
    except TooOften:
        return
