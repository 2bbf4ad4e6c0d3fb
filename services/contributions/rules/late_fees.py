"""Late fees (滞纳金) on what an employer has not paid: day by day, by the rate of each day.

社会保险法 art. 86: 0.05% a day from the day on which it is owed; before, 社会保险费征缴暂行条例
art. 13: 0.2% a day. Only employers owe it. The fine beside it is the authority's and is not worked
out here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from law.documents import COLLECTION_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.money import ZERO, round_half_up
from law.values import RuleBook, Unit, Value, rule, value
from law.wording import Text
from records.rules.contributions import month_number, month_of

DAY = timedelta(days=1)
LATE_RATE = rule(
    "contribution.late-rate",
    Text("单位欠缴社会保险费的滞纳金（每日）", "Late fee on contributions an employer owes, a day"),
    Unit.RATE,
    value("0.002", cite(COLLECTION_REGULATIONS, "13")),
    value("0.0005", cite(SOCIAL_INSURANCE_LAW, "86")),
)
# From the first of the month after: Jinan says so; most places have a day of their own, which was
# not found in a text for the country.
LATE_AFTER = rule(
    "contribution.late-after",
    Text("费款所属月份之后第几个月1日起为欠缴", "Owed from the first of which month after"),
    Unit.NUMBER,
    value(1, cite(COLLECTION_REGULATIONS, "10", verified=False)),
)
ASSUMED = rule(
    "contribution.assumed-share",
    Text(
        "未按时申报的，按上月缴费额的比例确定", "Nothing declared: the share of last month's amount"
    ),
    Unit.RATE,
    value("1.10", cite(SOCIAL_INSURANCE_LAW, "62")),
)
RULES = (LATE_RATE, LATE_AFTER, ASSUMED)


@dataclass(frozen=True)
class FeePart:
    """Days in a row with one rate and one amount owed; `fee` is in yuan, rounded half up."""

    first_day: date
    last_day: date
    owed: Decimal
    rate: Value
    fee: Decimal

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True)
class LateFee:
    """A late fee in its parts."""

    parts: tuple[FeePart, ...] = ()

    @property
    def days(self) -> int:
        """How many days are late in all."""
        return sum(each.days for each in self.parts)

    @property
    def total(self) -> Decimal:
        """The fee in yuan: each part is rounded, then they are added."""
        return sum((each.fee for each in self.parts), ZERO)


def late_fee(
    owed: Decimal, first_day: date, last_day: date, book: RuleBook | None = None
) -> LateFee:
    """Return the fee on `owed` yuan from the first late day to the day before it is paid.

    Nothing where the last day lies before the first. Raises `ValueNotInForce` before 1999-01-22.
    """
    return LateFee(tuple(_parts(owed, first_day, last_day, book)))


def late_fee_paid_in_parts(
    owed: Decimal,
    first_day: date,
    paid: Iterable[tuple[date, Decimal]],
    book: RuleBook | None = None,
) -> LateFee:
    """Return the fee where amounts were paid on several days: on each day on what was owed then.

    What remains after the last payment earns no fee here: its end is not known.
    """
    parts: list[FeePart] = []
    left, begin = owed, first_day
    for day, amount in sorted(paid):
        parts += _parts(left, begin, day - DAY, book)
        left, begin = left - amount, max(begin, day)
    return LateFee(tuple(parts))


def _parts(
    owed: Decimal, first_day: date, last_day: date, book: RuleBook | None
) -> Iterator[FeePart]:
    begin = first_day
    while begin <= last_day and owed > 0:
        rate = LATE_RATE.on(begin, book)
        end = min(last_day, _last_of(rate, begin, last_day, book))
        days = (end - begin).days + 1
        yield FeePart(begin, end, owed, rate, round_half_up(owed * days * rate.number))
        begin = end + DAY


def _last_of(rate: Value, begin: date, last_day: date, book: RuleBook | None) -> date:
    """Return the last day before another value of the rate begins."""
    known = (book or RuleBook()).values(LATE_RATE)
    begins = [each.valid_from for each in known if begin < each.valid_from <= last_day]
    ends = [rate.valid_to] if rate.valid_to else []
    return min([each - DAY for each in begins] + ends, default=last_day)


def first_late_day(month: date, book: RuleBook | None = None) -> date:
    """Return the first day on which the contribution of a month is late: a local matter."""
    return month_of(month_number(month) + LATE_AFTER.count(month, book))


def assumed_amount(last_month: Decimal, on: date, book: RuleBook | None = None) -> Decimal:
    """Return what an employer owes that declared nothing: 110% of last month (art. 62)."""
    return round_half_up(last_month * ASSUMED.number(on, book))
