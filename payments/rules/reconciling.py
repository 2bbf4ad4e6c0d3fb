"""Comparing a day of ours with a day of a provider's statement, line by line.

Five kinds of differences: the provider lacks a line of ours, we lack one of theirs, the amounts
differ, money came twice and nobody has sent it back, and what was sent back differs. A sixth is
found when money arrives: whoever paid has died, so that two persons look at it first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How two books differ."""

    MISSING_THERE = "missing-there"
    MISSING_HERE = "missing-here"
    AMOUNT = "amount"
    DOUBLE = "double"
    REFUND = "refund"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Line:
    """One movement in a book: money in, or with `is_refund` money back; `fen` is never negative."""

    provider_no: str
    order_no: str
    fen: int
    currency: str = "CNY"
    is_refund: bool = False
    # Of ours: whether it is credited, so that two for one order would both count.
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A difference; of what is missing on one side the amount there is 0."""

    kind: Kind
    order_no: str
    provider_no: str
    ours_fen: int
    theirs_fen: int


def compare(ours: Iterable[Line], theirs: Iterable[Line]) -> Iterator[Found]:
    """Yield the differences of a day, in the order of their numbers."""
    mine, other = _by_number(ours), _by_number(theirs)
    for key in sorted(mine.keys() | other.keys()):
        yield from _differ(key[1], mine.get(key, []), other.get(key, []))
    yield from _credited_twice(mine)


Key = tuple[str, bool]


def _by_number(lines: Iterable[Line]) -> dict[Key, list[Line]]:
    found: dict[Key, list[Line]] = defaultdict(list)
    for each in lines:
        found[each.provider_no, each.is_refund].append(each)
    return found


def _differ(is_refund: bool, ours: list[Line], theirs: list[Line]) -> Iterator[Found]:
    one = (ours or theirs)[0]
    here, there = sum(each.fen for each in ours), sum(each.fen for each in theirs)
    if len(theirs) > 1:
        kind = Kind.DOUBLE
    elif is_refund and (here != there or not ours or not theirs):
        kind = Kind.REFUND
    elif not theirs:
        kind = Kind.MISSING_THERE
    elif not ours:
        kind = Kind.MISSING_HERE
    elif here != there or ours[0].currency != theirs[0].currency or here != ours[0].fen:
        kind = Kind.AMOUNT
    else:
        return
    yield Found(kind, one.order_no, one.provider_no, here, there)


def _credited_twice(ours: dict[Key, list[Line]]) -> Iterator[Found]:
    """Yield orders for which two payments count: that would be our own mistake."""
    lines = [each for of in ours.values() for each in of if not each.is_refund and each.counts]
    times = Counter(each.order_no for each in lines)
    for order_no in sorted(each for each, n in times.items() if n > 1 and each):
        paid = [each for each in lines if each.order_no == order_no]
        yield Found(Kind.DOUBLE, order_no, paid[-1].provider_no, sum(e.fen for e in paid), 0)
