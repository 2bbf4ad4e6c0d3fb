"""The run of a month: on which day, what is unlike the month before, what may go to a bank.

No nationwide text gives these days; they are the usual ones, and an agency's place may set others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from law.documents import PORTAL_PRACTICE, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from law.workdays import Calendar, add_workdays
from payouts.rules.drawing import next_month
from payouts.rules.states import Held, Unlike

OWN = cite(PORTAL_PRACTICE)
RUN_DAY = rule(
    "payouts.run-day",
    Text("待遇发放：每月核算的工作日", "Payments to people: working day of the monthly run"),
    Unit.NUMBER,
    value(3, OWN),
)
PAY_DAY = rule(
    "payouts.pay-day",
    Text("待遇发放：每月发放日", "Payments to people: the day of the month they are paid"),
    Unit.NUMBER,
    value(15, OWN),
)
MOST_LINES = rule(
    "payouts.most-lines",
    Text("待遇发放：每批最多笔数", "Payments to people: the most lines in a batch"),
    Unit.NUMBER,
    value(50000, OWN),
)
CHANGE = rule(
    "payouts.unlike-change",
    Text("待遇发放：与上月相差须复核的比例", "Payments to people: a change that is looked at"),
    Unit.RATE,
    value("0.2", OWN),
)
TIMES_MEDIAN = rule(
    "payouts.unlike-median",
    Text("待遇发放：超过中位数须复核的倍数", "Payments to people: so many medians are looked at"),
    Unit.NUMBER,
    value(3, OWN),
)
MOST_ON_AN_ACCOUNT = rule(
    "payouts.most-on-an-account",
    Text("待遇发放：同一账户最多人数", "Payments to people: the most people on one account"),
    Unit.NUMBER,
    value(3, OWN),
)
OLDEST = rule(
    "payouts.oldest-unseen",
    Text("待遇发放：超过须复核的年龄", "Payments to people: an age that is looked at"),
    Unit.YEARS,
    value(100, OWN),
)
ANSWER_WAITS = rule(
    "payouts.answer-waits",
    Text("待遇发放：银行未答复须提醒的天数", "Payments to people: days until a bank is asked"),
    Unit.WORKING_DAYS,
    value(3, OWN),
)
RULES = (
    RUN_DAY,
    PAY_DAY,
    MOST_LINES,
    CHANGE,
    TIMES_MEDIAN,
    MOST_ON_AN_ACCOUNT,
    OLDEST,
    ANSWER_WAITS,
)
ONE_DAY = timedelta(days=1)


def run_day(
    month: date, calendar: Calendar, book: RuleBook | None = None, region: str = ""
) -> date:
    """Return the day of a month on which it is worked out what is owed."""
    number = RUN_DAY.count(month, book, region=region)
    return add_workdays(month - ONE_DAY, number, calendar)


def pay_day(
    month: date, calendar: Calendar, book: RuleBook | None = None, region: str = ""
) -> date:
    """Return the day of a month on which it is paid: never later than the day that is set.

    In a month that is shorter it is the last one.
    """
    last = next_month(month) - ONE_DAY
    day = min(
        month.replace(day=1) + ONE_DAY * (PAY_DAY.count(month, book, region=region) - 1), last
    )
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def next_pay_day(
    today: date, calendar: Calendar, month: date, book: RuleBook | None = None, region: str = ""
) -> date:
    """Return the day on which what is prepared today is paid: the month's, or the next weekday."""
    planned = pay_day(month, calendar, book, region)
    return planned if planned > today else add_workdays(today, 1, calendar)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One payment, as it is compared with the month before."""

    fen: int
    before_fen: int | None
    median_fen: int
    on_account: int = 0
    age: int = 0


def unlike(of: Compared, on: date, book: RuleBook | None = None) -> tuple[Unlike, ...]:
    """Return what of a payment is unlike the month before, so that somebody looks."""
    raised = {
        Unlike.CHANGED: of.before_fen is not None
        and abs(of.fen - of.before_fen) > of.before_fen * CHANGE.number(on, book),
        Unlike.LARGE: of.fen > of.median_fen * TIMES_MEDIAN.number(on, book),
        Unlike.SHARED_ACCOUNT: of.on_account > MOST_ON_AN_ACCOUNT.count(on, book),
        Unlike.VERY_OLD: of.age > OLDEST.count(on, book),
    }
    return tuple(kind for kind, is_raised in raised.items() if is_raised)


@dataclass(frozen=True, kw_only=True)
class Payee:
    """What decides whether a payment may go to a bank."""

    is_dead: bool
    is_cleared: bool
    name: str
    has_account: bool
    has_new_account: bool


UNWRITABLE = frozenset("|\r\n\t")


def why_held(payee: Payee) -> Held | None:
    """Return why a payment waits; nothing where it may go."""
    if payee.is_dead:
        return Held.DEAD
    if not payee.is_cleared:
        return Held.NOT_CLEARED
    if not payee.has_account:
        return Held.NEW_ACCOUNT if payee.has_new_account else Held.NO_ACCOUNT
    return Held.NAME if UNWRITABLE.intersection(payee.name) or not payee.name else None


def median_of(ordered: Iterable[int]) -> int:
    """Return the middle of amounts in their order; of two in the middle the lower one."""
    amounts = list(ordered)
    return amounts[(len(amounts) - 1) // 2] if amounts else 0


def age_on(day: date, born_on: date) -> int:
    """Return how many years old somebody is."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
