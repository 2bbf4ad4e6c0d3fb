"""Telling the person in writing what cannot be moved; all else moves (应转尽转).

人社厅发〔2019〕94号 art. 3: the original agency tells it within ten working days of receiving the
acceptance letter, and helps the place of payment to settle it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import Insurance, TermKind
from casework.actions import moving, preparing, steps
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import PreparedAct
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from transfers.actions.choosing import check_reasons
from transfers.actions.unsent_forms import drop_unsent_forms
from transfers.documents import outcome
from transfers.figures.moving import months_that_would_move, stays_of
from transfers.models import FormLine, InformationForm, PartThatStays, Transfer
from transfers.rules.reasons import Use
from transfers.rules.staying import Stay

# Months for which the person owes their own share (187号 opinion 2); the records know them.
OWED = "B04"
Part = tuple[str, Stay | None]


# The act by which the notice is issued.
TELL_PARTS = "tell-not-transferable"


@transaction.atomic
def prepare_notice(
    transfer: Transfer,
    reasons: Iterable[str],
    *,
    first_month: date | None = None,
    last_month: date | None = None,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> PreparedAct:
    """Prepare the notice of what cannot be moved, for a second person to check and issue."""
    case = transfer.case
    take_up(case, Action.RETURN_LETTER, by=by, version=version)
    chosen, stay = _checked(transfer, reasons, first_month, last_month)
    said = {
        "reasons": chosen,
        "note": note,
        "first_month": stay.first_month.isoformat() if stay else None,
        "last_month": stay.last_month.isoformat() if stay else None,
    }
    return preparing.prepare(case, TELL_PARTS, said, agency=transfer.sides[0], by=by, now=now)


@transaction.atomic
def tell_what_stays(
    prepared: PreparedAct,
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Tell the person, as the second one, which months cannot be moved: the form leaves them out.

    A form that was prepared and not sent is thrown away: it counts these months.
    """
    case = transfer.case
    take_up(case, Action.RETURN_LETTER, by=by, version=version)
    check_not_stopped_by_death(case)
    said = preparing.issue_as_second(prepared, by=by, now=now)
    chosen, stay = _checked(transfer, said["reasons"], *months_said(said))
    drop_unsent_forms(transfer)
    moving.turn_page(case)
    letter = _tell(transfer, list(product(chosen, [stay])), note=said["note"], by=by, now=now)
    keep_turn(transfer, now=now)
    return letter


def months_said(said: dict[str, Any]) -> tuple[date | None, date | None]:
    """Return the first and the last month of a prepared notice, if it names any."""
    first, last = said.get("first_month"), said.get("last_month")
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else (None, None)


def _checked(
    transfer: Transfer, codes: Iterable[str], first: date | None, last: date | None
) -> tuple[list[str], Stay | None]:
    """Return reasons and months of a notice that can be issued now."""
    is_pension = transfer.insurance == Insurance.PENSION
    if transfer.case.state != Status.LETTER_ISSUED or not is_pension:
        raise not_at_this_stage()
    if not transfer.case.steps.open().filter(kind=TermKind.HAND_OVER).exists():
        raise MoveNotPossible(_("The acceptance letter has not been delivered yet."))
    chosen = check_reasons(codes, Use.NOT_TRANSFERABLE, transfer)
    stay = _stay(transfer, first, last)
    _check_untold(transfer, list(product(chosen, [stay])))
    return chosen, stay


def tell_owed_months(
    transfer: Transfer, form: InformationForm, *, by: Actor, now: datetime
) -> Letter | None:
    """Tell, with the form that leaves them out, of owed months nobody has told of yet."""
    if transfer.insurance != Insurance.PENSION:
        return None
    if transfer.parts_that_stay.filter(reason=OWED).exists():
        return None
    idle = [line for line in form.lines.all() if not line.months]
    parts: list[Part] = [(OWED, stay) for stay in _owed(transfer, idle)]
    return _tell(transfer, parts, note="", by=by, now=now) if parts else None


