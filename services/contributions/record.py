"""Somebody's contributions month by month: each period's months, with the payment behind each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import Person
from agencies.models import Agency
from applications.record_lines import Line
from kit.questions import question
from law.money import from_fen, to_fen
from records import fetching
from records.models import Contribution, InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of
from records.rules.months import MonthCount, Segment, Span, count_months, spans
from services.contributions.rules.month_states import (
    OWED,
    MonthState,
    state_of_payment,
    state_of_period,
)

SEALED_EMPLOYER = "sealed_employer"
_EMPLOYER = Contribution._meta.get_field("employer_name")


class Payment(NamedTuple):
    """What was paid or is owed for a month, in fen, as far as a record shows it.

    The name of the employer is deciphered where it is asked for: of a whole working life there are
    a thousand rows.
    """

    relationship_id: int
    scheme: str
    month: date
    base_fen: int
    employer_fen: int
    personal_fen: int
    account_fen: int
    due_on: date | None
    arrived_on: date | None
    owed_by: str
    source: str
    brought_with: str
    sealed_employer: str

    @property
    def employer_name(self) -> str:
        """Who paid with the person; nothing where they paid alone."""
        return str(_EMPLOYER.from_db_value(self.sealed_employer, None, None))

    @property
    def source_label(self) -> str:
        """Where the row comes from, in the reader's language."""
        return str(Contribution.Source(self.source).label)


Key = tuple[int, str, date]
Paid = dict[Key, list[Payment]]  # several employers may pay for one month


class Month(NamedTuple):
    """One month of one insurance at one place; amounts in fen, unknown ones nothing."""

    month: date
    relationship: Relationship
    period: InsuredPeriod
    payment: Payment | None
    state: MonthState

    @property
    def insurance(self) -> str:
        """Which insurance."""
        return self.relationship.insurance

    @property
    def agency(self) -> Agency:
        """Where it was insured: months that moved keep their place."""
        return self.period.came_from or self.relationship.agency

    @property
    def employer(self) -> str:
        """Who paid with the person; nothing where nobody is named."""
        if self.payment is not None:
            return self.payment.employer_name
        return "" if self.period.came_from_id else str(self.relationship.employer_name)

    @property
    def base_fen(self) -> int:
        """What it was reckoned from."""
        return self.payment.base_fen if self.payment else self.period.base_fen

    @property
    def employer_fen(self) -> int:
        """The employer's share: as it was paid, else by base and rate."""
        if self.payment:
            return self.payment.employer_fen
        return self._share(self.period.employer_rate)

    @property
    def personal_fen(self) -> int:
        """The person's own share."""
        if self.payment:
            return self.payment.personal_fen
        return self._share(self.period.personal_rate)

    @property
    def account_fen(self) -> int:
        """What the personal account got."""
        return self.payment.account_fen if self.payment else self._share(self.period.account_rate)

    @property
    def is_reckoned(self) -> bool:
        """Whether the shares follow from base and rates, because no payment is on record."""
        return self.payment is None

    @property
    def line(self) -> str:
        """The key by which an objection points at its period."""
        return Line(
            self.insurance,
            self.relationship.agency.code,
            self.relationship.scheme,
            self.period.first_month,
            self.period.last_month,
        ).key

    def _share(self, rate: object) -> int:
        return to_fen(from_fen(self.period.base_fen) * rate)  # type: ignore[operator]


@dataclass(frozen=True)
class Record:
    """All months of somebody, the latest first."""

    months: tuple[Month, ...]
    held: tuple[Relationship, ...]

    @cached_property
    def counts(self) -> dict[str, MonthCount]:
        """Months counted once, gaps and overlaps, of each insurance."""
        found: dict[str, list[Segment]] = {}
        for relationship in self.held:
            own = found.setdefault(relationship.insurance, [])
            own += [_segment(relationship, each) for each in relationship.periods.all()]
        return {name: count_months(dict.fromkeys(own)) for name, own in found.items() if own}

    def at(self, month: date, insurance: str) -> tuple[Month, ...]:
        """Return what stands of one month of an insurance, at every place and employer."""
        return tuple(e for e in self.months if e.month == month and e.insurance == insurance)

    def missing_line(self, insurance: str) -> str:
        """Return the key by which one says that a month is missing; nothing without a record."""
        held = next((each for each in self.held if each.insurance == insurance), None)
        return Line(insurance, held.agency.code, held.scheme).key if held else ""

    @property
    def owed(self) -> tuple[Month, ...]:
        """The months that somebody owes."""
        return tuple(each for each in self.months if each.state in OWED)

    @property
    def owed_by_employers(self) -> tuple[Month, ...]:
        """The months that an employer owes."""
        return tuple(each for each in self.months if each.state is MonthState.OWED_BY_EMPLOYER)


