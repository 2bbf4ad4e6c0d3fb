"""A working life as the agencies hold it: months, places, index, account; three questions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Person
from agencies.rules.terms import Insurance
from applications.where import HELD
from kit.once import once_a_page
from law.money import ZERO, from_fen
from law.values import RuleBook
from records import fetching
from records.models import InsuredPeriod, Relationship, Scheme
from records.rules.benefit_place import PlaceSegment, benefit_place
from records.rules.months import Span
from records.rules.retirement import Category
from services.retirement.rules.counting import Counted, IndexYear, average_index, counted
from services.retirement.rules.wages import by_year, index_years


@dataclass(frozen=True, kw_only=True)
class Career:
    """What a pension is reckoned from, as far as the records know it; amounts in yuan."""

    region: str
    paid: tuple[Span, ...]
    years: tuple[IndexYear, ...]
    index: Decimal
    account: Decimal
    credit: Decimal
    last_base: Decimal
    owed_months: int
    is_paying: bool
    drawn_at: Relationship | None
    places: tuple[Relationship, ...]
    first_insured: date | None
    pays: str  # the province that pays, empty where nothing is known

    @property
    def counted(self) -> Counted:
        """The months paid, each once."""
        return counted(self.paid)


@once_a_page
def career_of(person: Person, *, today: date, book: RuleBook) -> Career:
    """Return the working life of somebody in the employees' scheme."""
    held = [
        each
        for each in fetching.record_of(person, Insurance.PENSION)
        if each.status in HELD and each.scheme == Scheme.EMPLOYEE
    ]
    periods = [
        each for held_at in held for each in held_at.periods.all() if each.scheme == Scheme.EMPLOYEE
    ]
    paid = [each for each in periods if each.is_paid and not each.is_personal_arrears]
    running = next((each for each in held if each.status == Relationship.Status.ACTIVE), None)
    region = _region(running or (held[-1] if held else None))
    years = index_years(
        by_year((each.first_month, each.months, from_fen(each.base_fen)) for each in paid),
        region,
        book,
    )
    last = max(paid, key=lambda each: each.last_month, default=None)
    return Career(
        region=region,
        paid=tuple(Span(each.first_month, each.last_month) for each in paid),
        years=years,
        index=average_index(years),
        account=sum((balance_of(each) for each in held), ZERO),
        credit=_credit(last),
        last_base=from_fen(last.base_fen) if last else ZERO,
        owed_months=sum(each.months for each in periods if not each.is_paid),
        is_paying=running is not None,
        drawn_at=next((e for e in held if e.status == Relationship.Status.DRAWING), None),
        places=tuple(held),
        first_insured=min((each.first_month for each in paid), default=None),
        pays=_pays(person, held, paid, region, today=today, book=book),
    )


def category_of(person: Person) -> Category | None:
    """Return whose age counts where it follows from who somebody is: of a man alone."""
    return Category.MALE if person.sex == "male" else None


def _region(held: Relationship | None) -> str:
    return str(held.agency.in_office.region_id) if held else ""


def balance_of(held: Relationship) -> Decimal:
    """Return what lies in an account whose years were fetched, in yuan."""
    years = sorted(held.account_years.all(), key=lambda each: each.year)
    return from_fen((years[-1].closing_fen if years else 0) + held.pre_1998_fen)


def _credit(last: InsuredPeriod | None) -> Decimal:
    """Return what a month adds to the account, as by the last base."""
    if last is None:
        return ZERO
    return (from_fen(last.base_fen) * last.account_rate).quantize(Decimal("0.01"))


def _pays(
    person: Person,
    held: list[Relationship],
    paid: list[InsuredPeriod],
    region: str,
    *,
    today: date,
    book: RuleBook,
) -> str:
    """Return the province that pays the pension (国办发〔2009〕66号 art. 6)."""
    kinds = {each.pk: str(each.account_kind) for each in held}
    segments = [
        PlaceSegment(_place(each), each.months, kinds[each.relationship_id])
        for each in sorted(paid, key=lambda each: each.first_month)
    ]
    home = str(person.hukou_region_code or "") or None
    if not segments:
        return ""
    return benefit_place(home, segments, region or None, on=today, book=book).region


def _place(period: InsuredPeriod) -> str:
    agency = period.came_from or period.relationship.agency
    return str(agency.region_id)
