"""What is due: amounts to the fen, last days, cover of residents, what a payment joins."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from services.dues.rules.order_lines import MonthsLeftOut, order_lines
from services.dues.rules.paying import PayFacts, may_pay
from services.dues.rules.reckoning import (
    Months,
    cover_begins,
    due_again,
    is_in_order,
    joins,
    last_day_of_month,
    parts_of,
)
from services.dues.rules.refunding import PaidMonths, own_share

JIANGSU, HANGZHOU, SHANGHAI = "320100", "330100", "310000"


@pytest.mark.parametrize(
    ("base", "rate", "account", "amount", "of_account"),
    [
        (746_000, "0.20", "0.08", 149_200, 59_680),  # v1, example 1
        (498_600, "0.20", "0.08", 99_720, 39_888),  # v1, example 2
        (477_500, "0.20", "0.08", 95_500, 38_200),  # v1, example 3
        (672_700, "0.08", "0", 53_816, 0),
        (0, "0.20", "0.08", 0, 0),
    ],
)
def test_a_base_makes_its_amount_and_the_fund_takes_the_rest(
    base, rate, account, amount, of_account
):
    parts = parts_of(base, Decimal(rate), Decimal(account))

    assert (parts.amount_fen, parts.account_fen) == (amount, of_account)
    assert parts.pooled_fen == amount - of_account


def test_rates_that_cannot_be_are_refused():
    for base, rate, account in ((-1, "0.2", "0.08"), (1, "0.08", "0.2"), (1, "1.1", "0")):
        with pytest.raises(ValueError, match="base"):
            parts_of(base, Decimal(rate), Decimal(account))


def test_a_month_can_be_paid_until_the_year_ends_and_what_is_not_confirmed_ends_nothing():
    usual, shanghai = (
        last_day_of_month(date(2026, 4, 1), region) for region in (HANGZHOU, SHANGHAI)
    )

    assert (usual.day, usual.is_sure, usual.said) == (date(2026, 12, 31), False, None)
    assert (shanghai.day, shanghai.said) == (date(2026, 12, 31), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("paid_on", "region", "begins"),
    [
        (date(2026, 4, 10), JIANGSU, date(2026, 6, 11)),
        (date(2026, 4, 10), HANGZHOU, date(2026, 7, 11)),
        (date(2026, 2, 28), JIANGSU, date(2026, 1, 1)),
        (date(2026, 11, 30), HANGZHOU, date(2027, 3, 1)),
    ],
)
def test_v2_10_12_a_resident_who_pays_late_waits(paid_on, region, begins):
    assert cover_begins(paid_on, date(2026, 2, 28), 2026, region) == begins


def months(first, last, base=500_000, rate="0.2"):
    return Months(first=first, last=last, base_fen=base, rates=(Decimal(0), Decimal(rate)))


def test_v2_10_11_a_month_joins_what_it_touches_with_the_same_terms():
    spring = months(date(2026, 1, 1), date(2026, 3, 1))
    april = months(date(2026, 4, 1), date(2026, 4, 1))

    assert joins(spring, april)
    assert not joins(spring, months(date(2026, 5, 1), date(2026, 5, 1)))
    assert not joins(spring, months(date(2026, 4, 1), date(2026, 4, 1), base=550_000))
    assert not joins(spring, months(date(2026, 4, 1), date(2026, 4, 1), rate="0.18"))
    december = months(date(2025, 12, 1), date(2025, 12, 1))
    assert not joins(december, months(date(2026, 1, 1), date(2026, 1, 1)))


def test_the_earliest_months_come_first():
    july, august, september = (date(2026, month, 1) for month in (7, 8, 9))

    assert is_in_order([july], [september, july, august])
    assert is_in_order([august, july], [july, august, september])
    assert not is_in_order([august], [july, august])
    assert not is_in_order([july, september], [july, august, september])


class Payable(NamedTuple):
    relationship_id: int
    period: date
    amount_fen: int = 95_500
    account_fen: int = 38_200

    @property
    def subject(self):
        return f"due:{self.relationship_id}:{self.period:%m}"


def test_what_is_chosen_becomes_lines_the_earliest_first_and_leaves_no_month_out():
    july, august, september = (Payable(1, date(2026, month, 1)) for month in (7, 8, 9))
    medical = Payable(2, date(2026, 8, 1), 47_367, 0)

    lines = order_lines([medical, august, july], [july, august, september, medical])

    assert [each.subject for each in lines] == ["due:1:07", "due:2:08", "due:1:08"]
    assert [each.pooled_fen for each in lines] == [57_300, 47_367, 57_300]
    assert all(each.amount_fen == each.pooled_fen + each.account_fen for each in lines)
    for chosen in ([august], [july, september], [medical, september]):
        with pytest.raises(MonthsLeftOut):
            order_lines(chosen, [july, august, september, medical])
    assert order_lines([], [july]) == ()


def test_reminders_come_ten_three_and_one_day_before():
    last = date(2026, 12, 31)
    days = [date(2026, 12, day) for day in range(15, 32)]

    assert [day.day for day in days if last in due_again(day)] == [21, 28, 30]


def test_ones_own_share_goes_back_month_by_month():
    lines = [
        PaidMonths(base_fen=500_000, personal_rate=Decimal("0.08"), months=3),
        PaidMonths(base_fen=333_333, personal_rate=Decimal("0.08"), months=1),
    ]

    assert own_share(lines) == 3 * 40_000 + 26_667


MONTH = PayFacts(
    month=date(2026, 11, 1), who="flexible", state="open", last_day=date(2026, 12, 31),
    is_known=True, today=date(2026, 11, 30),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"state": "paid"}, "CON01"),
        ({"state": "in-order"}, "CON02"),
        ({"state": None, "month": date(2025, 11, 1)}, "CON03"),
        ({"state": "lapsed"}, "CON04"),
        ({"last_day": date(2026, 11, 29)}, "CON04"),
        ({"last_day": date(2026, 11, 30)}, None),
        ({"who": "employee"}, "CON05"),
        ({"state": None, "month": None}, "CON15"),
        ({"has_channel": False}, "CON09"),
        ({"payer_lives": False, "state": "paid"}, "CON17"),
    ],
)
def test_what_stands_against_paying_a_month_has_its_own_reason(changed, code):
    found = may_pay(replace(MONTH, **changed))

    assert [each.code for each in found.reasons] == ([code] if code else [])
    assert found.may_file is (code is None)
