"""What a month of a record says: paid on time, late, owed and by whom, elsewhere, or nothing.

“Paid” means arrived: the month of duty and the day of arrival are two facts.
"""

from datetime import date
from enum import StrEnum

from law.wording import Text


class MonthState(StrEnum):
    """The state of one month of one insurance at one place."""

    ON_TIME = "on-time"
    LATE = "late"
    PAID = "paid"  # the agency says so, and no day of arrival is on record
    OWED_BY_EMPLOYER = "owed-employer"
    OWED_BY_PERSON = "owed-person"
    ELSEWHERE = "elsewhere"
    NONE = "none"


WORDS = {
    MonthState.ON_TIME: Text("按时到账", "Paid on time"),
    MonthState.LATE: Text("到账较晚", "Paid late"),
    MonthState.PAID: Text("已缴费", "Paid"),
    MonthState.OWED_BY_EMPLOYER: Text("单位欠缴", "Owed by the employer"),
    MonthState.OWED_BY_PERSON: Text("个人欠缴", "Owed by me"),
    MonthState.ELSEWHERE: Text("外地转入", "Paid elsewhere, moved here"),
    MonthState.NONE: Text("没有缴费", "Nothing paid"),
}
TONES = {
    MonthState.ON_TIME: "ok",
    MonthState.PAID: "ok",
    MonthState.LATE: "warn",
    MonthState.OWED_BY_EMPLOYER: "alert",
    MonthState.OWED_BY_PERSON: "alert",
    MonthState.ELSEWHERE: "brand",
}
OWED = (MonthState.OWED_BY_EMPLOYER, MonthState.OWED_BY_PERSON)


def state_of_payment(due_on: date | None, arrived_on: date | None, owed_by: str) -> MonthState:
    """Return what a payment says of its month; without a last day it is not called late."""
    if arrived_on is None:
        return MonthState.OWED_BY_PERSON if owed_by == "person" else MonthState.OWED_BY_EMPLOYER
    if due_on is not None and arrived_on > due_on:
        return MonthState.LATE
    return MonthState.ON_TIME if due_on is not None else MonthState.PAID


def state_of_period(*, is_paid: bool, is_personal_arrears: bool, moved_here: bool) -> MonthState:
    """Return what an insured period says of each of its months, where no payment is on record."""
    if not is_paid:
        return MonthState.OWED_BY_PERSON if is_personal_arrears else MonthState.OWED_BY_EMPLOYER
    return MonthState.ELSEWHERE if moved_here else MonthState.PAID
