"""From which day benefit counts, and which month is paid first.

失业保险条例 art. 16: from the day of registration. A place may say otherwise by two numbers: within
how many days of registering one has to ask, and how many months later the first month is.
"""

from dataclasses import dataclass
from datetime import date

from law.documents import UNEMPLOYMENT_REGULATIONS, cite
from law.unemployment_documents import GUANGDONG, SMOOTH_CLAIMS
from law.values import Rule, RuleBook, Unit, Value, ValueNotInForce, rule, value
from law.wording import Basis, Text
from records.rules.contributions import month_number, month_of

FRAME = cite(UNEMPLOYMENT_REGULATIONS, "16")
WITHIN_DAYS = rule(
    "unemployment.start-within-days",
    Text("登记后几日内申请的，自登记日起算", "Days after registering in which asking counts back"),
    Unit.DAYS,
    value(7, cite(GUANGDONG), region="440000"),
    is_local=True,
)
MONTHS_AFTER_DECISION = rule(
    "unemployment.first-month-after-decision",
    Text("核定后第几个月起发放", "Months after the decision until the first is paid"),
    Unit.MONTHS,
    value(1, cite(GUANGDONG), region="440000"),
    is_local=True,
)
# Shenzhen: from the month of acceptance; its guide says so.
FROM_ACCEPTANCE = rule(
    "unemployment.from-acceptance",
    Text("自受理当月起计发（1为是）", "Counts from the month in which it is accepted (1: yes)"),
    Unit.NUMBER,
    value(1, cite(GUANGDONG), region="440300"),
    is_local=True,
)
SIXTY_DAYS = rule(
    "unemployment.sixty-days",
    Text("失业后申领的一般期限（超过不影响领取）", "Usual days to claim; later does no harm"),
    Unit.DAYS,
    value(60, cite(SMOOTH_CLAIMS, "4")),
)
RULES = (WITHIN_DAYS, MONTHS_AFTER_DECISION, FROM_ACCEPTANCE, SIXTY_DAYS)


@dataclass(frozen=True, kw_only=True)
class Start:
    """The day from which it counts, the first month paid, and why."""

    day: date
    first_month: date
    formula: Text
    basis: Basis


def _number(of: Rule, on: date, book: RuleBook | None, region: str) -> Value | None:
    try:
        return of.on(on, book, region=region)
    except ValueNotInForce:
        return None


def start(
    registered: date, applied: date, decided: date, region: str, book: RuleBook | None = None
) -> Start:
    """Return from when benefit counts; asking long after the work ended does no harm."""
    accepted = _number(FROM_ACCEPTANCE, decided, book, region)
    if accepted is not None and accepted.number:
        return Start(
            day=applied,
            first_month=applied.replace(day=1),
            formula=Text("自受理当月起", "from the month in which it was accepted"),
            basis=accepted.basis,
        )
    within = _number(WITHIN_DAYS, decided, book, region)
    later = _number(MONTHS_AFTER_DECISION, decided, book, region)
    if within is None or later is None:
        return Start(
            day=registered,
            first_month=registered.replace(day=1),
            formula=Text("自失业登记之日起", "from the day of registering"),
            basis=FRAME,
        )
    days = int(within.number)
    is_soon = (applied - registered).days <= days
    said = (
        Text(f"登记后{days}日内申请，自登记之日起", f"asked for within {days} days of registering")
        if is_soon
        else Text(
            f"登记{days}日后申请，自申请之日起", f"asked for later than {days} days: from that day"
        )
    )
    return Start(
        day=registered if is_soon else applied,
        first_month=month_of(month_number(decided) + int(later.number)),
        formula=said,
        basis=within.basis,
    )


def is_past_sixty_days(
    last_day_of_work: date | None, today: date, book: RuleBook | None = None
) -> bool:
    """Whether more than the usual sixty days went by: told, and never a ground of refusal."""
    if last_day_of_work is None:
        return False
    return (today - last_day_of_work).days > SIXTY_DAYS.count(today, book)
