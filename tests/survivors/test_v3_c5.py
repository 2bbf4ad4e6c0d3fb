"""The worked examples of survivors' benefits, to the fen, and what is true of every one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.values import ValueNotInForce
from services.survivors.rules.amounts import divide, grants, income_of, months, set_off

DAY, INCOME = date(2026, 7, 15), Decimal(57732)
MONEY = st.decimals(min_value=0, max_value=10**6, places=2)


def reckoned(paid, drawn=None, own=None):
    return grants(INCOME, months(paid, drawn, DAY), own, paid, DAY)


def test_v3_c5_under_five_years_it_is_no_more_than_was_paid():
    assert reckoned(50).total == Decimal("24055.00")
    found = reckoned(50, own=Decimal("18432.60"))
    assert (found.funeral, found.condolence) == (Decimal("9622.00"), Decimal("8810.60"))
    assert (found.total, found.is_capped) == (Decimal("18432.60"), True)
    assert reckoned(60, own=Decimal("1.00")).total == Decimal("38488.00")


@pytest.mark.parametrize(
    ("paid", "drawn_years", "condolence", "total"),
    [
        (96, None, "28866.00", "38488.00"),
        (180, None, "43299.00", "52921.00"),
        (187, None, "46105.42", "55727.42"),
        (259, None, "74971.42", "84593.42"),
        (400, None, "115464.00", "125086.00"),
        (388, 6, "86598.00", "96220.00"),
        (388, 25, "43299.00", "52921.00"),
    ],
)
def test_v3_c5_by_years_paid_and_drawn(paid, drawn_years, condolence, total):
    found = reckoned(paid, drawn_years and drawn_years * 12)
    assert (found.condolence, found.total) == (Decimal(condolence), Decimal(total))


def test_v3_c5_a_part_of_a_year_is_twelfths_and_a_part_drawn_takes_nothing_off():
    assert months(187, None, DAY) == 9 + Fraction(7, 12)
    assert months(388, 6 * 12 + 11, DAY) == months(388, 6 * 12, DAY) == 18


def test_v3_c5_a_pension_paid_after_the_death_is_set_off():
    found = set_off(reckoned(180), Decimal("3210.50") * 2)
    assert (found.set_off, found.paid) == (Decimal("6421.00"), Decimal("46500.00"))
    assert set_off(reckoned(180), Decimal(10**6)).paid == 0


def test_the_income_of_a_year_earlier_counts_for_want_of_another():
    assert not income_of(date(2022, 5, 1), "370100").is_provisional
    assert income_of(date(2023, 5, 1), "370100").is_provisional
    with pytest.raises(ValueNotInForce):
        income_of(date(2024, 5, 1), "370100")


@given(st.integers(0, 600), st.integers(0, 100))
def test_whoever_paid_longer_leaves_no_less_and_never_more_than_24_months(paid, more):
    assert 3 <= months(paid, None, DAY) <= months(paid + more, None, DAY) <= 24


@given(st.integers(0, 600), st.integers(0, 500), st.integers(0, 100))
def test_drawing_longer_takes_off_down_to_nine(paid, drawn, more):
    first, later = months(paid, drawn, DAY), months(paid, drawn + more, DAY)
    assert first >= later >= 9


@given(MONEY, st.lists(st.integers(1, 1000), min_size=1, max_size=20))
def test_parts_add_up_to_the_fen_and_differ_by_none_for_equal_parts(total, parts):
    found = divide(total, parts)
    assert sum(found) == total
    for amount, part in zip(found, parts, strict=True):
        assert abs(amount - total * part / sum(parts)) < Decimal("0.01")


def test_sevenths_come_out():
    assert divide(Decimal("100.00"), [1] * 7) == [Decimal("14.29")] * 4 + [Decimal("14.28")] * 3
