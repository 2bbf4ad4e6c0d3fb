"""What a claim does: its invoices are marked, its year is written down, its payment is owed."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.actors import SYSTEM
from applications import known
from applications.actions.completing import complete
from applications.actions.figures import corrected_in
from applications.declaring import Deed, Outcome
from applications.known import answers_of
from applications.models import Application
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from kit import wall
from law.money import ZERO, MoneyNotUnderstood, parse_yuan, to_fen
from law.wording import Text
from payouts.actions.owing import owe
from payouts.models import Payable
from payouts.rules.amounts import Line
from services.reimbursement.facts import ClaimFacts
from services.reimbursement.figures import FUND
from services.reimbursement.models import InvoiceUse, YearLine, index_of
from services.reimbursement.questions import named_in
from services.reimbursement.rules.reasons import CATALOGUE
from services.reimbursement.rules.settling import Settled, year_of

BENEFIT = "reimbursement"


def mark_invoices(application: Application, _now: datetime) -> None:
    """Keep by which hashes the invoices of a claim are found again; what is gone counts no more."""
    case = application.case
    wanted = {index_of(each) for each in named_in(answers_of(application)) if each.number}
    there = InvoiceUse.objects.filter(case=case)
    there.exclude(index__in=wanted).update(is_named=False)
    there.filter(index__in=wanted).update(is_named=True)
    held = set(there.values_list("index", flat=True))
    InvoiceUse.objects.bulk_create(
        [InvoiceUse(case=case, index=each) for each in sorted(wanted - held)],
        ignore_conflicts=True,
    )


# --- Before it is decided -------------------------------------------------------------------------
def hold(application: Application, outcome: Outcome, now: datetime) -> None:
    """Hold the year of the person until this is decided; raises where there is no amount yet.

    Two claims that are decided at once would both take the same deductible and the same rest of the
    ceiling: the second one waits here, and then finds other figures than were prepared.
    """
    with wall.as_house("hold the year of a person while a claim is decided"):
        Person.objects.select_for_update().only("pk").get(pk=application.case.person_id)
    if outcome is Outcome.REFUSED:
        return
    corrected = corrected_in(application).get(FUND)
    if corrected is None and _facts(application, now).fund is None:
        raise MoveNotPossible(
            _(
                "The numbers of this place are not loaded. Correct the figure “What is paid to "
                "you” first, and name the document in the reason."
            )
        )
    if corrected is not None:
        _checked(application, corrected["value"], now)


def _checked(application: Application, value: str, now: datetime) -> Decimal:
    """Return a corrected amount; raises for what is none, or more than the bill."""
    try:
        amount = parse_yuan(value.replace(",", "").lstrip("¥"))
    except MoneyNotUnderstood as error:
        raise MoveNotPossible(
            _("The corrected amount cannot be read. Correct it again.")
        ) from error
    if amount > _facts(application, now).scope.total:
        raise MoveNotPossible(_("The corrected amount is more than the whole bill."))
    return amount


def _facts(application: Application, now: datetime) -> ClaimFacts:
    service, today = application.service, timezone.localdate(now)
    held = known.known_for(application.case, today=today)
    found: ClaimFacts = service.facts(
        known.asked(service, answers_of(application), held, today=today)
    )
    return found


# --- When it is granted ---------------------------------------------------------------------------
@transaction.atomic
def settle_and_owe(deed: Deed) -> None:
    """Write down what of the year is used, and owe the payment; nothing to pay ends the case."""
    application, case = deed.application, deed.application.case
    facts = _facts(application, deed.now)
    corrected = (deed.said.get("figures") or {}).get(FUND)
    worked_out = facts.fund or ZERO
    paid = (
        _checked(application, corrected["value"], deed.now) if corrected is not None else worked_out
    )
    _write_year(deed, facts, paid, is_corrected=corrected is not None)
    if paid and application.agency is not None:
        owe(
            case,
            benefit=BENEFIT,
            person=case.person,
            agency=application.agency,
            key=f"{case.number}:{case.decisions.count()}",
            month=timezone.localdate(deed.now).replace(day=1),
            lines=_lines(facts, paid),
            at=deed.now,
            by=deed.by,
        )
    else:
        complete(application, by=SYSTEM, now=deed.now)


def _write_year(deed: Deed, facts: ClaimFacts, paid: Decimal, *, is_corrected: bool) -> None:
    case = deed.application.case
    YearLine.objects.filter(case=case, counts=True).update(counts=False)
    if facts.parts is None or is_corrected:
        day = max(filter(None, (each.on for each in facts.named)), default=facts.today)
        day = facts.answers.get("discharged_on") or day
        year = year_of(day, facts.region, facts.book) if facts.region else day.replace(day=1)
        amounts = (facts.scope.covered, paid, max(facts.scope.covered - paid, ZERO), ZERO)
        _write_line(deed, year, facts.is_stay, amounts, begins=True)
        return
    for number, (year, each) in enumerate(facts.parts):
        _write_line(deed, year, each.is_stay, _amounts(each), begins=number == 0)


def _amounts(each: Settled) -> tuple[Decimal, ...]:
    return (each.scope.covered, each.fund, each.sheet.own, each.serious or ZERO)


def _write_line(
    deed: Deed, year: date, is_stay: bool, amounts: tuple[Decimal, ...], *, begins: bool
) -> None:
    covered, fund, own, serious = (to_fen(max(each, ZERO)) for each in amounts)
    YearLine.objects.create(
        case=deed.application.case,
        person_id=deed.application.case.person_id,
        year=year,
        is_stay=is_stay,
        begins_stay=is_stay and begins,
        covered_fen=covered,
        fund_fen=fund,
        own_fen=own,
        serious_fen=serious,
        at=deed.now,
    )


def _lines(facts: ClaimFacts, paid: Decimal) -> tuple[Line, ...]:
    """Return the lines of the payment; one line where a clerk or other insurance has changed it."""
    whole = Line(
        name=FUND,
        title=Text("手工报销", "Claim by hand"),
        amount=paid,
        formula=f"{paid:,.2f}",
        basis=CATALOGUE,
    )
    parts = facts.parts or ()
    if not parts or sum((each.paid for _year, each in parts), ZERO) != paid:
        return (whole,)
    found = []
    for _year, each in parts:
        formula = each.sheet.formula.zh
        if each.fund:
            found.append(
                Line(
                    name="fund",
                    title=Text("统筹基金支付", "Paid by the fund"),
                    amount=each.fund,
                    formula=formula,
                    basis=each.basis,
                )
            )
        if each.serious:
            found.append(
                Line(
                    name="serious",
                    title=Text("大病保险支付", "Serious-illness insurance"),
                    amount=each.serious,
                    formula=f"{each.serious:,.2f}",
                    basis=each.basis,
                )
            )
    return tuple(found)


def complete_when_paid(payable: Payable, now: datetime) -> None:
    """End a case whose payment was booked; called in the transaction that books it."""
    case = payable.case
    if case is None or case.state is not Status.APPROVED:
        return
    complete(Application.objects.whole().get(case=case), by=SYSTEM, now=now)
