"""When a new account is first paid to, and when somebody looks before it counts; no database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from law.documents import PORTAL_PRACTICE, cite
from law.values import RuleBook, Value
from law.workdays import published_calendar
from payouts import banks
from payouts.rules import running
from payouts.rules.accounts import Answer, Before, Flag, first_paid_on, risk
from payouts.rules.drawing import month_before, months, next_month
from payouts.rules.recovering import days_of

CALENDAR = published_calendar()
FRIDAY = date(2026, 12, 4)


def test_v5_10_09_a_changed_account_waits_three_working_days():
    first_day = first_paid_on(FRIDAY, CALENDAR, is_first=False)

    assert first_day == date(2026, 12, 9)
    assert date(2026, 12, 8) < first_day  # so the run of 8 December still pays to the old one


def test_a_first_account_takes_nobodys_place_and_does_not_wait():
    assert first_paid_on(FRIDAY, CALENDAR, is_first=True) == FRIDAY


@pytest.mark.parametrize(
    ("before", "flags"),
    [
        (Before(), ()),
        (Before(identity=(FRIDAY - timedelta(days=30),)), (Flag.IDENTITY_CHANGED,)),
        (Before(identity=(FRIDAY - timedelta(days=31),)), ()),
        (Before(phone=(FRIDAY,)), (Flag.PHONE_CHANGED,)),
        (Before(account=(FRIDAY - timedelta(days=200),)), ()),
        (Before(account=(FRIDAY - timedelta(days=200), FRIDAY - timedelta(days=9))), (Flag.OFTEN,)),
        (Before(account=(FRIDAY - timedelta(days=365), FRIDAY)), ()),
        (
            Before(phone=(FRIDAY,), is_of_another=True),
            (Flag.PHONE_CHANGED, Flag.ACCOUNT_OF_ANOTHER),
        ),
    ],
)
def test_what_was_changed_lately_is_looked_at_first(before, flags):
    assert risk(before, FRIDAY) == flags


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("6222020000000000", Answer.SAME),
        ("6222020000000001", Answer.OTHER_NAME),
        ("6222020000000003", Answer.INACTIVE),
        ("6222020000000004", Answer.LIMITED),
    ],
)
def test_the_sandbox_gives_each_answer_by_the_last_digits(number, expected):
    assert banks.check(banks.Question("王芳", "102", number)) is expected


def test_a_silent_bank_is_asked_again():
    with pytest.raises(OSError, match="silent"):
        banks.check(banks.Question("王芳", "102", "6222020000000002"))


@pytest.mark.parametrize("body", [b"", b"[]", b'{"answer": "maybe"}', b'{"answer": 1}', b"\xff"])
def test_what_a_bank_says_beside_the_known_answers_is_no_answer(body):
    assert banks.read_answer(body) is Answer.NO_ANSWER


@pytest.mark.parametrize(
    ("month", "paid"),
    [
        (date(2026, 1, 1), date(2026, 1, 30)),  # the 31st is a Saturday
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 2, 1), date(2026, 2, 28)),  # a Saturday that is worked for the festival
    ],
)
def test_a_pay_day_that_a_month_does_not_have_is_its_last_one(month, paid):
    last = Value(Decimal(31), cite(PORTAL_PRACTICE), date(2020, 1, 1))
    book = RuleBook({running.PAY_DAY.name: (last,)})
    assert running.pay_day(month, CALENDAR, book) == paid


def test_months_follow_one_another_whatever_their_length():
    found = list(months(date(2023, 12, 1), date(2024, 3, 1)))
    assert found == [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
    assert all(month_before(next_month(each)) == each for each in found)
    assert days_of(date(2026, 1, 31), 3) == [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1)]


def test_whoever_is_born_on_a_leap_day_grows_older_on_the_first_of_march():
    born = date(1926, 3, 1), date(1924, 2, 29)
    assert [running.age_on(date(2026, 2, 28), each) for each in born] == [99, 101]
    assert running.age_on(date(2025, 2, 28), born[1]) == 100
    assert running.age_on(date(2025, 3, 1), born[1]) == 101
