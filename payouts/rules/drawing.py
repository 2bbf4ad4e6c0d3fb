"""What is due for a month: between its first and last month, by the rate then, without pauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


def next_month(month: date) -> date:
    """Return the month after a month; months are their first days."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(month: date) -> date:
    """Return the month before a month."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def month_of(day: date) -> date:
    """Return the month of a day."""
    return day.replace(day=1)


def months(first: date, last: date) -> Iterator[date]:
    """Yield the months from one to another, both along."""
    while first <= last:
        yield first
        first = next_month(first)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How much is drawn from a month on, until another rate begins; `key` is the portal's."""

    from_month: date
    fen: int
    key: int = 0


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Months that are not paid: from one until another, which is paid again; still open: no end.

    `pays_back`: they are paid once the pause is over.
    """

    from_month: date
    until_month: date | None = None
    pays_back: bool = False

    def holds(self, month: date) -> bool:
        """Whether nothing is due for the month because of it."""
        if self.until_month is None:
            return month >= self.from_month
        return self.from_month <= month < self.until_month and not self.pays_back


@dataclass(frozen=True, kw_only=True)
class Span:
    """What somebody draws: from a month to another or for good, its rates and its pauses."""

    first: date
    last: date | None
    rates: tuple[Rate, ...]
    pauses: tuple[Pause, ...] = ()

    def rate(self, month: date) -> Rate | None:
        """Return the rate of a month: the one that began last."""
        begun = [each for each in self.rates if each.from_month <= month]
        return max(begun, key=lambda each: each.from_month, default=None)

    def changes_after(self, month: date) -> bool:
        """Whether a pause begins or ends after the next month's run: nothing goes by itself."""
        return any(
            pause.from_month > month
            or (pause.until_month is not None and pause.until_month > next_month(month))
            for pause in self.pauses
        )

    def due_fen(self, month: date) -> int:
        """Return what is due for a month (fen)."""
        if month < self.first or (self.last is not None and month > self.last):
            return 0
        if any(pause.holds(month) for pause in self.pauses):
            return 0
        rate = self.rate(month)
        return rate.fen if rate else 0


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two stretches of months share one; an open end goes on."""
    (first, last), (begins, ends) = one, other
    return (ends is None or first <= ends) and (last is None or begins <= last)
