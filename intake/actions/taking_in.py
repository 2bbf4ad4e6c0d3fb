"""A file of records from its arrival to its end: brought, checked, released by another, taken in.

社会保险法 art. 74: records are complete and right; so a file is taken in whole or not at all, by
two persons, and what it changes stays visible.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor, Position
from agencies.models import Agency
from casework.actions import claiming
from casework.actions.moving import CASE_ALPHABET
from casework.errors import MoveNotPossible
from casework.models import Duty
from casework.policies import may_generally
from casework.rules.authorisation import Action
from intake import files, reading
from intake.actions import checking
from intake.actions.checking import Progress, Tally
from intake.files import Arriving
from intake.models import RecordFile
from intake.rules.faults import LARGEST, Wrong
from intake.rules.layouts import KINDS
from intake.takers.base import FILE_PREFIX
from kit import wall
from kit.errors import NotPermitted, NotValid

State = RecordFile.State
AT_ONCE_BYTES = 400_000  # about 4,000 rows: gone through while their sender waits
LATER = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)
WHOLE = "take an agency's own records in, whoever they name"


# --- Brought --------------------------------------------------------------------------------------
def bring(
    arrived: Arriving, kind: str, *, name: str, by: Actor, now: datetime, most: int = LARGEST
) -> RecordFile:
    """Take a file up and check it: at once if it is small, else as a duty.

    Raises `NotValid`; then nothing of the file is left. The same file again is the one that is
    there or, once it was taken in, nothing new.
    """
    try:
        agency = _may(by, Action.PREPARE_RECORDS)
        _check(arrived, kind, most)
        record_file = _taken_up(arrived, kind, name, agency, by=by, now=now)
    except BaseException:
        files.unlink(arrived.file)
        raise
    if record_file.file != arrived.file:
        files.unlink(arrived.file)
    elif arrived.size <= AT_ONCE_BYTES and record_file.state == State.CHECKING:
        check(record_file, now=now)
    return record_file


def _check(arrived: Arriving, kind: str, most: int) -> None:
    if kind not in KINDS:
        raise NotValid({"kind": _("Choose what is in the file.")})
    if not arrived.size:
        raise NotValid({"file": _("This file is empty.")})
    if arrived.size > most:
        text = _("This file is too large: at most %(n)d MB. Divide it, or let the portal's "
                 "administrator load it by command.")  # fmt: skip
        raise NotValid({"file": text % {"n": most // 1_000_000}})


@transaction.atomic
def _taken_up(
    arrived: Arriving, kind: str, name: str, agency: Agency, *, by: Actor, now: datetime
) -> RecordFile:
    Agency.objects.select_for_update().get(pk=agency.pk)  # two of one content at once are one
    same = RecordFile.objects.filter(agency=agency, kind=kind, sha256=arrived.sha256)
    open_one = same.filter(state__in=[State.CHECKING, State.READY, State.RELEASED]).first()
    if open_one is not None:
        return open_one
    is_known = same.filter(state=State.DONE).exists()
    record_file = RecordFile.objects.create(
        number=new_number(now, FILE_PREFIX),
        agency=agency,
        kind=kind,
        name=name[:200],
        file="" if is_known else arrived.file,
        sha256=arrived.sha256,
        size=arrived.size,
        state=State.NOTHING if is_known else State.CHECKING,
        prepared_by=by.user,
        prepared_by_client=by.client,
        prepared_at=now,
        ended_at=now if is_known else None,
    )
    if not is_known:
        _owe(record_file, now=now)
    return record_file


def new_number(now: datetime, prefix: str) -> str:
    """Return a number for what an agency brings; it says nothing but the year."""
    drawn = "".join(secrets.choice(CASE_ALPHABET) for _position in range(8))
    return f"{prefix}{now:%Y}-{drawn[:4]}-{drawn[4:]}"


def _owe(record_file: RecordFile, *, now: datetime) -> None:
    """Owe what comes next: now of a large file; of a small one later, should its sender be lost."""
    due_at = now if record_file.size > AT_ONCE_BYTES else now + LATER
    number, state = record_file.number, record_file.state
    Duty.objects.get_or_create(
        key=f"records:{number}:{state}",
        defaults={"kind": Duty.Kind.LOAD_RECORDS, "subject": number, "due_at": due_at},
    )


# --- Checked --------------------------------------------------------------------------------------
def _alone(_seconds: float) -> None:
    """Hold nothing: nobody else could be at it."""


@wall.as_house(WHOLE)
def check(
    record_file: RecordFile, *, now: datetime, hold_on: Callable[[float], None] = _alone
) -> None:
    """Go through a file that was brought, and say of each wrong row what is wrong."""
    if record_file.state != State.CHECKING:
        return
    try:
        record_file.encoding = reading.encoding_of(record_file.file)
        progress = Progress(record_file, hold_on)
        tally = checking.go_through(record_file, now=now, writes=False, so_far=progress)
    except Wrong as fault:
        _end_unreadable(record_file, fault, now=now)
        return
    state = State.FAULTY if tally.wrong else State.READY
    if not (tally.wrong or tally.new or tally.changed):
        state = State.NOTHING
    _keep(record_file, tally, state, now=now)


def _end_unreadable(record_file: RecordFile, fault: Wrong, *, now: datetime) -> None:
    record_file.fault = fault.code
    _keep(record_file, Tally(), State.UNREADABLE, now=now)


@transaction.atomic
def _keep(record_file: RecordFile, tally: Tally, state: str, *, now: datetime) -> None:
    """Keep what was found, and the file only where it still waits for somebody."""
    stands = _held(record_file)
    if stands.state not in (State.CHECKING, State.RELEASED):
        return
    gone = "" if state == State.READY else record_file.file
    if state != State.READY:
        record_file.file = ""
    checking.keep(record_file, tally, state, now=now)
    files.erase(gone)


# --- Released -------------------------------------------------------------------------------------
def release(record_file: RecordFile, *, by: Actor, now: datetime) -> None:
    """Release a checked file as the second person; it is taken in at once if it is small.

    Raises `NotPermitted`, or `MoveNotPossible` where it has been decided.
    """
    _decide(record_file, State.RELEASED, by=by, now=now)
    if record_file.size <= AT_ONCE_BYTES:
        take_in(record_file, now=now)


def turn_down(record_file: RecordFile, *, by: Actor, now: datetime) -> None:
    """Take nothing of a checked file in; whoever prepared it may say so as well."""
    _decide(record_file, State.TURNED_DOWN, by=by, now=now)


@transaction.atomic
def _decide(record_file: RecordFile, state: str, *, by: Actor, now: datetime) -> None:
    agency, held = _may(by, Action.RELEASE_RECORDS), _held(record_file)
    if by.user is None or held.agency_id not in agency.offices:
        raise NotPermitted
    is_own = held.prepared_by_id == by.user.pk
    if is_own and state == State.RELEASED:
        raise NotPermitted(_("A second person has to release what you prepared."))
    if held.state in (State.CHECKING, State.FAULTY, State.UNREADABLE, State.NOTHING):
        raise MoveNotPossible(_("Only a file that was checked and holds can be released."))
    if held.state != State.READY:
        raise MoveNotPossible(_("This has been decided already."))
    record_file.state, record_file.decided_at = state, now
    record_file.decided_by = None if is_own else by.user
    if state == State.TURNED_DOWN:
        files.erase(record_file.file)
        record_file.file, record_file.ended_at = "", now
    record_file.save()
    if state == State.RELEASED:
        _owe(record_file, now=now)


class _Faulty(Exception):
    """What was checked does not fit any more: the records have changed since."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally


