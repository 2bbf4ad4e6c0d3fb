"""What counts: months paid and deemed, the average index, the birth in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from law.money import ZERO
from records.rules.contributions import month_number
from records.rules.months import Span, spans

FOUR_DECIMALS = Decimal("0.0001")
LOWEST, HIGHEST = Decimal("0.6"), Decimal(3)


@dataclass(frozen=True)
class Counted:
    """Months that count, each once: those paid, those deemed beside them, and what was double."""

    paid: int
    deemed: int
    double: int
    deemed_spans: tuple[Span, ...]

    @property
    def total(self) -> int:
        """All months that count."""
        return self.paid + self.deemed


def counted(
    paid: Iterable[Span], deemed: Iterable[Span] = (), not_counted: Iterable[Span] = ()
) -> Counted:
    """Count each month once; a month that was paid is not deemed as well.

    `not_counted`: months of unpaid leave, prison or after a dismissal, which the file shows.
    """
    once, twice = _bits(paid)
    assumed, assumed_twice = _bits(deemed)
    left_out, _twice = _bits(not_counted)
    beside = assumed & ~once & ~left_out
    double = twice | assumed_twice | (assumed & once)
    return Counted(
        paid=once.bit_count(),
        deemed=beside.bit_count(),
        double=double.bit_count(),
        deemed_spans=spans(numbers_in(beside)),
    )


def _bits(of: Iterable[Span]) -> tuple[int, int]:
    """Return the months of spans as bits of a number, and those that more than one covers."""
    once = twice = 0
    for span in of:
        first, last = month_number(span.first_month), month_number(span.last_month)
        bits = ((1 << max(last - first + 1, 0)) - 1) << first
        once, twice = once | bits, twice | once & bits
    return once, twice


def numbers_in(bits: int) -> list[int]:
    """Return the numbers of the bits that are set, in order."""
    first = max((bits & -bits).bit_length() - 1, 0)
    set_or_not = enumerate(reversed(f"{bits >> first:b}"), start=first)
    return [number for number, bit in set_or_not if bit == "1"]


@dataclass(frozen=True)
class IndexYear:
    """A year of contributions: its months, one's own monthly base, and the average wage it is
    compared with.
    """

    year: int
    months: int
    own: Decimal
    average: Decimal

    @property
    def index(self) -> Decimal:
        """One's own base as a share of the average."""
        return self.own / self.average


def average_index(
    rows: Sequence[IndexYear], *, deemed_months: int = 0, deemed_index: Decimal | None = None
) -> Decimal:
    """Return the average index of all months, to four decimals.

    Deemed months are left out, as most places do, or counted with an index of their own.
    """
    months = sum(row.months for row in rows)
    total = sum((row.index * row.months for row in rows), ZERO)
    if deemed_index is not None:
        months, total = months + deemed_months, total + deemed_index * deemed_months
    if not months:
        return ZERO
    return (total / months).quantize(FOUR_DECIMALS, ROUND_HALF_UP)


@dataclass(frozen=True)
class FileDate:
    """A date of birth as a paper in the personal file states it."""

    written_in: date
    born: date  # the first of the month
    is_altered: bool = False


@dataclass(frozen=True)
class Found:
    """The month of birth by which somebody retires, and what about it is open."""

    born: date
    differs: bool
    needs_look: bool


def birth_for_retirement(id_born: date, file: Sequence[FileDate]) -> Found:
    """Return the birth that counts: where papers differ, as first recorded in the file.

    劳社部发〔1999〕8号 2(2). What was altered proves nothing: somebody has to look.
    """
    own = id_born.replace(day=1)
    sound = sorted((each for each in file if not each.is_altered), key=lambda each: each.written_in)
    altered = any(each.is_altered for each in file)
    if not sound:
        return Found(own, differs=False, needs_look=altered)
    first = sound[0].born.replace(day=1)
    return Found(first, differs=first != own, needs_look=altered)


def first_work_is_early(born: date, first_work: date) -> bool:
    """Whether somebody would have begun to work before the age of sixteen: a question, not a no."""
    return month_number(first_work) - month_number(born) < 16 * 12
