"""Months as they are paid: joined to what is there, or refused; and what of them can go back."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition, Verdict, outcome_of, reasons_against
from law.wording import Text
from records.rules.contributions import ContributionPeriod, month_number
from services.contributions.rules import reasons


class AlreadyPaid(ValueError):
    """A month is paid a second time (CON01)."""

    reason: Reason = reasons.ALREADY_PAID


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


# --- Back again -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class PaidLine:
    """What is known of a payment that somebody wants back."""

    used_for_benefit: bool = False
    collected_by_tax_office: bool = False


REFUNDABLE: tuple[Condition[PaidLine], ...] = (
    Condition(
        reasons.USED,
        Text("计入待遇了吗？", "Has it been used for a benefit?"),
        Text("没有。", "No."),
        Text("已计入。", "It has."),
        lambda line: line.used_for_benefit,
    ),
    Condition(
        reasons.OF_THE_TAX_OFFICE,
        Text("由谁征收？", "Who has collected it?"),
        Text("经办机构。", "The agency."),
        Text("税务部门。", "The tax office."),
        lambda line: line.collected_by_tax_office,
    ),
)


def refundable(line: PaidLine) -> Verdict:
    """Return whether a payment can go back, and why a clerk has to look."""
    against = reasons_against(REFUNDABLE, line)
    return Verdict(outcome_of(against), against)
