"""Lines of the bank's statement: set aside, taken up again, or sent back by two persons."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.halting import check_may_issue
from casework.errors import MoveNotPossible
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, Posting
from transfers.actions.handing_over import check_second_person
from transfers.actions.unallotted import book, check_own, hold_entry, left_of, turn_entry

State = BankEntry.State


def agency_of(by: Actor) -> Agency:
    """Return the agency whose account the actor may keep (row 20)."""
    if by.agency is None or not by.acts_for_agency or not may_generally(by, Action.SETTLE):
        raise NotPermitted
    return by.agency


def _hold(
    entry: BankEntry, state: BankEntry.State, by: Actor, reason: str | None, version: int | None
) -> None:
    """Hold a line in this state, for its own agency, and with a reason where one is due."""
    agency_of(by)
    check_own(entry, by)
    hold_entry(entry, version)
    if entry.state != state:
        raise MoveNotPossible(_("This line of the bank stands otherwise by now."))
    if reason is not None and not reason.strip():
        raise NotValid({"reason": _("Write why.")})


@transaction.atomic
def set_aside(
    entry: BankEntry, *, reason: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Leave what is left of a line where it lies, for a reason."""
    _hold(entry, State.OPEN, by, reason, version)
    entry.state, entry.reason, entry.decided_by = State.SET_ASIDE, reason.strip(), by.user
    turn_entry(entry)


@transaction.atomic
def take_up_again(
    entry: BankEntry, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Take up a line that was set aside, or that was to be sent back and was not."""
    state = State.RETURNING if entry.state == State.RETURNING else State.SET_ASIDE
    _hold(entry, state, by, None, version)
    entry.state = State.OPEN
    turn_entry(entry)


@transaction.atomic
def ask_to_send_back(
    entry: BankEntry, *, reason: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Propose, as the first person, to send what is left of a line back to its sender."""
    _hold(entry, State.OPEN, by, reason, version)
    if left_of(entry) <= 0:
        raise MoveNotPossible(_("Nothing of this line is left to be sent back."))
    if by.user is None:
        raise NotPermitted(_("A person has to ask for this, not a system."))
    entry.state, entry.reason, entry.decided_by = State.RETURNING, reason.strip(), by.user
    turn_entry(entry)


@transaction.atomic
def send_back(
    entry: BankEntry,
    *,
    reference: str,
    returned_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Send what is left of a line back to its sender, as the second person (row 20)."""
    _hold(entry, State.RETURNING, by, None, version)
    if not reference.strip():
        raise NotValid({"reference": _("Enter the bank's reference of the remittance.")})
    if not entry.day <= returned_on <= day_of(now):
        raise NotValid({"returned_on": _("The money cannot have been sent back on that day.")})
    check_may_issue(entry.agency)
    fen = left_of(entry)
    entry.sent_back_by = check_second_person(entry.decided_by_id, by)
    entry.state = State.SENT_BACK
    entry.sent_back_fen += fen
    entry.return_reference, entry.returned_on = reference.strip(), returned_on
    turn_entry(entry)
    book(entry, Posting.Movement.SENT_BACK, f"{entry.pk}/{entry.version}", fen, now=now)
