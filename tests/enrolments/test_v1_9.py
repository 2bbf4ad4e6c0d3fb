"""The worked examples of enrolment and accounts, by their number."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.values import ValueNotInForce
from records.rules.interest import Credit, Method, close_year
from services.enrolments.rules import values
from services.enrolments.rules.accounts import (
    SharesNotWhole,
    account_projection,
    inheritance,
    split,
)
from services.enrolments.rules.contributions import (
    Choice,
    earliest_month,
    first_month,
    monthly_lines,
    tiers,
    total_fen,
)
from services.enrolments.rules.waiting import Enrolling, covered_from, wait_until

MARCH = date(2026, 3, 1)
PENSION, MEDICAL, UNEMPLOYMENT = "pension", "medical", "unemployment"
BOTH = (PENSION, MEDICAL)


def lines(region, base, month=MARCH, insurances=BOTH, **more):
    choice = Choice(insurances, int(Decimal(base) * 100), **more)
    return monthly_lines(choice, region, month)


def amounts(found):
    return [each.amount_fen for each in found]


def test_v1_9_01_shanghai_pays_both_on_one_base():
    found = lines(values.SHANGHAI, "7460")

    assert amounts(found) == [149200, 82060]
    assert (found[0].account_fen, found[0].pooled_fen) == (59680, 89520)
    assert total_fen(found) == 231260


def test_v1_9_02_hangzhou():
    found = lines(values.HANGZHOU, "4986")

    assert amounts(found) == [99720, 47367]
    assert found[0].account_fen == 39888
    assert total_fen(found) == 147087


def test_v1_9_03_shenzhen_has_a_medical_base_of_its_own_and_a_rate_that_rose():
    february = lines(values.SHENZHEN, "4775", date(2026, 2, 1))
    december = lines(values.SHENZHEN, "4775", date(2025, 12, 1), (MEDICAL,))

    assert amounts(february) == [95500, 53816]
    assert (february[0].account_fen, february[0].pooled_fen) == (38200, 57300)
    assert total_fen(february) == 149316
    assert amounts(december) == [47089]


def test_v1_9_04_chengdu_rounds_each_line():
    found = lines(values.CHENGDU, "4588")

    assert amounts(found) == [91760, 53524, 4588]
    assert total_fen(found) == 149872


def test_v1_9_05_tianjin_wuhan_and_the_second_tier_of_chongqing():
    assert amounts(lines(values.TIANJIN, "5124")) == [102480, 43554]
    assert amounts(lines(values.WUHAN, "4498")) == [89960, 26988]
    assert amounts(lines(values.CHONGQING, "4404", medical_tier="2")) == [88080, 56375]


def test_v1_9_06_beijing_with_unemployment_and_a_base_a_fen_too_low():
    found = lines(values.BEIJING, "10000", insurances=(PENSION, UNEMPLOYMENT, MEDICAL))
    range_ = tiers(values.BEIJING, PENSION, MARCH)

    assert sorted(amounts(found)) == [10000, 58492, 200000]
    assert total_fen(found) == 268492
    assert not range_.allows(716199)
    assert range_.allows(716200)
    assert range_.nearest(716199) == (716200,)


def test_v1_9_07_jiangsu_lists_its_bases():
    found = tiers(values.NANJING, PENSION, MARCH)

    assert not found.allows(950000)
    assert found.nearest(950000) == (900000, 1000000)
    assert len(found.listed_fen) == 12


@pytest.mark.parametrize(
    ("fen", "shares", "parts"),
    [
        (10000, "1/3 1/3 1/3", (3334, 3333, 3333)),
        (3, "1/2 1/4 1/4", (1, 1, 1)),
        (1, "2/3 1/3", (1, 0)),
    ],
)
def test_v1_9_08_shares_are_split_to_the_fen(fen, shares, parts):
    assert split(fen, [Fraction(each) for each in shares.split()]) == parts


def test_v1_9_09_a_resident_waits_and_a_newborn_does_not():
    late = Enrolling(period_ended=date(2026, 2, 28), paid=date(2026, 4, 10))
    born = date(2026, 3, 20)
    newborn = Enrolling(date(2026, 2, 28), date(2026, 6, 18), born_on=born)
    a_day_late = Enrolling(date(2026, 2, 28), date(2026, 6, 19), born_on=born)

    assert wait_until(late, values.GUANGZHOU) == date(2026, 7, 10)
    assert covered_from(late, values.GUANGZHOU) == date(2026, 7, 11)
    assert covered_from(late, values.NANJING) == date(2026, 6, 11)
    assert covered_from(newborn, values.GUANGZHOU) == born
    assert covered_from(a_day_late, values.GUANGZHOU) == date(2026, 9, 20)


def test_v1_9_10_this_month_is_possible_and_a_past_one_is_not():
    on = date(2026, 11, 28)

    assert first_month(date(2026, 11, 1), on, values.HANGZHOU) == date(2026, 11, 1)
    assert earliest_month(on, values.HANGZHOU) == date(2026, 11, 1)
    assert first_month(date(2026, 9, 1), on, values.HANGZHOU) == date(2026, 11, 1)


# --- What must be true of every question ----------------------------------------------------------
PLACES = st.sampled_from(
    [values.SHANGHAI, values.HANGZHOU, values.SHENZHEN, values.CHENGDU, values.WUHAN]
)


@given(PLACES, st.integers(0, 40_000_00))
def test_lines_add_up_and_a_higher_base_never_costs_less(region, base):
    choice, more = Choice(BOTH, base), Choice(BOTH, base + 100)
    found, next_one = (monthly_lines(each, region, MARCH) for each in (choice, more))

    assert all(each.amount_fen == each.pooled_fen + each.account_fen for each in found)
    assert all(0 <= each.account_fen <= each.amount_fen for each in found)
    assert total_fen(found) <= total_fen(next_one)


@given(st.integers(0, 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_a_split_is_exact_and_never_a_fen_off(fen, weights):
    shares = [Fraction(each, sum(weights)) for each in weights]
    parts = split(fen, shares)

    assert sum(parts) == fen
    assert all(abs(part - fen * share) < 1 for part, share in zip(parts, shares, strict=True))


@pytest.mark.parametrize("shares", [["1/3", "1/3"], ["333/1000"] * 3, ["3/2", "-1/2"], []])
def test_shares_that_are_not_a_whole_are_refused(shares):
    with pytest.raises(SharesNotWhole):
        split(100, [Fraction(each) for each in shares])


DAYS = st.dates(date(2026, 3, 1), date(2027, 12, 31))


@given(DAYS, st.integers(0, 200), st.integers(0, 9))
def test_who_pays_later_or_has_missed_more_never_waits_less(paid, later, years):
    ended = date(2026, 2, 28)
    now = wait_until(Enrolling(ended, paid, years), values.GUANGZHOU)
    then = wait_until(Enrolling(ended, paid + timedelta(later), years), values.GUANGZHOU)
    worse = wait_until(Enrolling(ended, paid, years + 1), values.GUANGZHOU)

    assert now <= then
    assert now < worse


def test_the_year_that_is_not_loaded_is_never_guessed():
    with pytest.raises(ValueNotInForce):
        lines(values.HANGZHOU, "4986", date(2026, 7, 1))
    with pytest.raises(ValueNotInForce):
        lines("650000", "4986")


# --- Accounts -------------------------------------------------------------------------------------
MONTHLY = [Credit(month, Decimal("398.88")) for month in range(1, 13)]


def test_a_death_in_december_earns_what_a_closed_year_does():
    closed = close_year(Decimal(10000), MONTHLY, Decimal("0.0262"), Method.MONTH_PRODUCT)
    found = inheritance(1000000, MONTHLY, date(2024, 12, 5))

    assert abs(found.total_fen - int(closed.closing * 100)) <= 1
    assert found.is_sure(date(2024, 12, 5))


def test_a_year_without_a_published_rate_takes_the_last_one_and_says_so():
    found = inheritance(1000000, [], date(2026, 3, 9))

    assert (found.rate, found.rate_year, found.interest_fen) == (Decimal("0.0262"), 2024, 6550)
    assert not found.is_sure(date(2026, 3, 9))


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(0, 400))
def test_a_projection_carries_each_year_into_the_next(opening, monthly, months):
    begin = date(2026, 5, 1)
    until = date(2026 + (4 + months) // 12, (4 + months) % 12 + 1, 1)
    rows = account_projection(opening, monthly, begin, until, {2024: Decimal("0.0262")})

    assert rows[0].opening_fen == opening
    assert all(a.closing_fen == b.opening_fen for a, b in pairwise(rows))
    assert sum(each.credited_fen for each in rows) == monthly * (months + 1)
    assert all(
        each.closing_fen == each.opening_fen + each.credited_fen + each.interest_fen
        for each in rows
    )
