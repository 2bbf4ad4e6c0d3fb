"""Months that an employer pays after all (补缴): which papers a stretch of them needs.

No text for the country draws these lines; they are those that Jinan has answered with in 2024 to
2026. They say what will be asked for, and refuse nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from casework.rules.reasons import Reason
from law.documents import COLLECTION_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.money import ZERO, from_fen, round_half_up
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from records.rules.contributions import month_number, month_of
from services.contributions.rules import reasons
from services.contributions.rules.late_fees import DAY, first_late_day, late_fee

PRACTICE = cite(COLLECTION_REGULATIONS, verified=False)
MOST_MONTHS = 600
AT_ONCE = rule(
    "contribution.top-up-at-once",
    Text("补缴几个月以内的，直接办理", "Top-up: paid at once, so many months back"),
    Unit.MONTHS,
    value(6, PRACTICE),
)
WITHOUT_PAPER = rule(
    "contribution.top-up-simple",
    Text("补缴几个月以内的，核对后办理", "Top-up: after a simple check, so many months back"),
    Unit.MONTHS,
    value(36, PRACTICE),
)


# 社会保险法 art. 63 has an employer pay and names no days; ten are our own, as for a complaint.
TERM = rule(
    "term.contribution-top-up.review",
    Text("补缴申请：自收到之日起", "Months paid after all, from the receipt of the application"),
    Unit.WORKING_DAYS,
    value(10, cite(SOCIAL_INSURANCE_LAW, "63", verified=False)),
)


class Tier(StrEnum):
    """What it takes."""

    DIRECT = "direct"
    SIMPLE = "simple"
    LEGAL_PAPER = "legal-paper"
    REFUSED = "refused"


RULES = (AT_ONCE, WITHOUT_PAPER, TERM)
TIERS = {
    Tier.DIRECT: Text("六个月以内：不需要材料", "Within six months: no paper"),
    Tier.SIMPLE: Text(
        "六个月以上、三年以内：核对工资和劳动合同",
        "Up to three years: wages and contract are compared",
    ),
    Tier.LEGAL_PAPER: Text("三年以上：须有法律文书", "Three years and more: a legal paper"),
    Tier.REFUSED: Text("已达到法定退休年龄", "Past the age of retirement"),
}


@dataclass(frozen=True)
class Stretch:
    """Months in a row with one base, in fen, that an employer is to pay."""

    first: date
    last: date
    base_fen: int

    @property
    def months(self) -> tuple[date, ...]:
        """Each month of it."""
        return tuple(map(month_of, range(month_number(self.first), month_number(self.last) + 1)))


@dataclass(frozen=True)
class Owed:
    """What a stretch of months comes to; in yuan."""

    amount: Decimal
    late_fee: Decimal


def fault_of(stretches: Sequence[Stretch]) -> Text | None:
    """Return what is wrong with the rows of a table beside one another, or nothing."""
    if any(each.last < each.first for each in stretches):
        return Text("有一行的结束月份早于开始月份。", "A row ends before it begins.")
    months = [month for each in stretches for month in each.months]
    if len(months) > MOST_MONTHS:
        return Text("最多填600个月。", "At most 600 months.")
    if len(set(months)) < len(months):
        return Text("同一个月出现了两次。", "A month stands there twice.")
    return None


def owed_for(
    stretches: Sequence[Stretch], rate: Decimal, on: date, book: RuleBook | None = None
) -> Owed:
    """Return what an employer owes for months at a whole rate, with the late fee until yesterday.

    Each month is rounded to the fen by itself, and late from a day of its own (社会保险法 art. 86).
    """
    amount = fee = ZERO
    for stretch in stretches:
        share = round_half_up(from_fen(stretch.base_fen) * rate)
        for month in stretch.months:
            amount += share
            fee += late_fee(share, first_late_day(month, book), on - DAY, book).total
    return Owed(amount, fee)


@dataclass(frozen=True)
class TopUp:
    """The tier of a stretch of months, and the reason that goes with it."""

    tier: Tier
    reason: Reason | None = None


def top_up_tier(
    first: date, on: date, *, past_age: bool = False, book: RuleBook | None = None
) -> TopUp:
    """Return what paying from a month on takes: by how many months it lies back from `on`.

    Whoever is past the age is as a rule refused; a clerk looks at it (CON07 holds).
    """
    if past_age:
        return TopUp(Tier.REFUSED, reasons.PAST_THE_AGE)
    back = month_number(on) - month_number(first)
    if back <= AT_ONCE.count(on, book):
        return TopUp(Tier.DIRECT)
    if back < WITHOUT_PAPER.count(on, book):
        return TopUp(Tier.SIMPLE)
    return TopUp(Tier.LEGAL_PAPER, reasons.LEGAL_PAPER)
