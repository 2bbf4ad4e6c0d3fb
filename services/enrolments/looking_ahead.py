"""What a personal account will hold: an estimate, by the last rate and the last credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.money import to_fen
from law.values import RuleBook
from records.models import Relationship
from records.rules.contributions import month_number, month_of
from records.rules.interest import published_rates
from records.rules.retirement import Category, retirement_of
from services.enrolments.books import monthly_credit
from services.enrolments.rules.accounts import LONGEST_PROJECTION, YearRow, account_projection

GROWTHS = (Decimal("0"), Decimal("0.02"), Decimal("0.04"))
MOST_GROWTH = Decimal("0.2")


class NotAhead(ValueError):
    """The month asked for does not lie ahead, or too far; or nothing lies in the account."""


@dataclass(frozen=True)
class Projection:
    """An account looked ahead at, with all that was assumed; an estimate, as of a day."""

    rows: tuple[YearRow, ...]
    as_of: date
    until: date
    is_until_retirement: bool
    monthly_fen: int
    growth: Decimal
    rate: Decimal
    rate_year: int


def projection_of(
    relationship: Relationship,
    *,
    today: date,
    book: RuleBook,
    until: date | None = None,
    growth: Decimal = Decimal(0),
) -> Projection:
    """Return how an account goes on from the next month; raises `NotAhead`.

    Without a month it ends with the one before the statutory age is reached; of women the later of
    the two. Nothing is credited where contributions do not run.
    """
    begin = month_of(month_number(today) + 1)
    end = until or _last_before_retirement(relationship, book)
    if end < begin or end.year - begin.year > LONGEST_PROJECTION:
        raise NotAhead
    rates = published_rates(book)
    year = max(rates)
    years = list(relationship.account_years.all())
    opening = (years[-1].closing_fen if years else 0) + relationship.pre_1998_fen
    runs = relationship.status == Relationship.Status.ACTIVE
    monthly = to_fen(monthly_credit(relationship, begin, book)) if runs else 0
    if not opening and not monthly:
        raise NotAhead
    rows = account_projection(opening, monthly, begin, end, {year: rates[year]}, growth=growth)
    return Projection(rows, today, end, until is None, monthly, growth, rates[year], year)


def _last_before_retirement(relationship: Relationship, book: RuleBook) -> date:
    person = relationship.person
    category = Category.MALE if person.sex == "male" else Category.FEMALE_55
    month = retirement_of(category, person.born_on, book).retirement_month
    return month_of(month_number(month) - 1)


def some_of(rows: Sequence[YearRow], most: int = 12) -> list[YearRow]:
    """Return rows for a drawing: evenly spread, the last one among them."""
    step = max(-(-len(rows) // most), 1)
    return list(reversed(rows[::-1][::step]))
