"""What the rules of a claim are asked, from answers, records, cost list and earlier claims."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import Person
from applications import medical
from applications.fields import Answers, Asked, Known
from casework.models import Case
from casework.rules.statuses import Status
from kit import wall
from law.money import ZERO
from law.values import RuleBook, ValueNotInForce
from records import treatment
from records.models import InsuredPeriod, Relationship
from records.rules.areas import is_in_province, is_inside
from records.rules.elsewhere import Elsewhere, Situation
from records.rules.elsewhere_values import elsewhere_of
from records.rules.medical_shares import Grade, Insured
from services.reimbursement.models import CostList, InvoiceUse, YearLine, index_of
from services.reimbursement.questions import named_in
from services.reimbursement.rules import invoices, settling
from services.reimbursement.rules.claiming import Deadline, deadline
from services.reimbursement.rules.invoices import Invoice
from services.reimbursement.rules.kinds import UNLISTED, Cause, Kind, Where
from services.reimbursement.rules.lines import CostLine, Scope, all_covered, scope, totals
from services.reimbursement.rules.settling import (
    AT_HOME,
    NOTHING_BEFORE,
    Before,
    Question,
    Settled,
)

LIVE = (Status.SUBMITTED, Status.CORRECTION_ASKED, Status.APPROVED, Status.COMPLETED)
Parts = tuple[tuple[date, Settled], ...]


@dataclass(frozen=True, kw_only=True)
class ClaimFacts:
    """A claim, beside what is known of its person, its place and its invoices.

    `parts` are its settlements by years of benefits; none where the numbers of the place are not
    loaded. `if_registered` is what registering late would bring on top.
    """

    kind: Kind
    answers: Answers
    named: tuple[Invoice, ...]
    lines: tuple[CostLine, ...] | None
    scope: Scope
    region: str
    is_stay: bool
    is_home: bool
    situation: Situation | None
    is_listed: bool
    is_covered: bool
    deadline: Deadline | None
    used_before: tuple[Invoice, ...]
    differing: tuple[tuple[Invoice, Invoice], ...]
    parts: Parts | None
    if_registered: Decimal | None
    other_paid: Decimal
    today: date
    book: RuleBook
    is_anonymous: bool

    @property
    def fund(self) -> Decimal | None:
        """What is to be paid, all parts together and no more than others have left open."""
        if self.parts is None:
            return None
        paid = sum((each.paid for _year, each in self.parts), ZERO)
        return max(min(paid, self.scope.total - self.other_paid), ZERO)

    @property
    def is_emergency(self) -> bool:
        """Whether it was an emergency, as said or as the hospital has marked it."""
        return self.kind is Kind.EMERGENCY or self.situation is Situation.EMERGENCY

    @property
    def is_unregistered(self) -> bool:
        """Whether it was elsewhere, and nothing was registered."""
        return self.situation is Situation.UNREGISTERED

    @property
    def totals_differ(self) -> bool:
        """Whether the total is not that of the invoices, or a list not that of its invoice."""
        if not self.named:
            return False
        once = invoices.once_each(self.named)
        if self.answers.get("total") not in (None, invoices.total(once)):
            return True
        if self.lines is None:
            return False
        of_lists = totals(self.lines)
        return any(of_lists.get(each.number, each.amount) != each.amount for each in once)


def facts_for(kind: Kind, asked: Asked) -> ClaimFacts:
    """Return the facts of a claim of one kind."""
    answers, known = asked.answers, asked.known
    case = known.case if known else None
    named = named_in(answers)
    lines = lines_of(case)
    is_stay = kind is Kind.INPATIENT or (kind is Kind.EMERGENCY and _is_admitted(answers))
    region = (medical.insured_place(known) if known else None) or _text(answers, "insured_place")
    is_home = _is_home(answers, region)
    begin, end = days_of(answers, asked.today)
    situation = None if is_home else _situation(kind, answers, known, begin)
    found = ClaimFacts(
        kind=kind,
        answers=answers,
        named=named,
        lines=lines,
        scope=_scope(answers, named, lines),
        region=region,
        is_stay=is_stay,
        is_home=is_home,
        situation=situation,
        is_listed=_is_listed(answers),
        is_covered=known is None or _is_covered(known, begin),
        deadline=deadline(end, region, asked.book) if region else None,
        used_before=used_before(named, case) if known else (),
        differing=_differing(named, case),
        parts=None,
        if_registered=None,
        other_paid=answers.get("other_paid") or ZERO,
        today=asked.today,
        book=asked.book,
        is_anonymous=known is None,
    )
    return _settled(found, known, begin, end)


# --- From the answers -----------------------------------------------------------------------------
def _text(answers: Answers, name: str) -> str:
    return str(answers.get(name) or "")


def _is_admitted(answers: Answers) -> bool:
    return bool(answers.get("is_admitted", True))


def days_of(answers: Answers, today: date) -> tuple[date, date]:
    """Return the first and the last day of a treatment."""
    of_bills = sorted(each.on for each in named_in(answers) if each.on)
    first = answers.get("admitted_on") or (of_bills[0] if of_bills else today)
    last = answers.get("discharged_on") or (of_bills[-1] if of_bills else today)
    return first, max(first, last)


def _is_home(answers: Answers, region: str) -> bool:
    place = _text(answers, "place")
    if not place:
        return answers.get("was_registered") is not False
    return is_inside(place, region)


def _is_listed(answers: Answers) -> bool:
    chosen = _text(answers, "hospital")
    return not chosen or (chosen != UNLISTED and treatment.hospital(chosen) is not None)


def _grade(answers: Answers) -> Grade | None:
    listed = treatment.hospital(_text(answers, "hospital"))
    said = listed.grade if listed else answers.get("grade") or answers.get("grade_tried") or ""
    return Grade(said) if said in set(Grade) else None


def _scope(answers: Answers, named: tuple[Invoice, ...], lines: Any) -> Scope:
    """Return the parts of the bill: by its list, or all of it taken to be covered."""
    if lines is not None:
        once = {each.number for each in invoices.once_each(named)}
        return scope(each for each in lines if each.invoice in once)
    return all_covered(invoices.total(named) or answers.get("amount") or ZERO)


# --- From records and earlier claims -----------------------------------------------------------
def _situation(kind: Kind, answers: Answers, known: Known | None, begin: date) -> Situation:
    if kind is Kind.EMERGENCY:
        return Situation.EMERGENCY
    if known is None:
        return Situation.OTHER if answers.get("was_registered") else Situation.UNREGISTERED
    place, hospital = _text(answers, "place"), _text(answers, "hospital")
    return treatment.situation(known.person, place, begin, hospital) or Situation.UNREGISTERED


def _is_covered(known: Known, day: date) -> bool:
    """Whether the record has the month of a day paid, or a benefit drawn."""
    held = medical.medical(known)
    if any(each.status == Relationship.Status.DRAWING for each in held):
        return True
    month = day.replace(day=1)
    paid = InsuredPeriod.objects.lying_there().filter(relationship__in=held, is_paid=True)
    return paid.filter(first_month__lte=month, last_month__gte=month).exists()


def lines_of(case: Case | None) -> tuple[CostLine, ...] | None:
    """Return the cost list of a case, if a clerk has entered one."""
    found = CostList.objects.filter(case=case).last() if case else None
    return found.lines if found else None


@wall.as_house("know whether an invoice was used in another claim, whoever made it")
def used_before(named: tuple[Invoice, ...], case: Case | None) -> tuple[Invoice, ...]:
    """Return the invoices that stand in a claim sent before, of anybody and in any year."""
    by_index = {index_of(each): each for each in named if each.number}
    others = InvoiceUse.objects.filter(
        index__in=by_index, is_named=True, case__status__in=[each.value for each in LIVE]
    )
    if case is not None:
        others = others.exclude(case=case)
    return tuple(by_index[each] for each in sorted(set(others.values_list("index", flat=True))))


def _differing(
    named: tuple[Invoice, ...], case: Case | None
) -> tuple[tuple[Invoice, Invoice], ...]:
    if case is None:
        return ()
    read = {each.invoice.number: each.invoice for each in case.invoice_files.order_by("pk")}
    return invoices.differing(named, read)


# --- The settlement -------------------------------------------------------------------------------
def _settled(found: ClaimFacts, known: Known | None, begin: date, end: date) -> ClaimFacts:
    """Return the facts with what the fund pays, where the numbers of the place are loaded."""
    grade = _grade(found.answers)
    if grade is None or not found.region or found.answers.get("where") == Where.ABROAD:
        return found
    usual = Question(
        region=found.region,
        grade=grade,
        insured=_insured(found.answers, known),
        age=_age_on(found.answers, known, end),
        on=end,
    )
    try:
        asked = replace(usual, elsewhere=_elsewhere(found, found.situation, end))
        parts = _parts(found, asked, known, begin, end)
    except ValueNotInForce:
        return found
    return replace(found, parts=parts, if_registered=_gain(found, usual, parts, known, begin, end))


def _gain(
    found: ClaimFacts, usual: Question, parts: Parts, known: Known | None, begin: date, end: date
) -> Decimal | None:
    """Return what a late registration would bring, where it would bring something."""
    if not found.is_unregistered:
        return None
    try:
        asked = replace(usual, elsewhere=_elsewhere(found, Situation.OTHER, end))
        better = _parts(found, asked, known, begin, end)
    except ValueNotInForce:
        return None
    more = sum((e.paid for _y, e in better), ZERO) - sum((e.paid for _y, e in parts), ZERO)
    return more if more > 0 else None


def _elsewhere(found: ClaimFacts, situation: Situation | None, on: date) -> Elsewhere:
    if situation is None:
        return AT_HOME
    inside = is_in_province(_text(found.answers, "place"), found.region)
    return elsewhere_of(situation, found.region, on=on, book=found.book, in_province=inside)


def _parts(
    found: ClaimFacts, asked: Question, known: Known | None, begin: date, end: date
) -> Parts:
    """Return the settlements by years; the deductible of a stay is taken in its first year."""
    settle = settling.stay if found.is_stay else settling.visits
    years = _years(found, begin, end)
    parts: list[tuple[date, Settled]] = []
    for year, part in years:
        question = replace(asked, before=_before(known, year))
        if parts:
            free = replace(question.elsewhere, deductible=ZERO)
            question = replace(question, elsewhere=free)
        parts.append((year, settle(part, question, found.book)))
    return tuple(parts)


def _years(found: ClaimFacts, begin: date, end: date) -> tuple[tuple[date, Scope], ...]:
    if found.is_stay and settling.splits(found.region, end, found.book):
        return settling.split_over_year(found.scope, begin, end, found.region, found.book)
    return ((settling.year_of(end, found.region, found.book), found.scope),)


@wall.as_house("know what of somebody's year was used, wherever it was decided")
def _before(known: Known | None, year: date) -> Before:
    if known is None:
        return NOTHING_BEFORE
    return YearLine.objects.before(known.person, year, without=known.case)


def _insured(answers: Answers, known: Known | None) -> Insured:
    is_resident = (
        medical.scheme_of(known) == "resident" if known else bool(answers.get("is_resident"))
    )
    if is_resident:
        return Insured.RESIDENT
    retired = medical.is_retired(known) if known else answers.get("is_retired")
    return Insured.RETIRED if retired else Insured.ACTIVE


def _age_on(answers: Answers, known: Known | None, day: date) -> int:
    if known is None:
        return int(answers.get("age") or 0)
    return age_of(known.person, day)


def age_of(person: Person, day: date) -> int:
    """Return how old somebody is on a day."""
    born = person.born_on
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def owes_somebody_else(answers: Mapping[str, Any]) -> bool:
    """Whether a third party has paid, or has to and may be made to."""
    return answers.get("cause") == Cause.THIRD_PARTY
