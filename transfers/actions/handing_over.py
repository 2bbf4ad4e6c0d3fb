"""The original agency's turn: return the letter, ask, or send information form and money."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import Insurance, TermKind
from casework.actions import moving, steps
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import Case, Event, Step
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from records.models import Posting
from records.rules.interest import RateNotPublished
from transfers.actions.differences import is_difference_open, told_of_form
from transfers.actions.reviewing import check_reasons
from transfers.actions.telling_parts import tell_owed_months
from transfers.actions.unsent_forms import drop_unsent_forms
from transfers.documents import form_letter
from transfers.documents.review import return_note
from transfers.facts import periods
from transfers.figures import books
from transfers.figures.form import Figures, form_figures
from transfers.models import FormLine, InformationForm, Remittance, Transfer
from transfers.rules.flow import HANDING_OVER
from transfers.rules.reasons import Use


def _hand_over_step(transfer: Transfer) -> Step:
    """Return the running turn of the original agency; it begins with the letter's delivery."""
    step = transfer.case.steps.open().filter(kind=TermKind.HAND_OVER).last()
    if step is None:
        raise MoveNotPossible(_("The acceptance letter has not been delivered yet."))
    return step


@transaction.atomic
def return_letter(
    transfer: Transfer,
    reasons: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Send the acceptance letter back with a reason; the new agency corrects it or closes."""
    case = transfer.case
    take_up(case, Action.RETURN_LETTER, by=by, version=version)
    step = _hand_over_step(transfer)
    chosen = check_reasons(reasons, Use.RETURN_OF_LETTER, transfer)
    moving.move(case, Status.LETTER_RETURNED, by=by, now=now, note=note, reasons=chosen)
    steps.close_steps(case, now=now)
    drop_unsent_forms(transfer)
    steps.begin_step(case, TermKind.REVIEW, transfer.sides[1], now=now)
    letter = _issue_return(transfer, step.agency, chosen, note=note, by=by, now=now)
    told = Told("returned", transfer.new_agency)
    tell(case, [told], now=now, occasion=f"returned:{case.version}")
    return letter


def _issue_return(
    transfer: Transfer, agency: Agency, chosen: list[str], *, note: str, by: Actor, now: datetime
) -> Letter:
    number = next_number(agency, now)
    return issue(
        transfer.case,
        Letter.Kind.RETURN,
        agency=agency,
        number=number,
        content=return_note(transfer, number, chosen, note=note, by=by, now=now),
        by=by,
        now=now,
        to_agency=transfer.new_agency,
    )


@transaction.atomic
def ask_for_clarification(
    transfer: Transfer, question: str, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Ask the new agency something: its turn, without a term, while the own clock stands still."""
    case = transfer.case
    take_up(case, Action.RETURN_LETTER, by=by, version=version)
    if not question.strip():
        raise NotValid({"question": _("Write the question.")})
    step = _hand_over_step(transfer)
    moving.move(case, Status.CLARIFICATION_ASKED, by=by, now=now, note=question)
    steps.pause(step, now=now)
    steps.begin_step(
        case,
        TermKind.REVIEW,
        transfer.sides[1],
        now=now,
        clock_runs=False,
        clerk=_reviewer(case),
    )
    told = Told("clarification-asked", transfer.new_agency, {"note": question})
    tell(case, [told], now=now, occasion=f"clarification:{case.version}")


@transaction.atomic
def prepare_form(
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    remark: str = "",
    interest: Mapping[int, int] | None = None,
) -> InformationForm:
    """Make the information form from the records, for a second person to check and send.

    Preparing again replaces what was not sent. `interest` says, by year in fen, what the agency
    credited in years nobody closed and for which no rate is published; without it the form is
    held (`NotValid`). 国办发〔2009〕66号 art. 4; form F4.
    """
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    _check_preparable(transfer)
    drop_unsent_forms(transfer)
    form = _write_form(transfer, interest or {}, remark, by=by, now=now)
    moving.turn_page(case)
    record(case, Event.Kind.PREPARED, by=by, now=now, data={"form": form.version})
    return form


def _check_preparable(transfer: Transfer) -> None:
    if transfer.case.state not in HANDING_OVER:
        raise not_at_this_stage()
    check_not_stopped_by_death(transfer.case)
    _hand_over_step(transfer)
    if transfer.original_relationship is None:
        raise MoveNotPossible(_("Your records hold no insurance relationship of this person."))
    _check_nothing_is_out(transfer)


def _write_form(
    transfer: Transfer, interest: Mapping[int, int], remark: str, *, by: Actor, now: datetime
) -> InformationForm:
    """Write down the next version of the form with its lines."""
    reckoned, stated = _reckon(transfer, interest, today=periods.day_of(now))
    last = transfer.forms.order_by("-version").first()
    form = InformationForm.objects.create(
        transfer=transfer,
        version=last.version + 1 if last else 1,
        transfer_on=periods.day_of(now),
        interest=reckoned.interest,
        interest_stated=stated,
        remark=remark,
        prepared_by=by.user,
        prepared_by_client=by.client.client_id if by.client else "",
        prepared_at=now,
        **reckoned.sums,
    )
    FormLine.objects.bulk_create(FormLine(form=form, **line) for line in reckoned.lines)
    return form


def _check_nothing_is_out(transfer: Transfer) -> None:
    """Raise while money of the same record, sent with a case that ended, has not come back."""
    ended = Transfer.objects.filter(
        original_relationship=transfer.original_relationship_id, case__status=Status.ENDED.value
    ).exclude(pk=transfer.pk)
    for each in ended.select_related("case"):
        sent = each.remittances.filter(bounced_on=None).aggregate(fen=Sum("amount_fen"))["fen"]
        back = each.returns.aggregate(fen=Sum("amount_fen"))["fen"]
        if (sent or 0) > (back or 0):
            raise MoveNotPossible(
                _("The money sent with case %(number)s has not come back. Settle that case first.")
                % {"number": each.case.number}
            )


def _reckon(
    transfer: Transfer, interest: Mapping[int, int], *, today: date
) -> tuple[Figures, list[int]]:
    """Return the figures, and the years whose interest rests on what the agency says."""
    asked = books.years_without_rate(transfer, today=today)
    stated = {year: interest[year] for year in asked if year in interest}
    if any(fen < 0 for fen in stated.values()):
        raise NotValid({"interest": _("Interest is not less than nothing.")})
    try:
        return form_figures(transfer, today=today, stated=stated), sorted(stated)
    except RateNotPublished as error:
        said = _(
            "The interest of %(year)s is not known: your books have not closed that year here, or "
            "no rate is published for it. Enter what your books credited to this account for it."
        )
        raise NotValid({"interest": said % {"year": error.year}}) from error


@transaction.atomic
def send_back_form(
    form: InformationForm, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault: the form is prepared anew."""
    case = form.transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    if form.sent_at is not None:
        raise MoveNotPossible(_("This form has been sent already."))
    drop_unsent_forms(form.transfer)
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note)


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
    is_answer = is_difference_open(transfer)
    moving.move(case, Status.HANDED_OVER, by=by, now=now, form=form.version)
    form.approved_by, form.sent_at = by.user, now
    form.save(update_fields=["approved_by", "sent_at"])
    remit(form, reference=reference, sent_on=sent_on, now=now)
    steps.close_steps(case, now=now)
    _begin_settling(transfer, now=now)
    letter = _issue_form(form, step.agency, by=by, now=now)
    tell_owed_months(transfer, form, by=by, now=now)
    told = told_of_form(transfer, is_answer=is_answer)
    tell(case, told, now=now, occasion=f"handed-over:{case.version}")
    return letter


def _check_sendable(form: InformationForm, reference: str, sent_on: date, *, now: datetime) -> Step:
    """Return the turn in which the form is sent, where it and its money may go out now."""
    if not InformationForm.objects.filter(pk=form.pk, sent_at=None).exists():
        raise MoveNotPossible(_("This form has been sent already."))
    _check_year(form, now)
    _check_nothing_is_out(form.transfer)
    step = _hand_over_step(form.transfer)
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
    if form.transfer_on.year < periods.day_of(now).year:
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
    if sent_on > periods.day_of(now):
        raise NotValid({"sent_on": _("The day of the remittance cannot lie ahead.")})


def owed(form: InformationForm) -> int:
    """Return, in fen, what the form promises beyond what has arrived or is under way."""
    covered = sum(
        each.amount_fen if each.arrived_fen is None else each.arrived_fen
        for each in form.transfer.remittances.filter(bounced_on=None)
    )
    returned = sum(each.amount_fen for each in form.transfer.returns.all())
    return max(form.total_fen - covered + returned, 0)


def remit(form: InformationForm, *, reference: str, sent_on: date, now: datetime) -> None:
    """Write down the money on its way; what an earlier form sent is not sent again."""
    amount = owed(form)
    if amount == 0:
        return
    transfer = form.transfer
    check_may_issue(transfer.sides[0])
    try:
        with transaction.atomic():
            sent = Remittance.objects.create(
                transfer=transfer,
                form=form,
                reference=reference.strip(),
                amount_fen=amount,
                sent_on=sent_on,
            )
    except IntegrityError as error:
        raise NotValid({"reference": _("This reference has been used already.")}) from error
    post(transfer, Posting.Movement.SENT, reference, amount, now=now)
    _announce(sent)


def _announce(sent: Remittance) -> None:
    """Let what arrived before it was announced count as the arrival of what is announced."""
    early = sent.transfer.allotments.arrived().filter(remittance=None)
    days = early.aggregate(fen=Sum("amount_fen"), on=Max("entry__day"))
    if days["fen"]:
        early.update(remittance=sent)
        sent.arrived_fen, sent.arrived_on = days["fen"], days["on"]
        sent.save(update_fields=["arrived_fen", "arrived_on"])


# Whose fund a movement touches, and whether it grows or shrinks by it.
ORIGINAL, NEW = "original_agency", "new_agency"
FUNDS = {
    Posting.Movement.SENT: (ORIGINAL, -1),
    Posting.Movement.ARRIVED: (NEW, 1),
    Posting.Movement.REVERSED: (NEW, -1),
    Posting.Movement.RETURNED: (NEW, -1),
    Posting.Movement.TAKEN_BACK: (ORIGINAL, 1),
    Posting.Movement.BOUNCED: (ORIGINAL, 1),
}


def post(
    transfer: Transfer, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> None:
    """Post both sides of a movement of money, in fen; together they are nothing."""
    side, sign = FUNDS[movement]
    common = {
        "case_number": transfer.case.number,
        "movement": movement,
        "reference": reference.strip(),
        "at": now,
    }
    fund = Posting(
        **common, side=Posting.Side.FUND, agency=getattr(transfer, side), amount_fen=sign * fen
    )
    under_way = Posting(**common, side=Posting.Side.TRANSIT, amount_fen=-sign * fen)
    Posting.objects.bulk_create([fund, under_way])


def _begin_settling(transfer: Transfer, *, now: datetime) -> None:
    case = transfer.case
    money_is_there = not transfer.remittances.under_way().exists()
    steps.begin_step(
        case,
        TermKind.SETTLE,
        transfer.sides[1],
        now=now,
        clock_runs=transfer.insurance == Insurance.MEDICAL or money_is_there,
        clerk=_reviewer(case),
    )


def _reviewer(case: Case) -> User | None:
    """Return the clerk who reviewed the application: what comes back goes to them."""
    review = case.steps.filter(kind=TermKind.REVIEW).exclude(clerk=None).last()
    return review.clerk if review else None


def _form_letter_before(transfer: Transfer) -> Letter | None:
    return Letter.objects.filter(case=transfer.case, kind=Letter.Kind.FORM).last()
