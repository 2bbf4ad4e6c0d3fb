"""What people and agencies are told of pensions; a notice names no amount."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.wishes import Topic

TITLES = {
    "pension-worked-out-anew": gettext_noop("Your pension was worked out anew, and is higher"),
    "pension-would-fall": gettext_noop("A pension would fall with the new base: please look"),
}


def _anew(_data: dict) -> str:
    return _(
        "The base of the year is published. The difference for the months before comes with the "
        "next payment; the new sheet stands on the page of your case."
    )


DETAILS: dict[str, Callable[[dict], str]] = {"pension-worked-out-anew": _anew}
TOPICS = {
    "pension-worked-out-anew": Topic.DECISION,
    "pension-would-fall": Topic.OFFICE,
}
