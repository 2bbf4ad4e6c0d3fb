"""What people and agencies are told of pensions; a notice names no amount."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.wishes import Topic

TITLES = {
    "pension-worked-out-anew": gettext_noop("Your pension was worked out anew, and is higher"),
    "late-choice-signed": gettext_noop("Your employer has signed that you retire later"),
    "late-choice-denied": gettext_noop("Your employer says that nothing was agreed"),
    "pension-raised": gettext_noop("Your pension is higher from January on"),
    "pension-would-fall": gettext_noop("A pension would fall with the new base: please look"),
}


def _anew(_data: dict) -> str:
    return _(
        "The base of the year is published. The difference for the months before comes with the "
        "next payment; the new sheet stands on the page of your case."
    )


def _raised(_data: dict) -> str:
    return _(
        "The yearly rise of your place is published. How yours came about stands under what you "
        "draw; the months since January come with the next payment."
    )


def _signed(_data: dict) -> str:
    return _("You need not bring the agreement on paper when you apply for the pension.")


def _denied(_data: dict) -> str:
    return _(
        "Speak with your employer. With an agreement on paper the agency can still go on; without "
        "one, take the choice back or choose anew."
    )


DETAILS: dict[str, Callable[[dict], str]] = {
    "pension-worked-out-anew": _anew,
    "pension-raised": _raised,
    "late-choice-signed": _signed,
    "late-choice-denied": _denied,
}
TOPICS = {
    "late-choice-signed": Topic.PROGRESS,
    "late-choice-denied": Topic.NEEDED,
    "pension-raised": Topic.DECISION,
    "pension-worked-out-anew": Topic.DECISION,
    "pension-would-fall": Topic.OFFICE,
}
