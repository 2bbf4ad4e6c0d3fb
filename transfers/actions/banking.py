"""The bank's statement: read whole, each line decided on, the day closed by two persons."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import Agency, of_agency
from casework.actions.halting import check_may_issue
from casework.errors import MoveNotPossible
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, BankStatement, Posting
from records.rules import bank_files
from records.rules.bank_files import Line, NotRead, Statement
from transfers.actions.handing_over import check_second_person
from transfers.actions.unallotted import book, check_own, credit, hold_entry, left_of, turn_entry
from transfers.facts import periods
from transfers.matching import words_of

State = BankEntry.State


def agency_of(by: Actor) -> Agency:
    """Return the agency whose account the actor may keep (row 20)."""
    if by.agency is None or not by.acts_for_agency or not may_generally(by, Action.SETTLE):
        raise NotPermitted
    return by.agency


@transaction.atomic
def read_statement(content: bytes, *, by: Actor, now: datetime) -> BankStatement:
    """Read a file of the bank, all of it or nothing; the same file again changes nothing.

    Lines that are known already, from another file or from a system, are not written twice.
    """
    agency = agency_of(by)
    sha256 = hashlib.sha256(content).hexdigest()
    known = BankStatement.objects.filter(agency=agency, sha256=sha256).first()
    if known:
        return known
    found = _read(content, now=now)
    days = [line.day for line in found.lines]
    statement = BankStatement.objects.create(
        agency=agency,
        account=found.account or agency.bank_account,
        from_day=min(days),
        to_day=max(days),
        opening_fen=found.opening_fen,
        closing_fen=found.closing_fen,
        lines_fen=sum(line.fen for line in found.lines),
        sha256=sha256,
        read_by=by.user,
        read_at=now,
    )
    write_lines(found.lines, agency, statement.account, by=by, now=now, statement=statement)
    return statement


def _read(content: bytes, *, now: datetime) -> Statement:
    try:
        found = bank_files.read(content)
    except NotRead as refusal:
        language = get_language() or "zh"
        said = [each.in_language(language) for each in refusal.errors[:20]]
        raise NotValid({"file": said}) from refusal
    if max(line.day for line in found.lines) > periods.day_of(now):
        raise NotValid({"file": _("A line of the file is of a day that lies ahead.")})
    return found


def write_lines(
    lines: Iterable[Line],
    agency: Agency,
    account: str,
    *,
    by: Actor,
    now: datetime,
    statement: BankStatement | None = None,
) -> list[BankEntry]:
    """Write down the lines that are new; the rest is known by reference, day and amount.

    Banks begin their numbers anew each day, so a file is never refused for a number it uses again.
    What a system sent, its file confirms, whichever day that has.
    """
    lines = list(lines)
    Agency.objects.select_for_update().only("pk").get(pk=agency.pk)
    there = BankEntry.objects.filter(agency=agency, account=account)
    known = _Known(there.filter(reference__in=[line.reference for line in lines]), lines)
    typed = _typed(agency)
    fresh, changed = [], []
    for line in lines:
        same = known.find(line, in_a_file=statement is not None)
        if same is None and (same := _confirms(line, typed)):
            same.reference, same.account, same.day = line.reference, account, line.day
            same.counterparty, same.is_by_hand = line.counterparty, False
            changed.append(same)
        if same is None:
            fresh.append(_entry(line, agency, account, statement, by=by, now=now))
        elif same.statement_id is None and statement:
            same.statement = statement
            changed.append(same)
    made = BankEntry.objects.bulk_create(fresh)
    fields = ["statement", "reference", "account", "day", "counterparty", "is_by_hand"]
    BankEntry.objects.bulk_update(set(changed), fields, batch_size=100)
    credit(made, now=now)
    return made


class _Known:
    """The lines that are there under the references of new ones."""

    def __init__(self, there: Iterable[BankEntry], lines: Iterable[Line]) -> None:
        self.exactly = {(each.reference, each.day, each.amount_fen): each for each in there}
        said = {(line.reference, line.day, line.fen) for line in lines}
        self.waiting = {
            (each.reference, each.amount_fen): each
            for key, each in self.exactly.items()
            if each.statement_id is None and key not in said
        }

    def find(self, line: Line, *, in_a_file: bool) -> BankEntry | None:
        """Return the same line; a file confirms what a system sent, whichever day that has."""
        same = self.exactly.get((line.reference, line.day, line.fen))
        if same is None and in_a_file:
            return self.waiting.pop((line.reference, line.fen), None)
        return same


def _typed(agency: Agency) -> list[BankEntry]:
    """Return what was typed by hand and no statement has confirmed yet."""
    typed = BankEntry.objects.filter(of_agency(agency), is_by_hand=True, statement=None)
    return list(typed.exclude(state=State.STRUCK))


def _confirms(line: Line, typed: list[BankEntry]) -> BankEntry | None:
    """Return the line typed by hand that the bank now confirms: its remittance and amount."""
    said = words_of(line.reference, line.purpose)
    for each in typed:
        if each.amount_fen == line.fen and each.purpose in said:
            typed.remove(each)
            return each
    return None


def _entry(
    line: Line,
    agency: Agency,
    account: str,
    statement: BankStatement | None,
    *,
    by: Actor,
    now: datetime,
) -> BankEntry:
    return BankEntry(
        agency=agency,
        account=account,
        statement=statement,
        day=line.day,
        amount_fen=line.fen,
        reference=line.reference,
        counterparty=line.counterparty,
        counter_account=line.counter_account,
        purpose=line.purpose,
        made_by=by.user,
        made_at=now,
    )


# --- What becomes of a line -----------------------------------------------------------------------
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
    if not entry.day <= returned_on <= periods.day_of(now):
        raise NotValid({"returned_on": _("The money cannot have been sent back on that day.")})
    check_may_issue(entry.agency)
    fen = left_of(entry)
    entry.sent_back_by = check_second_person(entry.decided_by_id, by)
    entry.state = State.SENT_BACK
    entry.sent_back_fen += fen
    entry.return_reference, entry.returned_on = reference.strip(), returned_on
    turn_entry(entry)
    book(entry, Posting.Movement.SENT_BACK, f"{entry.pk}/{entry.version}", fen, now=now)


# --- Closing the day ------------------------------------------------------------------------------
def what_is_not_clear(statement: BankStatement) -> bool:
    """Whether a line is open, or the sums do not go up or cannot be reckoned up."""
    is_open = statement.entries.filter(state__in=(State.OPEN, State.RETURNING)).exists()
    return is_open or statement.apart_fen != 0


@transaction.atomic
def ask_to_close(statement: BankStatement, *, explanation: str, by: Actor, now: datetime) -> None:
    """Say, as the first person, that a statement is done; what is not clear is explained."""
    _check_open(statement, by)
    if by.user is None:
        raise NotPermitted(_("A person has to ask for this, not a system."))
    if what_is_not_clear(statement) and not explanation.strip():
        raise NotValid({"explanation": _("Explain what is open or does not add up.")})
    statement.close_asked_by, statement.explanation = by.user, explanation.strip()
    statement.save(update_fields=["close_asked_by", "explanation"])


@transaction.atomic
def close(statement: BankStatement, *, by: Actor, now: datetime) -> None:
    """Close the statement, as the second person."""
    _check_open(statement, by)
    if statement.close_asked_by_id is None:
        raise MoveNotPossible(_("Nobody has asked to close this statement yet."))
    if what_is_not_clear(statement) and not statement.explanation:
        raise MoveNotPossible(_("Something is open by now, and nobody has explained it."))
    statement.closed_by = check_second_person(statement.close_asked_by_id, by)
    statement.closed_at = now
    statement.save(update_fields=["closed_by", "closed_at"])


def _check_open(statement: BankStatement, by: Actor) -> None:
    if statement.agency_id not in agency_of(by).offices:
        raise NotPermitted
    statement.refresh_from_db()
    if statement.closed_at:
        raise MoveNotPossible(_("This statement has been closed already."))
