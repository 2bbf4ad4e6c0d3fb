"""Until when a claim may be made, and by which situation a treatment elsewhere is paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.values import RuleBook, ValueNotInForce
from services.reimbursement.rules.values import (
    CHECK_ANSWERED_BY,
    CHECK_FROM,
    CLAIM_MONTHS,
    SMALL_OUTPATIENT,
    SMALL_REVIEW,
)


@dataclass(frozen=True)
class Deadline:
    """The last day of a claim, and whether it was read in the text that sets it."""

    until: date
    is_verified: bool


def deadline(settled_on: date, region: str, book: RuleBook | None = None) -> Deadline | None:
    """Return the last day on which a place takes a claim; nothing where none is loaded."""
    try:
        found = CLAIM_MONTHS.on(settled_on, book, region=region)
    except ValueNotInForce:
        return None
    return Deadline(_months_after(settled_on, int(found.number)), found.is_verified)


def small_days(total: Decimal, region: str, on: date, book: RuleBook | None = None) -> int | None:
    """Return in how many working days a small claim of visits is decided, where a place says so."""
    try:
        if total > SMALL_OUTPATIENT.number(on, book, region=region):
            return None
        return SMALL_REVIEW.count(on, book, region=region)
    except ValueNotInForce:
        return None


def answered_by(
    total: Decimal, region: str, asked_on: date, book: RuleBook | None = None
) -> date | None:
    """Return until when the place of treatment answers; nothing where no local text says so.

    Only of bills above what that text names: then, and only then, the review waits for it.
    """
    try:
        if total <= CHECK_FROM.number(asked_on, book, region=region):
            return None
        day = CHECK_ANSWERED_BY.count(asked_on, book, region=region)
    except ValueNotInForce:
        return None
    return _months_after(asked_on.replace(day=1), 1).replace(day=day)


def _months_after(day: date, months: int) -> date:
    """Return the same day months later, or the last one of a shorter month (民法典 art. 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
