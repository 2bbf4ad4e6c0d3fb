"""The months that count: arrived ones once each, wherever they were paid; owed ones apart.

社会保险法 art. 46, 社会保险经办条例 art. 14: periods at all places add up. What an employer owes
is told apart, and counts once it has arrived (社会保险法 art. 86).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from records.rules.contributions import month_number, month_of
from records.rules.months import Segment


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The months that count, and those that an employer still owes."""

    months: tuple[date, ...]
    owed: tuple[date, ...]

    @property
    def paid(self) -> int:
        """How many count."""
        return len(self.months)

    @property
    def last(self) -> date | None:
        """The last month that was paid."""
        return self.months[-1] if self.months else None


def counted_months(periods: Iterable[Segment], since: date | None = None) -> Counted:
    """Return the months paid after the month `since`, each once; owed ones apart.

    Months before the last unemployment have earned their benefit already.
    """
    after = month_number(since) + 1 if since else 0
    paid, owed = set[int](), set[int]()
    for each in periods:
        numbers = range(month_number(each.first_month), month_number(each.last_month) + 1)
        (owed if each.owed else paid).update(numbers)
    return Counted(
        months=tuple(month_of(each) for each in sorted(paid) if each >= after),
        owed=tuple(month_of(each) for each in sorted(owed - paid) if each >= after),
    )
