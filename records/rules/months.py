"""Months insured: each calendar month once, wherever it was paid.

社会保险法 art. 19 (pension) and art. 32 (medical): the relationship moves with the person and the
periods add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.documents import SOCIAL_INSURANCE_LAW, cite
from records.rules.contributions import EMPLOYEE, RESIDENT, month_number, month_of

BASIS = {
    "pension": cite(SOCIAL_INSURANCE_LAW, "19"),
    "medical": cite(SOCIAL_INSURANCE_LAW, "32"),
    "unemployment": cite(SOCIAL_INSURANCE_LAW, "52"),
}


@dataclass(frozen=True)
class Segment:
    """Months in a row at one place, in one scheme of one insurance; owed months do not count."""

    region: str
    first_month: date
    last_month: date
    insurance: str = "pension"
    scheme: str = "employee"
    owed: bool = False


@dataclass(frozen=True)
class Span:
    """Months in a row."""

    first_month: date
    last_month: date

    @property
    def months(self) -> int:
        """How many months the span has."""
        return month_number(self.last_month) - month_number(self.first_month) + 1


@dataclass(frozen=True)
class RegionMonths:
    """The different months insured at one place."""

    region: str
    months: int


@dataclass(frozen=True)
class MonthCount:
    """What the segments add up to.

    `months` are those of the scheme that decides: the employee scheme, wherever the person was in
    it. `by_region` counts a double month at both places.
    """

    months: int
    overlapping_months: int
    gap_months: int
    by_region: tuple[RegionMonths, ...]
    by_scheme: dict[str, int]
    overlaps: tuple[Span, ...]
    gaps: tuple[Span, ...]


class MonthState(StrEnum):
    """What a month in the history grid shows."""

    OUTSIDE = "outside"
    INSURED = "insured"
    DOUBLE = "double"
    OWED = "owed"
    GAP = "gap"


@dataclass(frozen=True)
class GridMonth:
    """One square of the history grid."""

    month: date
    state: MonthState
    regions: tuple[str, ...]


@dataclass(frozen=True)
class GridYear:
    """One row of the history grid: twelve months and how many of them count."""

    year: int
    months: tuple[GridMonth, ...]
    counted: int


def count_months(segments: Iterable[Segment], into: str | None = None) -> MonthCount:
    """Count the segments of one insurance; a resident's months are never added to an employee's.

    `into` is the scheme they are counted in; without it the employee scheme, wherever the person
    was in it. 城乡养老保险制度衔接暂行办法 arts. 5 to 7: resident months do not become employee
    months, an employee's do become a resident's, and of a double month only the employee's counts.
    For medical insurance full value is a local matter.
    """
    paid = [segment for segment in segments if not segment.owed]
    schemes = {segment.scheme for segment in paid}
    deciding = into or (EMPLOYEE if EMPLOYEE in schemes else RESIDENT)
    counting = schemes if deciding == RESIDENT else {deciding}
    counted = [segment for segment in paid if segment.scheme in counting]
    once, twice = _once_and_twice(paid)
    gaps = _between(once)
    return MonthCount(
        months=_once_and_twice(counted)[0].bit_count(),
        overlapping_months=twice.bit_count(),
        gap_months=gaps.bit_count(),
        by_region=_by_region(counted),
        by_scheme={scheme: _months_of(paid, scheme) for scheme in sorted(schemes)},
        overlaps=spans(_numbers_in(twice)),
        gaps=spans(_numbers_in(gaps)),
    )


def merge_records(
    original: Iterable[Segment], new: Iterable[Segment], into: str | None = None
) -> tuple[tuple[Segment, ...], MonthCount]:
    """Join what moved to what the new place holds; double months are told, not dropped.

    人社部发〔2010〕70号 art. 10: move first, clear afterwards.
    """
    joined = tuple(sorted({*original, *new}, key=lambda s: (s.first_month, s.last_month, s.region)))
    return joined, count_months(joined, into)


def history_grid(segments: Sequence[Segment]) -> tuple[GridYear, ...]:
    """Return the history year by year, every month with its state and its places."""
    if not segments:
        return ()
    places: dict[int, list[Segment]] = {}
    for segment in segments:
        for number in _numbers(segment):
            places.setdefault(number, []).append(segment)
    first, last = min(places), max(places)
    return tuple(_grid_year(year, places) for year in range(first // 12, last // 12 + 1))


def spans(numbers: Sequence[int]) -> tuple[Span, ...]:
    """Return the runs of months in a sorted row of month numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return tuple(Span(month_of(first), month_of(last)) for first, last in runs)


def _numbers(segment: Segment) -> range:
    return range(month_number(segment.first_month), month_number(segment.last_month) + 1)


# A set of months is a number whose bits are the months: anybody may ask about hundreds of periods
# that cover each other, and what that costs must not grow with how long they are.
def _bits(segment: Segment) -> int:
    months = _numbers(segment)
    return ((1 << len(months)) - 1) << months.start


def _once_and_twice(segments: Iterable[Segment]) -> tuple[int, int]:
    """Return the months that any of them covers, and those that more than one covers."""
    once = twice = 0
    for segment in segments:
        bits = _bits(segment)
        once, twice = once | bits, twice | once & bits
    return once, twice


def _between(bits: int) -> int:
    """Return the months between the first and the last that are not among them."""
    lowest = bits & -bits
    return bits ^ ((1 << bits.bit_length()) - lowest) if bits else 0


def _numbers_in(bits: int) -> list[int]:
    first = max((bits & -bits).bit_length() - 1, 0)  # months count from the year 0: skip to them
    set_or_not = enumerate(reversed(f"{bits >> first:b}"), start=first)
    return [number for number, bit in set_or_not if bit == "1"]


def _months_of(segments: Iterable[Segment], scheme: str) -> int:
    return _once_and_twice(s for s in segments if s.scheme == scheme)[0].bit_count()


def _by_region(segments: Iterable[Segment]) -> tuple[RegionMonths, ...]:
    """Return the months of each place, in the order in which the places appear in the life."""
    months: dict[str, int] = {}
    for segment in sorted(segments, key=lambda segment: segment.first_month):
        months[segment.region] = months.get(segment.region, 0) | _bits(segment)
    return tuple(RegionMonths(region, bits.bit_count()) for region, bits in months.items())


def _grid_year(year: int, places: dict[int, list[Segment]]) -> GridYear:
    first, last = min(places), max(places)
    months = tuple(
        _grid_month(number, places.get(number, ()), inside=first <= number <= last)
        for number in range(year * 12, year * 12 + 12)
    )
    counted = sum(m.state in {MonthState.INSURED, MonthState.DOUBLE} for m in months)
    return GridYear(year, months, counted)


def _grid_month(number: int, segments: Sequence[Segment], *, inside: bool) -> GridMonth:
    shown = [segment for segment in segments if not segment.owed] or segments
    regions = tuple(dict.fromkeys(segment.region for segment in shown))
    return GridMonth(month_of(number), _state(segments, inside=inside), regions)


def _state(segments: Sequence[Segment], *, inside: bool) -> MonthState:
    if not segments:
        return MonthState.GAP if inside else MonthState.OUTSIDE
    paid = sum(not segment.owed for segment in segments)
    if not paid:
        return MonthState.OWED
    return MonthState.DOUBLE if paid > 1 else MonthState.INSURED
