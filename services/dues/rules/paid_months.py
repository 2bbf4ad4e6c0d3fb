"""Months as they are paid: joined to what is there, or refused."""

from collections.abc import Iterable

from casework.rules.reasons import Reason
from records.rules.contributions import ContributionPeriod, month_number
from services.dues.rules import reasons


class AlreadyPaid(ValueError):
    """A month is paid a second time (CON01)."""

    reason: Reason = reasons.PAID_ALREADY


def extend(
    periods: Iterable[ContributionPeriod], new: ContributionPeriod
) -> tuple[ContributionPeriod, ...]:
    """Return the periods with a new one: joined where it touches an equal one of the same year.

    Raises `AlreadyPaid` where a month of it is there in the same scheme.
    """
    rest = sorted(periods, key=lambda each: each.first_month)
    if any(_overlap(each, new) for each in rest if each.scheme == new.scheme):
        raise AlreadyPaid(f"{new.first_month:%Y-%m}")
    joined = new
    for each in list(rest):
        if _touch(each, joined) and _is_same(each, joined):
            rest.remove(each)
            joined = joined._replace(
                first_month=min(each.first_month, joined.first_month),
                last_month=max(each.last_month, joined.last_month),
            )
    return tuple(sorted([*rest, joined], key=lambda each: each.first_month))


def _overlap(one: ContributionPeriod, other: ContributionPeriod) -> bool:
    return one.first_month <= other.last_month and other.first_month <= one.last_month


def _touch(one: ContributionPeriod, other: ContributionPeriod) -> bool:
    if one.first_month.year != other.first_month.year:
        return False  # periods are kept within a year
    ends, begins = sorted([one, other], key=lambda each: each.first_month)
    return month_number(ends.last_month) + 1 == month_number(begins.first_month)


def _is_same(one: ContributionPeriod, other: ContributionPeriod) -> bool:
    return other._replace(first_month=one.first_month, last_month=one.last_month) == one