@wall.as_house(WHOLE)
def take_in(
    record_file: RecordFile, *, now: datetime, hold_on: Callable[[float], None] = _alone
) -> None:
    """Write everything a released file holds in one transaction, or nothing of it."""
    try:
        _write(record_file, now=now, hold_on=hold_on)
    except _Faulty as refusal:
        _keep(record_file, refusal.tally, State.FAULTY, now=now)


@transaction.atomic
def _write(record_file: RecordFile, *, now: datetime, hold_on: Callable[[float], None]) -> None:
    if _held(record_file).state != State.RELEASED:
        return
    hold_on(0.0)  # what holds on in this transaction is held until it ends
    tally = checking.go_through(record_file, now=now, writes=True)
    if tally.wrong:
        raise _Faulty(tally)
    gone, record_file.file = record_file.file, ""
    checking.keep(record_file, tally, State.DONE, now=now)
    files.erase(gone)


# --- Looked after ---------------------------------------------------------------------------------
def do_owed(duty: Duty, now: datetime) -> None:
    """Check or take in the file of a duty; doing it again does nothing."""
    record_file = RecordFile.objects.get(number=duty.subject)

    def hold_on(seconds: float) -> None:
        claiming.hold_on(duty, now=now + timedelta(seconds=seconds))

    if record_file.state == State.CHECKING:
        check(record_file, now=now, hold_on=hold_on)
    elif record_file.state == State.RELEASED:
        take_in(record_file, now=now, hold_on=hold_on)


def forget(*, now: datetime) -> None:
    """Turn down what nobody has released for thirty days, and erase files that no row names."""
    for each in _waiting(now)[:20]:
        with transaction.atomic():
            held = _held(each)
            if held.state == State.READY:
                files.erase(held.file)
                held.state, held.file, held.ended_at = State.TURNED_DOWN, "", now
                held.save()
    _sweep()


def _sweep() -> None:
    """Take away what was written and never named: a process that died, a line that broke."""
    left = set(files.left_lying())
    if left:
        left -= set(RecordFile.objects.filter(file__in=left).values_list("file", flat=True))
    for name in left:
        files.unlink(name)


def _waiting(now: datetime) -> QuerySet[RecordFile]:
    return RecordFile.objects.filter(state=State.READY, prepared_at__lt=now - KEPT_FOR)


def _held(record_file: RecordFile) -> RecordFile:
    return RecordFile.objects.select_for_update(of=("self",)).get(pk=record_file.pk)


def _may(by: Actor, action: Action) -> Agency:
    if by.agency is None or not may_generally(by, action):
        raise NotPermitted
    if by.position not in (Position.CLERK, Position.SUPERVISOR, Position.CLIENT):
        raise NotPermitted
    return by.agency
