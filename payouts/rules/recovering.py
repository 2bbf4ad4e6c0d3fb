"""Money paid that was not due: until when it is asked back, in how many parts, how much is kept.

The agency demands it back (社会保险经办条例 art. 46); deadlines and parts are the portal's own.
What was drawn by fraud is for the authority, which adds its penalty (社会保险法 art. 88).
"""

from datetime import date, timedelta

from law.documents import HANDLING_REGULATIONS, PORTAL_PRACTICE, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from payouts.rules.drawing import next_month

OWN = cite(PORTAL_PRACTICE)
DEMAND = cite(HANDLING_REGULATIONS, "46")
PAY_BACK_DAYS = rule(
    "payouts.pay-back-days",
    Text("多领待遇：退还期限", "Paid too much: days to pay it back"),
    Unit.DAYS,
    value(30, OWN),
)
MOST_INSTALMENTS = rule(
    "payouts.most-instalments",
    Text("多领待遇：分期退还的最多期数", "Paid too much: the most monthly parts"),
    Unit.NUMBER,
    value(24, OWN),
)
MOST_KEPT_BACK = rule(
    "payouts.most-kept-back",
    Text("多领待遇：每月抵扣的最高比例", "Paid too much: the largest part kept back of a payment"),
    Unit.RATE,
    value("0.2", OWN),
)
RULES = (PAY_BACK_DAYS, MOST_INSTALMENTS, MOST_KEPT_BACK)


def back_by(demanded_on: date, book: RuleBook | None = None) -> date:
    """Return the last day to pay back what was demanded."""
    return demanded_on + timedelta(days=PAY_BACK_DAYS.count(demanded_on, book))


def parts_of(fen: int, number: int) -> list[int]:
    """Return an amount in so many parts, alike to the fen; what is left over is in the first."""
    each, rest = divmod(fen, number)
    return [each + rest] + [each] * (number - 1) if each else [fen]


def days_of(first: date, number: int) -> list[date]:
    """Return the days on which parts are due: that day, and the first of the months after it."""
    days = [first]
    for _part in range(number - 1):
        days.append(next_month(days[-1].replace(day=1)))
    return days


def kept_back(
    gross_fen: int,
    left_fen: int,
    on: date,
    book: RuleBook | None = None,
    *,
    untouched_fen: int = 0,
) -> int:
    """Return what is kept back of one payment: a part, never all of it.

    What stays untouched is the minimum living allowance of the place, where it was decided and not
    agreed.
    """
    most = int(gross_fen * MOST_KEPT_BACK.number(on, book))
    return max(min(most, left_fen, gross_fen - 1, gross_fen - untouched_fen), 0)
