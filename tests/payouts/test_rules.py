"""When a new account is first paid to, and when somebody looks before it counts; no database."""

from datetime import date, timedelta

import pytest

from law.workdays import published_calendar
from payouts import banks
from payouts.rules.accounts import Answer, Before, Flag, first_paid_on, risk

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
