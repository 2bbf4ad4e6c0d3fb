"""What a hand-over form shows to be wrong in the record: put right with the form, never over it.

The clerk who prepares the form writes down what a line of the record should say, and why; the
figures are those the record would then give. It counts with the second person's sending, in one
transaction (社会保险法 art. 74). What stood there stays in the record, marked with the case.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications import corrections
from casework.actions import moving
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import Event
from casework.rules.authorisation import Action
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from records import correcting
from records.models import AccountEntry, RecordCorrection
from transfers.actions.returning import hand_over_step
from transfers.actions.unsent_forms import drop_unsent_forms
from transfers.models import Transfer
from transfers.rules.form_lines import FIRST_YEAR, RATES
from transfers.rules.stages import HANDING_OVER

Kind = RecordCorrection.Kind
# What a clerk says of a line, and the rows it takes: what is changed is struck and added anew.
ROWS: Mapping[str, tuple[Kind, ...]] = {
    "change": (Kind.STRIKE, Kind.ADD),
    "strike": (Kind.STRIKE,),
    "add": (Kind.ADD,),
    "account": (Kind.ACCOUNT,),
}
# What the rows of one change have in common.
TOGETHER = ("written_at", "written_by_id", "first_month", "last_month")
TERMS = ("base_fen", *RATES)


def standing(transfer: Transfer) -> list[RecordCorrection]:
    """Return what was written down and counts with the form that is sent next."""
    lines = corrections.lines_of(transfer.case.number)
    return [each for each in lines if each.applied_at is None]


# --- Written down, by the first person ------------------------------------------------------------
@transaction.atomic
def correct_line(
    transfer: Transfer,
    *,
    what: str,
    reason: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
    scheme: str = "",
    first_month: date | None = None,
    last_month: date | None = None,
    amount_fen: int = 0,
    **terms: Any,
) -> list[RecordCorrection]:
    """Write down what the record should say: `what` is a key of `ROWS`.

    `terms` are base and shares as they should be, for what is changed or added; `amount_fen` is
    what the account gains or loses (`account`). A form that was prepared is thrown away. Raises
    `NotValid` where the record does not bear it.
    """
    take_up(transfer.case, Action.HAND_OVER, by=by, version=version)
    _check_possible(transfer, reason, by)
    edge = {"written_by": by.user, "written_at": now, "reason": reason.strip()}
    months = {} if what == "account" else {"first_month": first_month, "last_month": last_month}
    made: list[RecordCorrection] = []
    beside = standing(transfer)
    for kind in ROWS[what]:
        values = {name: terms[name] for name in TERMS} if kind == Kind.ADD else {}
        line = _line(transfer, kind, scheme, {**months, **values, **edge}, amount_fen)
        _check_own(line)
        correcting.check(line, beside=[*beside, *made])
        made.append(line)
    for line in made:
        line.save()
    _begin_anew(transfer)
    return made


def _check_possible(transfer: Transfer, reason: str, by: Actor) -> None:
    if transfer.case.state not in HANDING_OVER:
        raise not_at_this_stage()
    if by.user is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    check_not_stopped_by_death(transfer.case)
    hand_over_step(transfer)
    if transfer.original_relationship is None:
        raise MoveNotPossible(_("Your records hold no insurance relationship of this person."))
    if not reason.strip():
        raise NotValid({"reason": _("Write why the record is wrong.")})
    with_case = AccountEntry.objects.filter(case_number=transfer.case.number)
    if with_case.filter(kind=AccountEntry.Kind.CORRECTED).exists():
        raise MoveNotPossible(
            _("The record was put right with this case before. What else is wrong takes a case.")
        )


def _line(
    transfer: Transfer, kind: Kind, scheme: str, values: dict[str, Any], amount_fen: int
) -> RecordCorrection:
    original = transfer.original_relationship
    assert original is not None  # noqa: S101 -- checked before
    line = RecordCorrection(
        relationship=original,
        case_number=transfer.case.number,
        kind=kind,
        scheme=scheme or original.scheme,
        **values,
    )
    line.reckoned_fen = correcting.reckoned(line)
    line.amount_fen = amount_fen if kind == Kind.ACCOUNT else line.reckoned_fen
    if kind == Kind.ACCOUNT and not line.amount_fen:
        raise NotValid({"amount": _("Enter what the account gains or loses.")})
    if line.first_month and line.first_month.year < FIRST_YEAR:
        said = _("What was paid before 1998 moves as one sum, of which no month is put right here.")
        raise NotValid({"first_month": said})
    return line


def _check_own(line: RecordCorrection) -> None:
    """Raise where months came from another agency: it puts its own record right."""
    if line.first_month is None or line.kind != Kind.STRIKE:
        return
    if any(each.came_from_id for each in correcting.lying_over(line)):
        raise NotValid(
            {"first_month": _("These months came from another agency, which puts them right.")}
        )


def _begin_anew(transfer: Transfer) -> None:
    drop_unsent_forms(transfer)
    moving.turn_page(transfer.case)


@transaction.atomic
def drop_correction(
    transfer: Transfer, *, line: int, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Take out again what was written down with a line; dropped twice it stays dropped."""
    take_up(transfer.case, Action.HAND_OVER, by=by, version=version)
    of_case = RecordCorrection.objects.filter(case_number=transfer.case.number)
    named = of_case.filter(pk=line).first()
    if named is None:
        raise NotValid({"line": _("There is no such line.")})
    together = of_case.filter(**{name: getattr(named, name) for name in TOGETHER})
    if together.filter(dropped_at=None, applied_at=None).update(dropped_at=now):
        _begin_anew(transfer)


# --- As it would be -------------------------------------------------------------------------------
@contextmanager
def as_corrected(transfer: Transfer, *, today: date, now: datetime) -> Iterator[None]:
    """Let the record be for a while what the lines written down would make of it."""
    lines = standing(transfer)
    if not lines:
        yield
        return
    with transaction.atomic():
        correcting.carry_out(lines, now=now, year=today.year)
        yield
        transaction.set_rollback(True)


# --- Carried out, by the second person ------------------------------------------------------------
def carry_out(transfer: Transfer, *, by: Actor, now: datetime) -> None:
    """Let the record be put right, in the transaction that sends the form; tell its person."""
    lines = standing(transfer)
    if not lines:
        return
    check_second_reader(lines, by)
    correcting.carry_out(lines, now=now, year=day_of(now).year)
    done = RecordCorrection.objects.filter(pk__in=[each.pk for each in lines])
    done.update(approved_by=by.user, applied_at=now)
    case = transfer.case
    data = {"correction": case.number}
    record(case, Event.Kind.RECORD_CORRECTED, by=by, now=now, data=data)
    tell(case, [Told("record-put-right")], now=now, occasion=f"record-put-right:{case.version}")


def check_second_reader(lines: list[RecordCorrection], by: Actor) -> None:
    """Raise where the one who sends has written one of the lines."""
    if any(is_writer(each, by) for each in lines):
        raise NotPermitted(_("You have put a line of the record right. Somebody else has to send."))


def is_writer(line: RecordCorrection, who: Actor) -> bool:
    """Whether a line was written by this person."""
    return line.written_by_id is not None and line.written_by_id == (who.user and who.user.pk)
