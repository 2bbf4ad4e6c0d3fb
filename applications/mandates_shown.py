"""How mandates look to both sides: rows, no decision of their own."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Mandate
from casework.rules.procedures import UnknownService, procedure_of
from kit.spelling import wording


def titles_of(services: Iterable[str]) -> list[str]:
    """Return what the services of a mandate are called."""
    found = []
    for name in services:
        try:
            found.append(wording(procedure_of(name).title))
        except UnknownService:
            continue
    return found


def standing(mandate: Mandate, *, now: datetime) -> str:
    """Return in a sentence how a mandate stands."""
    if mandate.ended_at is not None:
        names = {"who": mandate.get_ended_by_display(), "day": _day(mandate.ended_at)}
        return _("Ended on %(day)s by %(who)s") % names
    if mandate.expires_at <= now:
        return _("Ran out on %(day)s") % {"day": date_format(mandate.last_day, "DATE_FORMAT")}
    if mandate.accepted_at is not None:
        return _("In force until %(day)s") % {"day": date_format(mandate.last_day, "DATE_FORMAT")}
    if mandate.offered_until <= now:
        return _("Not accepted in time")
    if mandate.is_guardian and mandate.approved_at is None:
        return _("Waits for a second person of the agency")
    return _("Not accepted yet")


def _day(moment: datetime) -> str:
    return date_format(moment.astimezone(), "DATE_FORMAT")


def row(mandate: Mandate, *, now: datetime) -> dict[str, Any]:
    """Return a mandate as a list shows it."""
    is_open = mandate.ended_at is None and mandate.expires_at > now
    return {
        "mandate": mandate,
        "services": titles_of(mandate.services),
        "standing": standing(mandate, now=now),
        "is_live": mandate.is_live(now),
        "can_end": is_open and (mandate.accepted_at is not None or mandate.offered_until > now),
    }


def in_short(mandate: Mandate) -> str:
    """Return what a mandate covers in a line: the first service, and how many more."""
    first, *more = titles_of(mandate.services)
    if not more:
        return first
    return _("%(first)s and %(n)s more") % {"first": first, "n": len(more)}


def details(mandate: Mandate) -> list[dict[str, str]]:
    """Return what a mandate says, row by row, as it is read before it is accepted or printed."""
    return [
        {"key": _("Number of the mandate"), "value": mandate.number},
        {"key": _("For"), "value": mandate.giver_name},
        {"key": _("Acts"), "value": mandate.holder_name},
        {"key": _("What it covers"), "value": " · ".join(titles_of(mandate.services))},
        {"key": _("Last day"), "value": date_format(mandate.last_day, "DATE_FORMAT")},
        {"key": _("Given on"), "value": date_format(mandate.given_on, "DATE_FORMAT")},
        {"key": _("Proven by"), "value": mandate.get_proof_display()},
    ]
