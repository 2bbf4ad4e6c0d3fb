"""The allowance of those who can work no more (人社部发〔2024〕72号 arts. 3 to 5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.values import RuleBook
from records.rules.contributions import month_number, month_of
from records.rules.retirement import minimum_months
from services.retirement.rules.values import (
    DISABILITY_FIRST,
    DISABILITY_MORE,
    DISABILITY_NEAR,
    DISABILITY_YEARS,
)


class Article(StrEnum):
    """By which article somebody draws it."""

    AS_PENSION = "3"
    BASIC_PART = "4"
    FOR_MONTHS = "5"


@dataclass(frozen=True)
class Disability:
    """By which article, how long, and when it is reckoned anew."""

    article: Article
    until: date
    most_months: int | None = None
    anew_in: date | None = None


def disability_months(paid_months: int, on: date, book: RuleBook | None = None) -> int:
    """Return for how many months those short of the minimum draw it (art. 5)."""
    first, from_ = DISABILITY_FIRST.count(on, book), DISABILITY_YEARS.count(on, book)
    beyond = max(paid_months - from_, 0)
    return first + DISABILITY_MORE.count(on, book) * -(-beyond // 12)


def disability(
    statutory: date, paid_months: int, month: date, book: RuleBook | None = None
) -> Disability:
    """Return how somebody draws it who begins in a month; at the age it becomes the pension."""
    last = month_of(month_number(statutory) - 1) if month < statutory else statutory
    if paid_months < minimum_months(month, book):
        most = disability_months(paid_months, month, book)
        until = min(month_of(month_number(month) + most - 1), last)
        return Disability(Article.FOR_MONTHS, until, most_months=most)
    near = DISABILITY_NEAR.count(month, book)
    if month_number(statutory) - month_number(month) <= near:
        return Disability(Article.AS_PENSION, last)
    return Disability(Article.BASIC_PART, last, anew_in=month_of(month_number(statutory) - near))
