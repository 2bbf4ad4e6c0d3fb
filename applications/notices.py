"""What the notices of an application say; they name no person and no amount."""

from collections.abc import Callable

from django.utils.translation import gettext_noop

from casework.rules.procedures import procedure_of
from kit.spelling import wording

TITLES = {
    "application-done": gettext_noop("What you asked for is done"),
    "offer-changed": gettext_noop("What your agency offers has changed"),
    "application-refused": gettext_noop(
        "Your application was not granted: the reasons and your way forward"
    ),
}


def _offer(data: dict) -> str:
    return wording(procedure_of(data["service"]).title)


DETAILS: dict[str, Callable[[dict], str]] = {"offer-changed": _offer}
