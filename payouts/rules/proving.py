"""Showing that somebody may still draw what they draw (领取资格认证): how often, who reminds.

Agencies compare records and people prove it themselves (社会保险经办条例 art. 26). How often is
said locally: twelve months is what agencies answer, and not confirmed.
"""

from datetime import date, timedelta

from law.documents import PORTAL_PRACTICE, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from payouts.rules.drawing import month_of, next_month

OWN = cite(PORTAL_PRACTICE)
FIRST_REMINDER = rule(
    "payouts.prove-first-reminder",
    Text("领取资格认证：第一次提醒提前的天数", "Proof of entitlement: days before, first reminder"),
    Unit.DAYS,
    value(60, OWN),
)
SECOND_REMINDER = rule(
    "payouts.prove-second-reminder",
    Text(
        "领取资格认证：第二次提醒提前的天数", "Proof of entitlement: days before, second reminder"
    ),
    Unit.DAYS,
    value(30, OWN),
)
LAST_REMINDER = rule(
    "payouts.prove-last-reminder",
    Text(
        "领取资格认证：最后一次提醒提前的天数", "Proof of entitlement: days before, last reminder"
    ),
    Unit.DAYS,
    value(7, OWN),
)
REMINDERS = (FIRST_REMINDER, SECOND_REMINDER, LAST_REMINDER)
RULES = REMINDERS


def proven_until(since: date, every: int) -> date | None:
    """Return the last day of the month by which it is to be shown anew; nothing: it never is."""
    if not every:
        return None
    month = month_of(since)
    for _month in range(every + 1):
        month = next_month(month)
    return month - timedelta(days=1)


def reminder_due(until: date, today: date, book: RuleBook | None = None) -> int:
    """Return which reminder the day calls for: 1, 2, 3 in the order they come, 0 for none yet."""
    left = (until - today).days
    return sum(left <= each.count(today, book) for each in REMINDERS)
