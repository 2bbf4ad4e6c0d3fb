"""The effect of a decision: a spell of unemployment, and money month by month."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.models import Agency
from applications import known
from applications.actions.figures import corrected_in
from applications.declaring import Deed, Outcome
from applications.known import answers_of
from applications.models import Application
from casework.errors import MoveNotPossible
from casework.models import Case
from kit.errors import NotValid
from law.values import ValueNotInForce
from law.wording import Text
from payouts.actions import entitling
from payouts.errors import Excluded
from payouts.rules.amounts import Line
from records.rules.contributions import month_number, month_of
from services.unemployment.actions.ending import close_run_out
from services.unemployment.facts import BenefitFacts, facts_of
from services.unemployment.figures import AMOUNT, MONTHS, schedule_of, stretches
from services.unemployment.models import Spell
from services.unemployment.rules.paying import Paid, Rate
from services.unemployment.rules.reasons import REVIEWING

NAME = "unemployment"
TITLE = Text("失业保险金", "Unemployment benefit")
BY_CLERK = Text("经办人员按当地标准核定", "worked out by a clerk by the numbers of the place")


@transaction.atomic
def grant(deed: Deed) -> None:
    """Write the spell and entitle to its months; called in the transaction of the decision."""
    case = deed.application.case
    person = Person.objects.select_for_update().get(pk=case.person_id)
    facts = _facts(deed.application, deed.now)
    close_run_out(person, on=facts.today)
    if Spell.objects.of(person).running().exists():
        raise MoveNotPossible(_("This person draws unemployment benefit already."))
    corrected: Mapping[str, Any] = deed.said.get("figures") or {}
    months = _months(facts, corrected)
    first = facts.start.first_month
    agency = deed.application.agency
    if agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    counted = facts.counted
    Spell.objects.create(
        person=person,
        case=case,
        agency=agency,
        region=facts.region,
        since=facts.start.day,
        counted_until=counted.last if counted else None,
        months_paid=facts.months_paid,
        left_over=facts.left_over,
        months=months,
        first_month=first,
        made_at=deed.now,
    )
    found = _schedule(facts, months, first, corrected)
    entitle_to(case, agency, found, until=found[-1].month, deed=deed)


def check_known(application: Application, outcome: Outcome, now: datetime) -> None:
    """Refuse to prepare a yes while months or amount are not known, with what to do."""
    if outcome is Outcome.REFUSED:
        return
    facts, corrected = _facts(application, now), corrected_in(application)
    _schedule(facts, _months(facts, corrected), facts.start.first_month, corrected)


def _facts(application: Application, now: datetime) -> BenefitFacts:
    today = timezone.localdate(now)
    held = known.known_for(application.case, today=today)
    asked = known.asked(application.service, answers_of(application), held, today=today)
    return facts_of(asked)


def _months(facts: BenefitFacts, corrected: Mapping[str, Any]) -> int:
    """Return the months that are drawn, as the rules or a clerk have them."""
    if MONTHS in corrected:
        digits = "".join(each for each in corrected[MONTHS]["value"] if each.isdecimal())
        found = int(digits or 0)
        if not 1 <= found <= 24:
            raise NotValid({"figure": _("The months have to be a number from 1 to 24.")})
        return found
    try:
        total = 0 if facts.counted is None and not facts.left_over else facts.term.total
    except ValueNotInForce:
        total = 0
    if not total:
        raise MoveNotPossible(
            _("The months are not known: correct that figure before the decision is prepared.")
        )
    return total


def _schedule(
    facts: BenefitFacts, months: int, first: date, corrected: Mapping[str, Any]
) -> tuple[Paid, ...]:
    if AMOUNT in corrected:
        return flat(amount_in(corrected[AMOUNT]["value"]), months, first)
    try:
        return schedule_of(facts, months, first)
    except ValueNotInForce as missing:
        raise MoveNotPossible(
            _("The amount is not known: correct that figure before the decision is prepared.")
        ) from missing


def amount_in(typed: str) -> Decimal:
    """Return the amount that a clerk has written; raises `NotValid`."""
    plain = typed.replace("¥", "").replace(",", "").replace("元", "").strip()
    try:
        found = Decimal(plain).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise NotValid({"figure": _("The amount has to be a number in yuan.")}) from error
    if not 0 < found < 100_000:
        raise NotValid({"figure": _("The amount has to be a number in yuan.")})
    return found


def flat(amount: Decimal, months: int, first: date) -> tuple[Paid, ...]:
    rate = Rate(amount=amount, formula=BY_CLERK, basis=REVIEWING)
    begins = month_number(first)
    return tuple(
        Paid(month=month_of(begins + index), nth=index + 1, rate=rate) for index in range(months)
    )


def entitle_to(
    case: Case, agency: Agency, found: tuple[Paid, ...], *, until: date, deed: Deed
) -> None:
    """Entitle to a schedule: one rate for each stretch of months with the same amount."""
    parts = stretches(found)
    try:
        made = entitling.entitle(
            case,
            benefit=NAME,
            person=case.person,
            agency=agency,
            from_month=parts[0][0].month,
            until_month=until,
            lines=(line_of(parts[0][0].rate),),
            at=deed.now,
            by=deed.by,
        )
    except Excluded as other:
        raise MoveNotPossible(
            _("Another benefit that excludes this one is drawn for the same months.")
        ) from other
    for part in parts[1:]:
        entitling.new_rate(
            made,
            from_month=part[0].month,
            lines=(line_of(part[0].rate),),
            at=deed.now,
            decided_in=case,
            by=deed.by,
        )


def line_of(rate: Rate) -> Line:
    """Return what is paid for a month as a line of it."""
    return Line(
        name=NAME, title=TITLE, amount=rate.amount, formula=rate.formula.zh, basis=rate.basis
    )