def record_of(person: Person) -> Record:
    """Return a person's record: four questions, however many years and places."""
    held = fetching.records_of(person)
    keys = [each.pk for each in held]
    paid: Paid = {}
    for each in map(Payment._make, _payments(of=keys) if keys else ()):
        paid.setdefault((each.relationship_id, each.scheme, each.month), []).append(each)
    months = [month for each in held for month in _months(each, paid)]
    months.sort(key=lambda each: (each.month, each.insurance), reverse=True)
    return Record(tuple(months), tuple(held))


@question
def _payments(*, of: list[int]) -> QuerySet[Contribution, Any]:
    standing = Contribution.objects.standing().filter(relationship__in=of)
    as_stored = standing.annotate(**{SEALED_EMPLOYER: Cast("employer_name", TextField())})
    return as_stored.values_list(*Payment._fields)


def _months(relationship: Relationship, paid: Paid) -> Iterator[Month]:
    """Return the months of a relationship: a thousand of a working life, so each costs little."""
    key, unpaid = relationship.pk, [None]
    for period in relationship.periods.all():
        of_period = state_of_period(
            is_paid=period.is_paid,
            is_personal_arrears=period.is_personal_arrears,
            moved_here=period.came_from_id is not None,
        )
        scheme = period.scheme
        for number in range(month_number(period.first_month), month_number(period.last_month) + 1):
            month = month_of(number)
            for payment in paid.get((key, scheme, month), unpaid):
                state = _state(payment) if payment else of_period
                yield Month(month, relationship, period, payment, state)


def _state(payment: Payment) -> MonthState:
    return state_of_payment(payment.due_on, payment.arrived_on, payment.owed_by)


def _segment(relationship: Relationship, period: InsuredPeriod) -> Segment:
    home = period.came_from or relationship.agency
    return Segment(
        region=home.region_id,
        first_month=period.first_month,
        last_month=period.last_month,
        insurance=relationship.insurance,
        scheme=period.scheme,
        owed=not period.is_paid,
    )


# --- Sums -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sum:
    """What months of one insurance in a year, or by an employer, come to; amounts in fen."""

    name: str
    insurance: str
    months: int
    owed: int
    late: int
    employer_fen: int
    personal_fen: int
    account_fen: int
    span: Span


def sums(months: Iterable[Month], *, by_employer: bool = False) -> list[Sum]:
    """Return the sums of each insurance by year, or by employer, the latest first."""
    groups: dict[tuple[str, str], list[Month]] = {}
    for each in months:
        name = each.employer if by_employer else str(each.month.year)
        groups.setdefault((name, each.insurance), []).append(each)
    return [_sum(*named, own) for named, own in groups.items()]


def _sum(name: str, insurance: str, months: list[Month]) -> Sum:
    arrived = [each for each in months if each.state not in OWED]
    days = [each.month for each in months]
    owed = {each.month for each in months} - {each.month for each in arrived}
    return Sum(
        name=name,
        insurance=insurance,
        months=len({each.month for each in arrived}),
        owed=len(owed),
        late=len({each.month for each in months if each.state is MonthState.LATE}),
        employer_fen=sum(each.employer_fen for each in arrived),
        personal_fen=sum(each.personal_fen for each in arrived),
        account_fen=sum(each.account_fen for each in arrived),
        span=Span(min(days), max(days)),
    )


@dataclass(frozen=True)
class Debt:
    """What one employer owes for somebody in one insurance; amounts in fen."""

    employer: str
    insurance: str
    agency: Agency
    spans: tuple[Span, ...]
    count: int
    employer_fen: int
    personal_fen: int


def by_debtor(owed: Iterable[Month]) -> list[Debt]:
    """Return months that employers owe, together by employer, insurance and place."""
    groups: dict[tuple[str, str, int], list[Month]] = {}
    for each in owed:
        groups.setdefault((each.employer, each.insurance, each.agency.pk), []).append(each)
    return [_debt(own) for own in groups.values()]


def _debt(months: list[Month]) -> Debt:
    first, days = months[0], {each.month for each in months}
    return Debt(
        employer=first.employer,
        insurance=first.insurance,
        agency=first.agency,
        spans=spans(sorted(map(month_number, days))),
        count=len(days),
        employer_fen=sum(each.employer_fen for each in months),
        personal_fen=sum(each.personal_fen for each in months),
    )
