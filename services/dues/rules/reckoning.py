"""What is due for a month or a year: amounts to the fen, until when, and what a payment joins.

社会保险法 art. 60: whoever is insured as a flexible worker pays themselves. Months of earlier years
cannot be made up in most places; no national text was read that says so, so a place's last day
counts as not confirmed and refuses nobody: behind it stands a clerk.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from law.documents import MEDICAL_ENROLMENT, SOCIAL_INSURANCE_LAW, Document, cite
from law.local_documents import SHANGHAI_FLEXIBLE
from law.money import from_fen, to_fen
from law.values import RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Basis, Text
from records.rules.contributions import month_number, month_of

PAYS_ALONE = cite(SOCIAL_INSURANCE_LAW, "60")
COLLECTED = cite(SOCIAL_INSURANCE_LAW, "59")

# As secondary sources give it: flexible workers in Shanghai pay month by month.
BACK_MONTHS = rule(
    "due.back-months",
    Text(
        "灵活就业人员可补缴本年度以前月份的个数",
        "Earlier months of the year that a flexible worker may still pay",
    ),
    Unit.MONTHS,
    value(0, cite(SHANGHAI_FLEXIBLE), date(2023, 1, 1), region="310000"),
    is_local=True,
)
_JIANGSU = Document(
    "江苏省医疗保障局2026年2月24日答复",
    Text("居民医保断保等待期", "Waiting time of residents in Jiangsu"),
    date(2025, 1, 1),
    verified=False,
)
WAIT = rule(
    "due.resident-wait",
    Text(
        "居民医保集中缴费期后缴费的待遇等待期",
        "Waiting time of residents who pay after the collective period",
    ),
    Unit.MONTHS,
    value(3, cite(MEDICAL_ENROLMENT, verified=False)),
    value(2, cite(_JIANGSU), region="320000"),
)
RULES = (BACK_MONTHS, WAIT)
YEAR_OPENS = 9  # September: when places begin to collect for the year after [H]
REMINDERS = (10, 3, 1)
"""So many days before the last day a person is reminded [H]."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """An amount and what of it goes to the personal account; all in fen."""

    amount_fen: int
    account_fen: int

    @property
    def pooled_fen(self) -> int:
        """What goes to the common fund."""
        return self.amount_fen - self.account_fen


def parts_of(base_fen: int, rate: Decimal, account_rate: Decimal) -> Parts:
    """Split what a base makes by the rates on record; the fund takes what the account does not.

    Raises `ValueError` for rates that cannot be.
    """
    if base_fen < 0 or not 0 <= account_rate <= rate <= 1:
        raise ValueError("a base is not negative, and the account's rate is part of the whole rate")
    base = from_fen(base_fen)
    return Parts(amount_fen=to_fen(base * rate), account_fen=to_fen(base * account_rate))


@dataclass(frozen=True, kw_only=True)
class LastDay:
    """Until when a month can be paid here, where that stands, and whether it is confirmed.

    `said` is an earlier day that a source we could not confirm names: it is told, and ends nothing.
    """

    day: date
    basis: Basis
    is_sure: bool
    said: date | None = None


def last_day_of_month(month: date, region: str, book: RuleBook | None = None) -> LastDay:
    """Return the last day on which a month of a flexible worker can be paid online.

    Where a place has a confirmed number of months it is the end of so many months later; elsewhere
    the end of the year, which is a usual practice and not confirmed.
    """
    end_of_year = date(month.year, 12, 31)
    try:
        found = BACK_MONTHS.on(month, book, region=region)
    except ValueNotInForce:
        return LastDay(day=end_of_year, basis=PAYS_ALONE, is_sure=False)
    end = month_of(month_number(month) + int(found.number))
    last = end.replace(day=monthrange(end.year, end.month)[1])
    if found.is_verified:
        return LastDay(day=last, basis=found.basis, is_sure=True)
    return LastDay(day=end_of_year, basis=found.basis, is_sure=False, said=last)


def cover_begins(
    paid_on: date, collective_until: date, year: int, region: str, book: RuleBook | None = None
) -> date:
    """Return from when a resident's year is covered: its first day, or after the waiting time.

    A wait of months ends on the day with the same number (民法典 art. 202); cover begins the day
    after.
    """
    if paid_on <= collective_until:
        return date(year, 1, 1)
    ends = month_of(month_number(paid_on) + WAIT.count(paid_on, book, region=region))
    ended = ends.replace(day=min(paid_on.day, monthrange(ends.year, ends.month)[1]))
    return ended + timedelta(days=1)


def years_in(month: date) -> tuple[int, ...]:
    """Return the years that residents may pay in a month: this one, and from September the next.

    国办发〔2024〕38号: the collective period lies at the end of the year before. Who pays later
    pays all the same, and waits (`cover_begins`).
    """
    return (month.year, month.year + 1) if month.month >= YEAR_OPENS else (month.year,)


@dataclass(frozen=True, kw_only=True)
class Months:
    """Months in a row with what decides whether they can be one: base, rates, all of one year."""

    first: date
    last: date
    base_fen: int
    rates: tuple[Decimal, ...]


def joins(before: Months, new: Months) -> bool:
    """Whether new months lengthen those before: they touch, within a year, with the same terms."""
    touches = month_number(before.last) + 1 == month_number(new.first)
    is_same = (before.base_fen, before.rates) == (new.base_fen, new.rates)
    return touches and is_same and before.last.year == new.last.year


def is_in_order(chosen: Iterable[date], payable: Iterable[date]) -> bool:
    """Whether the months chosen are the earliest of those that can be paid: no gap is left."""
    picked, there = sorted(chosen), sorted(payable)
    return picked == there[: len(picked)]


def due_again(day: date) -> tuple[date, ...]:
    """Return the last days of which somebody is reminded on a day."""
    return tuple(day + timedelta(days=each) for each in REMINDERS)
