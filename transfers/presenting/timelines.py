"""The history of a transfer in plain words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from casework.days_shown import deadline_days as deadline_days  # pages of this room ask here
from casework.days_shown import stops as stops
from casework.desk.showing import tone as tone
from casework.history_shown import (
    UNSPOKEN,
    by_which_way,
    entry,
    happenings,
    is_of_portal,
    opened_for_person,
)
from casework.models import Event
from casework.rules.statuses import Status
from kit.spelling import wording
from letters.models import Letter
from letters.showing import letters_of as letters_of
from letters.showing import why_it_counts_no_longer as why_it_counts_no_longer
from transfers.models import Transfer
from transfers.names_then import names_then
from transfers.presenting.put_right import put_right_said
from transfers.presenting.routes import name_of
from transfers.presenting.verdicts import reasons
from transfers.rules.flow import STEPS
from transfers.rules.procedures import PENSION

LETTERS_TOLD = {
    Letter.Kind.ACCEPTANCE,
    Letter.Kind.FORM,
    Letter.Kind.RETURN,
    Letter.Kind.NOT_TRANSFERABLE,
}


def timeline(
    transfer: Transfer, events: Iterable[Event], *, letters: Sequence[Letter] = ()
) -> list[dict[str, Any]]:
    """Return what has happened, the earliest first: agencies are named, clerks are not."""
    by_number = {letter.number: letter for letter in letters}
    events = list(events)
    named = names_then(transfer, events, letters)
    told = [_line(event, by_number, named(event.at)) for event in events if _is_told(event)]
    return [line for line in told if line["title"]]


def _is_told(event: Event) -> bool:
    if event.kind == Event.Kind.DELIVERED:
        return event.data.get("kind") in LETTERS_TOLD
    if event.kind in (Event.Kind.LATE, Event.Kind.RESCHEDULED):
        turn = PENSION.turns.get(event.data.get("step", ""))
        return turn is None or turn.concerns_person
    return event.kind not in UNSPOKEN


def _line(event: Event, letters: dict[str, Letter], names: dict[str, str]) -> dict[str, Any]:
    letter = letters.get(event.data.get("letter", ""))
    why = " ".join(wording(each.sentence) for each in reasons(event.data.get("reasons", [])))
    why = why or " ".join(put_right_said(event))
    href = letter.get_absolute_url() if letter else ""
    return entry(event, what_happened(event, names), reasons=why, href=href)


def what_happened(event: Event, names: dict[str, str]) -> str:
    """Return one line of the history as a sentence; both agencies by the names they had."""
    agency = name_of(event.agency_then) or names["new"]
    if way := by_which_way(event):
        return way % {"agency": agency}
    if event.kind == Event.Kind.MOVED:
        if event.moved_from == Status.DRAFT and is_of_portal(event):
            return opened_for_person()
        step = STEPS[Status(event.moved_from), Status(event.moved_to)]
        return wording(step.told) % names
    return _happenings(event).get(Event.Kind(event.kind), "") % {**names, "agency": agency}


def _happenings(event: Event) -> dict[str, str]:
    return {
        **happenings(event),
        Event.Kind.DELIVERED: _delivered(event),
        Event.Kind.PREPARED: _prepared(event),
        Event.Kind.ARRIVED: _("The money has arrived at %(new)s"),
        Event.Kind.CORRECTED: _("%(new)s corrected what it had recorded of the money"),
        Event.Kind.SURPLUS_RETURNED: _("%(new)s sent back what was more than your record states"),
        Event.Kind.GOES_ON: _("%(agency)s decided to carry the transfer through"),
        Event.Kind.SURPLUS_BACK: _("What was too much has come back to %(original)s"),
        Event.Kind.BOUNCED: _("The bank returned the money to %(original)s"),
        Event.Kind.SENT_ANEW: _("%(original)s sent the money anew"),
        Event.Kind.EXPLAINED: _("%(original)s put right what it had written down as sent"),
        Event.Kind.ANSWERED: _("Your answer on the months paid twice was written down"),
        Event.Kind.PAID_BACK: _("%(new)s paid the money of the double months to your account"),
        Event.Kind.PAYMENT_BOUNCED: _("Your bank sent the payment of %(new)s back"),
    }


def _prepared(event: Event) -> str:
    if "after_death" in event.data:
        return _("%(agency)s has prepared how the transfer goes on; a second person decides")
    if "difference" in event.data:
        return ""  # between the agencies; it is told when it is confirmed
    if "decision" in event.data:
        return ""  # it is told when it has been decided, not while two persons still look at it
    if "voiding" in event.data:
        return _("%(agency)s has found a mistake in a letter; a second person checks it")
    if "clearing" in event.data or "payment" in event.data:
        return _("%(agency)s has prepared your money; a second person checks it")
    if event.data.get("settlement", False):
        return _("%(agency)s has compared record and money; a second person checks it")
    return _("%(agency)s has drawn up your record; a second person checks it")


def _delivered(event: Event) -> str:
    return {
        Letter.Kind.ACCEPTANCE: _("The acceptance letter reached %(original)s"),
        Letter.Kind.FORM: _("The information form reached %(new)s"),
        Letter.Kind.RETURN: _("The returned letter reached %(new)s"),
        Letter.Kind.NOT_TRANSFERABLE: _("%(original)s told you what cannot be moved"),
    }.get(event.data.get("kind"), "")