def _owed(transfer: Transfer, idle: Sequence[FormLine]) -> list[Stay]:
    """Return the months for which the person owes their own share, and was told nothing yet.

    Months that only an employer owes are none of theirs, and what stays was told with its reason.
    """
    original, told = transfer.original_relationship, stays_of(transfer)
    if original is None:
        return []
    owed = original.periods.lying_there().filter(is_personal_arrears=True)
    own = [Stay(each.first_month, each.last_month) for each in owed]
    stays = [Stay(line.first_month, line.last_month) for line in idle]
    return [each for each in stays if _meets(each, own) and not _meets(each, told)]


# --- Its turn beside the hand-over ----------------------------------------------------------------
def plan_turn(transfer: Transfer) -> None:
    """Write down that the notice is owed, where the records show months that stay.

    It begins with the delivery of the letter, as the hand-over does, and has ten working days.
    """
    if transfer.insurance == Insurance.PENSION and owed_untold(transfer):
        steps.plan_step(transfer.case, TermKind.TELL_NOT_TRANSFERABLE, transfer.sides[0])


def keep_turn(transfer: Transfer, *, now: datetime) -> None:
    """End the turn when nothing is left to tell, or the letter has been left; safe to repeat."""
    at_work = (Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED)
    if transfer.case.state not in at_work or not owed_untold(transfer):
        steps.close_turns(transfer.case, TermKind.TELL_NOT_TRANSFERABLE, now=now)


def owed_untold(transfer: Transfer) -> list[Stay]:
    """Return the months the person owes of which no notice has told them yet."""
    original, told = transfer.original_relationship, stays_of(transfer)
    if original is None or transfer.parts_that_stay.filter(reason=OWED, first_month=None).exists():
        return []
    owed = original.periods.lying_there().filter(is_personal_arrears=True)
    stays = [Stay(each.first_month, each.last_month) for each in owed]
    return [each for each in stays if not _meets(each, told)]


def _meets(stay: Stay, others: Iterable[Stay]) -> bool:
    """Whether a line lies among others; all its months have the same reason to stay."""
    return any(
        each.first_month <= stay.last_month and stay.first_month <= each.last_month
        for each in others
    )


def fault_of_months(first: date | None, last: date | None) -> str:
    """Say what is wrong with the first and last month of a notice; both may be left out."""
    is_whole = (first is None) == (last is None)
    if is_whole and (first is None or last is None or first <= last):
        return ""
    return _("Enter the first and the last month, in this order.")


def _stay(transfer: Transfer, first: date | None, last: date | None) -> Stay | None:
    """Return the months, if any are named; they must be months that would move."""
    if first is None and last is None:
        return None
    fault = fault_of_months(first, last)
    if first is None or last is None or fault:
        raise NotValid({"last_month": fault})
    stay = Stay(first, last)
    if not months_that_would_move(transfer, stay):
        raise NotValid({"first_month": _("Your records hold no paid months here since 1998.")})
    return stay


def _check_untold(transfer: Transfer, parts: Iterable[Part]) -> None:
    told = {(part.reason, part.first_month) for part in transfer.parts_that_stay.all()}
    if any((code, stay.first_month if stay else None) in told for code, stay in parts):
        raise NotValid({"reasons": _("The person has been told this already.")})


def _tell(
    transfer: Transfer, parts: Sequence[Part], *, note: str, by: Actor, now: datetime
) -> Letter:
    original, new = transfer.sides
    number = next_number(original, now)
    letter = issue(
        transfer.case,
        Letter.Kind.NOT_TRANSFERABLE,
        agency=original,
        number=number,
        content=outcome.partial_notice(transfer, number, parts, note=note, by=by, now=now),
        by=by,
        now=now,
        to_agency=new,
        to_person=True,
    )
    PartThatStays.objects.bulk_create(
        PartThatStays(
            transfer=transfer,
            letter=letter,
            reason=code,
            first_month=stay.first_month if stay else None,
            last_month=stay.last_month if stay else None,
        )
        for code, stay in parts
    )
    return letter
