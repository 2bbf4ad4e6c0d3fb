"""Gaps in medical cover: where one begins and ends, and what was paid before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from law.documents import MEDICAL_ENROLMENT
from records.rules.contributions import month_number, month_of
from records.rules.months import Segment, Span, count_months

EMPLOYEE, RESIDENT = "employee", "resident"


@dataclass(frozen=True)
class Gap:
    """Months without cover, from the last one covered to the first one covered again.

    `steady`: the months covered without a break before it; `begins_in` is None while it lasts.
    """

    stopped_in: date
    begins_in: date | None
    steady: int
    from_scheme: str
    to_scheme: str

    @property
    def months(self) -> int:
        """How many months the gap has; 0 while it lasts."""
        if self.begins_in is None:
            return 0
        return month_number(self.begins_in) - month_number(self.stopped_in) - 1

    @property
    def is_switch(self) -> bool:
        """Whether the person went from one scheme to the other."""
        return self.from_scheme != self.to_scheme


def last_gap(segments: Iterable[Segment]) -> Gap | None:
    """Return the last gap between two months of cover, or None."""
    paid = [segment for segment in segments if not segment.owed]
    gaps = count_months(paid).gaps
    if not gaps:
        return None
    last = gaps[-1]
    stopped, begins = _month_before(last), _month_after(last)
    return Gap(
        stopped, begins, _steady(paid, stopped), _scheme(paid, stopped), _scheme(paid, begins)
    )


def gap_that_lasts(segments: Iterable[Segment]) -> Gap | None:
    """Return the gap that began after the last month of cover, or None without any cover."""
    paid = [segment for segment in segments if not segment.owed]
    if not paid:
        return None
    stopped = max(segment.last_month for segment in paid)
    scheme = _scheme(paid, stopped)
    return Gap(stopped, None, _steady(paid, stopped), scheme, scheme)


def missed_years(gap: Gap) -> int:
    """Return the whole years without cover, of those since the rule for residents began."""
    if gap.begins_in is None:
        return 0
    first = max(gap.stopped_in.year + 1, MEDICAL_ENROLMENT.effective_on.year)
    return max(gap.begins_in.year - first, 0)


def _steady(paid: Sequence[Segment], until: date) -> int:
    """Return the months covered in a row up to and including a month."""
    covered = {
        number
        for each in paid
        for number in range(month_number(each.first_month), month_number(each.last_month) + 1)
    }
    number, found = month_number(until), 0
    while number - found in covered:
        found += 1
    return found


def _scheme(paid: Sequence[Segment], month: date) -> str:
    """Return the scheme of a month; of two the employees' one."""
    schemes = {each.scheme for each in paid if each.first_month <= month <= each.last_month}
    return EMPLOYEE if EMPLOYEE in schemes else RESIDENT


def _month_before(span: Span) -> date:
    return month_of(month_number(span.first_month) - 1)


def _month_after(span: Span) -> date:
    return month_of(month_number(span.last_month) + 1)
