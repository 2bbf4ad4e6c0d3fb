"""How long a registration lasts, when it may be changed, and what it covers.

医保发〔2022〕22号: long-term registrations last while nothing changes; temporary ones at least six
months and for as many visits as it takes. Days are Shanghai days, and both ends belong to a span.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from law.values import Rule, RuleBook, Value, ValueNotInForce
from services.care.rules.kinds import LONG_TERM, Kind
from services.care.rules.values import (
    DAYS_AHEAD,
    DAYS_BACK,
    LEAST_MONTHS,
    LOCK_MONTHS,
    MOST_MONTHS,
)


class Proof(StrEnum):
    """By what a long-term registration is proven."""

    DATA = "data"
    PAPER = "paper"
    PROMISE = "promise"


@dataclass(frozen=True)
class Span:
    """From a day to a day, or without an end; both days belong to it."""

    from_: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_ <= day and (self.until is None or day <= self.until)

    def meets(self, other: "Span") -> bool:
        """Whether two spans share a day."""
        return (self.until is None or other.from_ <= self.until) and (
            other.until is None or self.from_ <= other.until
        )


def months_after(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of a month that has no such day.

    民法典 art. 202: the first day is not counted, so six months from 1 December end on 1 June.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def validity(
    kind: Kind,
    from_: date,
    until_asked: date | None = None,
    *,
    region: str,
    book: RuleBook | None = None,
) -> Span:
    """Return from when until when a registration counts.

    A temporary one never ends sooner than the law allows, whatever was asked, and no later than
    the place of insurance lets it.
    """
    if kind in LONG_TERM:
        return Span(from_, None)
    least, most = span_of_until(from_, region=region, book=book)
    return Span(from_, min(max(until_asked or least, least), most))


def span_of_until(from_: date, *, region: str, book: RuleBook | None = None) -> tuple[date, date]:
    """Return the first and the last day on which a temporary registration may end."""
    least = months_after(from_, int(least_of(from_, book).number))
    most = value_of(MOST_MONTHS, from_, book, region)
    return least, max(least, months_after(from_, int(most.number))) if most else least


def least_of(from_: date, book: RuleBook | None = None) -> Value:
    """Return how many months a temporary registration lasts at least, with its document.

    Before the notice the first value is meant: such a day is refused elsewhere.
    """
    return LEAST_MONTHS.on(max(from_, LEAST_MONTHS.values[0].valid_from), book)


def locked_until(
    kind: Kind, proof: Proof, from_: date, *, region: str, book: RuleBook | None = None
) -> date | None:
    """Return the first day on which it may be changed or cancelled, or nothing where it may now.

    Places lock registrations of people who live there; whoever is away for a while may end it.
    """
    found = lock_of(kind, proof, from_, region=region, book=book)
    return months_after(from_, int(found.number)) if found and found.number else None


def lock_of(
    kind: Kind, proof: Proof, from_: date, *, region: str, book: RuleBook | None = None
) -> Value | None:
    """Return the value by which it is locked, with its document."""
    if kind not in LONG_TERM:
        return None
    return value_of(LOCK_MONTHS, from_, book, region, (proof.value,))


def is_locked(locked: date | None, on: date) -> bool:
    """Whether it may not be changed yet on a day."""
    return locked is not None and on < locked


def covers(span: Span, *, admitted: date | None = None, visited: date | None = None) -> bool:
    """Whether a registration covers a stay or a visit.

    Whoever was admitted while it counted is covered to the end of the stay
    (江苏省异地就医经办服务规程 art. 13).
    """
    day = admitted or visited
    return day is not None and span.holds(day)


def stem(place: str) -> str:
    """Return how the codes of all places begin for which a registration for a place counts."""
    if place.endswith("0000"):
        return place[:2]
    return place[:4] if place.endswith("00") else place


# --- From when ---------------------------------------------------------------------------------
def first_day(today: date, *, region: str, book: RuleBook | None = None) -> date:
    """Return the earliest day from which one may register: today, where no place says more."""
    back = value_of(DAYS_BACK, today, book, region)
    return today - timedelta(days=int(back.number)) if back else today


def last_day(today: date, *, book: RuleBook | None = None) -> date:
    """Return the latest day from which one may register today."""
    return today + timedelta(days=DAYS_AHEAD.count(today, book))


def value_of(
    of: Rule,
    on: date,
    book: RuleBook | None,
    region: str,
    key: tuple[str, ...] = (),
) -> Value | None:
    """Return the value in force at a place, or nothing where none is loaded."""
    try:
        return of.on(on, book, region=region, key=key)
    except ValueNotInForce:
        return None
