"""What the notices about letters say; they name no person and no amount."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.models import Notice
from casework.rules.wishes import Topic
from letters.models import Letter

TITLES = {
    "letter": gettext_noop("A letter has arrived"),
    "letter-voided": gettext_noop("A letter has been voided"),
}


def _letter(data: dict) -> str:
    kind = Letter.Kind(data["kind"]).label
    number = data.get("printed") or data["letter"]
    return _("%(kind)s, number %(number)s.") % {"kind": kind, "number": number}


def _voided(data: dict) -> str:
    kind = Letter.Kind(data["kind"]).label
    said = {"kind": kind, "number": data["letter"]}
    if data["reissued"]:
        return _("%(kind)s, number %(number)s, counts no longer. A corrected one follows.") % said
    return _(
        "%(kind)s, number %(number)s, counts no longer. The application is reviewed again."
    ) % (said)


DETAILS: dict[str, Callable[[dict], str]] = {"letter": _letter, "letter-voided": _voided}


LINKS: dict[str, Callable[[Notice], str]] = {
    "letter": lambda notice: reverse("letter", args=[notice.data["letter"]])
}


def _topic(data: dict) -> Topic:
    """A receipt says what the person knows; whatever else is a letter has to reach them."""
    is_receipt = data["kind"] == Letter.Kind.RECEIPT
    return Topic.PROGRESS if is_receipt else Topic.DECISION


TOPICS: dict[str, Topic | Callable[[dict], Topic]] = {
    "letter": _topic,
    "letter-voided": Topic.DECISION,
}
