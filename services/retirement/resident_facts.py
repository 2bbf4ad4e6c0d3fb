"""What the rules of the residents' pension are asked: age, years, account, what else is drawn."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.fields import AgencyChoice, Answers, Asked, Known
from applications.rules.reasons import NO_RECORD
from applications.where import HELD
from law.money import ZERO
from law.values import RuleBook, ValueNotInForce
from payouts import standing
from payouts.models.accounts import account_for
from records import fetching
from records.models import Relationship, Scheme
from records.rules.contributions import month_number, month_of
from records.rules.months import Span
from services.retirement.career import balance_of
from services.retirement.facts import PENSION
from services.retirement.rules.counting import counted
from services.retirement.rules.resident import (
    LEAST_MONTHS,
    ResidentPension,
    first_month,
    of_age_from,
    resident_pension,
)

RESIDENT = "resident-pension"


@dataclass(frozen=True, kw_only=True)
class ResidentFacts:
    """Somebody's residents' pension as it would be; amounts in yuan."""

    born: date | None
    months: int
    account: Decimal
    region: str
    employee_months: int
    draws: bool
    has_account: bool
    held: Relationship | None
    today: date
    book: RuleBook

    @property
    def of_age(self) -> date | None:
        """The month of the sixtieth birthday."""
        return of_age_from(self.born, self.book) if self.born else None

    @property
    def first(self) -> date | None:
        """The first month that is paid."""
        return first_month(self.born, self.today, self.book) if self.born else None

    @property
    def months_before(self) -> int:
        """How many months lie between the age and the application."""
        if self.of_age is None or self.first is None:
            return 0
        return month_number(self.first) - month_number(self.of_age) - 1

    @property
    def short(self) -> int:
        """How many months are missing."""
        return max(LEAST_MONTHS.count(self.today, self.book) - self.months, 0)

    @property
    def found(self) -> ResidentPension | None:
        """The pension by the numbers of the month in which it begins."""
        on = min(self.first or self.today, month_of(month_number(self.today) + 1))
        try:
            return resident_pension(self.account, self.region, on, self.book)
        except ValueNotInForce:
            return None


def agency_of(known: Known, _answers: Answers) -> AgencyChoice:
    """Return the agency that keeps the residents' account; of several the person chooses."""
    found: tuple[Agency, ...] = tuple(
        dict.fromkeys(
            each.agency.in_office
            for each in known.relationships
            if each.insurance == Insurance.PENSION
            and each.scheme == Scheme.RESIDENT
            and each.status in HELD
        )
    )
    return AgencyChoice(agencies=found) if found else AgencyChoice(reason=NO_RECORD)


def resident_facts(asked: Asked) -> ResidentFacts:
    """Return the facts: by the records, or by what somebody says of themselves."""
    if asked.known is not None:
        return _on_record(asked.known.person, asked)
    said = asked.answers
    return ResidentFacts(
        born=said.get("born"),
        months=int(said.get("years_paid") or 0) * 12,
        account=Decimal(said.get("account") or ZERO),
        region=str(said.get("place") or ""),
        employee_months=0,
        draws=bool(said.get("draws_other")),
        has_account=True,
        held=None,
        today=asked.today,
        book=asked.book,
    )


def _on_record(person: Person, asked: Asked) -> ResidentFacts:
    record = fetching.record_of(person, Insurance.PENSION)
    held = [each for each in record if each.status in HELD]
    own = [each for each in held if each.scheme == Scheme.RESIDENT]
    as_employee = [each for each in held if each.scheme == Scheme.EMPLOYEE]
    keeps = own[-1] if own else None
    drawn = any(each.status == Relationship.Status.DRAWING for each in record)
    return ResidentFacts(
        born=person.born_on,
        months=_months(own),
        account=sum((balance_of(each) for each in own), ZERO),
        region=str(keeps.agency.in_office.region_id) if keeps else "",
        employee_months=_months(as_employee),
        draws=drawn or any(standing.draws(person, name) for name in (PENSION, RESIDENT)),
        has_account=account_for(person, asked.today) is not None,
        held=keeps,
        today=asked.today,
        book=asked.book,
    )


def _months(held: list[Relationship]) -> int:
    """Return the months paid, each once; what came in from the employees' scheme counts too."""
    paid = [
        Span(each.first_month, each.last_month)
        for relationship in held
        for each in relationship.periods.all()
        if each.is_paid
    ]
    return counted(tuple(paid)).total
