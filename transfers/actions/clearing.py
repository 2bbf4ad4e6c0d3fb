"""Months paid twice are prepared by one person and cleared by another.

人社部发〔2009〕187号 opinion 3, 人社部发〔2010〕70号 art. 10, 人社部发〔2014〕17号 art. 7.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.moving import take_up
from casework.actions.second_persons import expect
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import Case, Duty, Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.clock import day_of
from law.money import ZERO, to_fen
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from records import accounts, cutting
from records.models import InsuredPeriod, Relationship
from records.rules.double_months import Plan, Stretch
from transfers import clearing_letter, double_months
from transfers.actions import left_over, paying_back
from transfers.actions.clearing_choice import clearing_of, was_asked_twice
from transfers.actions.handing_over import check_second_person
from transfers.models import Clearing, Transfer
from transfers.rules.form_lines import FIRST_YEAR


@transaction.atomic
def prepare(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> Clearing:
    """Lay down months and amount for a second person; an agency's system may.

    Without an answer it goes on as proposed once the person was asked twice.
    """
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    _check_stage(case)
    clearing = clearing_of(transfer)
    if clearing.answered_at is None and not was_asked_twice(case):
        raise MoveNotPossible(_("The person has not answered yet and was asked only once."))
    plan = double_months.plan_of(transfer, double_months.chosen(clearing))
    clearing.keep, clearing.months = plan.keep.value, plan.months
    clearing.amount_fen = to_fen(plan.amount)
    clearing.prepared_by, clearing.prepared_at = by.user, now
    clearing.prepared_by_client = by.client.client_id if by.client else ""
    clearing.save()
    moving.turn_page(case)
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, data={"clearing": True}))
    return clearing


def _check_stage(case: Case) -> None:
    if case.state != Status.CLEARING:
        raise not_at_this_stage()


def _prepared(transfer: Transfer) -> Clearing:
    clearing = clearing_of(transfer)
    if not clearing.is_prepared:
        raise MoveNotPossible(_("Nobody has prepared the clearing yet."))
    return clearing


@transaction.atomic
def send_back(
    transfer: Transfer, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault, or the first takes it back: it is prepared anew."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    clearing = _prepared(transfer)
    clearing.prepared_at = clearing.prepared_by = None
    clearing.prepared_by_client = ""
    clearing.save()
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note, data={"clearing": True})


@transaction.atomic
def approve(transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None) -> Letter:
    """Clear the months as the second person: records, account, ledger, letter and end at once.

    Whoever wrote the person's account down is a first person too.
    """
    case, new = transfer.case, transfer.sides[1]
    take_up(case, Action.SETTLE, by=by, version=version)
    _check_stage(case)
    clearing = _prepared(transfer)
    check_second_person(clearing.answered_by_id, by)
    second = check_second_person(clearing.prepared_by_id, by)
    plan = double_months.plan_of(transfer, double_months.chosen(clearing))
    if (plan.months, to_fen(plan.amount)) != (clearing.months, clearing.amount_fen):
        raise MoveNotPossible(_("The record has changed since. The clearing is prepared anew."))
    number = next_number(new, now)
    content = clearing_letter.notice(transfer, clearing, plan, number, by=by, now=now)
    moving.move(case, Status.COMPLETED, by=by, now=now)
    _take_out(transfer, plan, now=now)
    clearing.approved_by, clearing.approved_at = second, now
    clearing.save()
    paying_back.set_aside(transfer, clearing, now=now)
    steps.close_steps(case, now=now)
    left_over.keep(transfer, now=now)
    Duty.objects.waiting().filter(case=case, kind=Duty.Kind.ASK_AGAIN).update(done_at=now)
    letter = issue(
        case, Letter.Kind.CLEARING, agency=new, number=number, content=content,
        by=by, now=now, to_person=True,
    )  # fmt: skip
    is_unpaid = bool(clearing.amount_fen) and not clearing.has_account
    tell(case, [Told("cleared-unpaid" if is_unpaid else "cleared")], now=now, occasion="cleared")
    return letter


def _take_out(transfer: Transfer, plan: Plan, *, now: datetime) -> None:
    """Let the months go and the account lose what was credited for them."""
    new = transfer.new_relationship
    if new is None:
        raise MoveNotPossible(_("The person is not enrolled at the new agency."))
    year, number, fen = day_of(now).year, transfer.case.number, to_fen(plan.amount)
    accounts.book_running_year(new, year)
    if accounts.balance(new) < fen:
        raise MoveNotPossible(
            _("The account holds less than would be paid back. Check the account first.")
        )
    whole = {each.pk: each for each in double_months.paid_at(new)}
    for stretch in plan.cleared:
        _mark(new, whole[stretch.of.key], stretch, number)
    accounts.enter(
        new,
        accounts.Kind.PAID_OUT,
        -fen,
        pre_1998_fen=-min(_paid_before_1998(plan), new.pre_1998_fen),
        year=year,
        case_number=number,
        at=now,
    )


def _paid_before_1998(plan: Plan) -> int:
    """Return, in fen, what of it was paid before 1998: it lies in ①, apart from the years."""
    early = (each for each in plan.cleared if each.first_month.year < FIRST_YEAR)
    return to_fen(sum((each.amount for each in early), ZERO))


def _mark(new: Relationship, whole: InsuredPeriod, stretch: Stretch, number: str) -> None:
    """Mark the months of a stretch, in whatever is left of the period they were part of."""
    part = new.periods.lying_there().filter(
        scheme=whole.scheme, came_from=whole.came_from_id, case_number=whole.case_number,
        base_fen=whole.base_fen, is_paid=True,
        first_month__lte=stretch.first_month, last_month__gte=stretch.last_month,
    ).first()  # fmt: skip
    if part is None:
        raise MoveNotPossible(_("The record has changed since. The clearing is prepared anew."))
    gone = InsuredPeriod.Gone.CLEARED
    cutting.cut_out(part, stretch.first_month, stretch.last_month, gone, number)
