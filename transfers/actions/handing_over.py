"""A second person of the original agency sends the information form, and the money with it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import Insurance, TermKind
from casework.actions import moving, steps
from casework.actions.moving import take_up
from casework.actions.telling import tell
from casework.errors import MoveNotPossible
from casework.models import Step
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from transfers.actions import correcting_form, left_over
from transfers.actions.differences import is_difference_open, told_of_form
from transfers.actions.preparing_form import check_nothing_is_out
from transfers.actions.remitting import check_day_of_sending, owed, remit
from transfers.actions.returning import hand_over_step, reviewer_of
from transfers.actions.telling_parts import keep_turn, tell_owed_months
from transfers.documents import form_letter
from transfers.models import InformationForm, Transfer


@transaction.atomic
def send_form(
    form: InformationForm,
    *,
    reference: str,
    sent_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Send form and money to the new agency, as the second person (row 19: two persons).

    The new agency's turn begins; the original relationship ends when it has completed. For medical
    insurance its clock starts with the form, for a pension when form *and* money are there.
    """
    transfer = form.transfer
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    check_second_person(form.prepared_by_id, by)
    step = _check_sendable(form, reference, sent_on, now=now)
    correcting_form.carry_out(transfer, by=by, now=now)
    is_answer = is_difference_open(transfer)
    moving.move(case, Status.HANDED_OVER, by=by, now=now, form=form.version)
    form.approved_by, form.sent_at = by.user, now
    form.save(update_fields=["approved_by", "sent_at"])
    remit(form, reference=reference, sent_on=sent_on, now=now)
    steps.close_steps(case, now=now)
    begin_settling(transfer, now=now)
    left_over.keep(transfer, now=now)
    letter = _issue_form(form, step.agency, by=by, now=now)
    tell_owed_months(transfer, form, by=by, now=now)
    keep_turn(transfer, now=now)
    told = told_of_form(transfer, is_answer=is_answer)
    tell(case, told, now=now, occasion=f"handed-over:{case.version}")
    return letter


def _check_sendable(form: InformationForm, reference: str, sent_on: date, *, now: datetime) -> Step:
    """Return the turn in which the form is sent, where it and its money may go out now."""
    if not InformationForm.objects.filter(pk=form.pk, sent_at=None).exists():
        raise MoveNotPossible(_("This form has been sent already."))
    _check_year(form, now)
    check_nothing_is_out(form.transfer)
    step = hand_over_step(form.transfer)
    _check_remittance(form, reference, sent_on, now)
    return step


def _issue_form(form: InformationForm, agency: Agency, *, by: Actor, now: datetime) -> Letter:
    """Issue the form to the new agency, in place of the one before."""
    transfer, number = form.transfer, next_number(agency, now)
    return issue(
        transfer.case,
        Letter.Kind.FORM,
        agency=agency,
        number=number,
        content=form_letter.information_form(transfer, form, number, by=by, now=now),
        by=by,
        now=now,
        to_agency=transfer.new_agency,
        replaces=_form_letter_before(transfer),
    )


def _check_year(form: InformationForm, now: datetime) -> None:
    """Raise where a year has ended since: ② goes up to the end of the year before the transfer."""
    if form.transfer_on.year < day_of(now).year:
        raise MoveNotPossible(
            _("A year has ended since this form was prepared. Send it back and prepare it anew.")
        )


def check_second_person(prepared_by_id: int | None, by: Actor) -> User:
    """Return the second human being who approves what another prepared; raise if it is none."""
    if by.user is None or by.user.pk == prepared_by_id:
        raise NotPermitted(_("A second person has to approve what you prepared."))
    return by.user


def _check_remittance(form: InformationForm, reference: str, sent_on: date, now: datetime) -> None:
    if owed(form) == 0:
        return
    if not reference.strip():
        raise NotValid({"reference": _("Enter the bank's reference of the remittance.")})
    check_day_of_sending(form.transfer, sent_on, now=now)


def begin_settling(transfer: Transfer, *, now: datetime) -> None:
    """Begin the new agency's turn; a pension's clock waits for the money."""
    case = transfer.case
    money_is_there = not transfer.remittances.under_way().exists()
    steps.begin_step(
        case,
        TermKind.SETTLE,
        transfer.sides[1],
        now=now,
        clock_runs=transfer.insurance == Insurance.MEDICAL or money_is_there,
        clerk=reviewer_of(case),
    )


def _form_letter_before(transfer: Transfer) -> Letter | None:
    return Letter.objects.filter(case=transfer.case, kind=Letter.Kind.FORM).last()
