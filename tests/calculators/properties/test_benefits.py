"""Whoever was born whenever: what holds for every retirement, pension and term."""

from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.calculators.conftest import KNOWN
from tests.calculators.properties.asking import AMOUNTS, ask, fen, modest, month

CATEGORIES = {"male": (60, 36), "female-55": (55, 36), "female-50": (50, 60)}


@modest
@given(st.sampled_from(sorted(CATEGORIES)), st.dates(date(1940, 1, 1), KNOWN.today))
def test_the_age_is_the_old_one_and_the_delay(category, day):
    years, longest = CATEGORIES[category]

    found = ask("retirement-age", category=category, born=f"{day:%Y-%m}")

    age = found["age_years"] * 12 + found["age_months"]
    retires = date.fromisoformat(f"{found['retirement_month']}-01")
    assert age == years * 12 + found["delay_months"]
    assert age == (retires.year - day.year) * 12 + retires.month - day.month
    assert 0 <= found["delay_months"] <= longest


@modest
@given(st.sampled_from(sorted(CATEGORIES)), st.integers(0, 800))
def test_next_months_child_retires_one_or_two_months_later(category, number):
    found = (
        ask("retirement-age", category=category, born=month(each - 480))["retirement_month"]
        for each in (number, number + 1)
    )

    one, two = (date.fromisoformat(f"{each}-01") for each in found)
    assert (two.year - one.year) * 12 + two.month - one.month in {1, 2}


ESTIMATES = st.fixed_dictionaries(
    {
        "age_years": st.integers(40, 69),
        "age_months": st.integers(0, 11),
        "local_base": AMOUNTS,
        "average_index": st.sampled_from(["0.6", "1", "1.234", "3"]),
        "personal_account": AMOUNTS,
        "deemed_months": st.integers(0, 240),
        "transition_coefficient": st.sampled_from(["0.01", "0.013", "0.014"]),
    }
)


@modest
@given(ESTIMATES, st.integers(0, 40))
def test_years_and_months_of_contributions_say_the_same(asked, years):
    by_years = ask("pension-estimate", **asked, contribution_years=str(years))
    by_months = ask("pension-estimate", **asked, contribution_months=years * 12)

    assert by_years == by_months
    parts = ("basic_pension", "account_pension", "transitional_pension")
    assert fen(by_months["monthly_total"]) == sum(fen(by_months[part]) for part in parts)


@modest
@given(ESTIMATES, st.integers(1, 30 * 12))
def test_whoever_draws_later_has_a_smaller_divisor_and_no_smaller_pension(asked, later):
    months = asked["age_years"] * 12 + asked["age_months"] + later
    assume(months <= 70 * 12)
    older = asked | {"age_years": months // 12, "age_months": months % 12}

    now, then = (
        ask("pension-estimate", **each, contribution_months=240) for each in (asked, older)
    )

    assert Decimal(then["divisor"]) < Decimal(now["divisor"])
    assert fen(then["account_pension"]) >= fen(now["account_pension"])


@modest
@given(st.integers(0, 839), st.integers(0, 24))
def test_a_month_more_paid_never_shortens_the_unemployment_term(paid, unused):
    less, more = (
        ask("unemployment-term", contribution_months=each, unused_months=unused)["months"]
        for each in (paid, paid + 1)
    )

    assert less <= more <= 24


@modest
@given(st.integers(0, 840), st.integers(0, 24))
def test_unused_months_are_added_up_to_two_years(paid, unused):
    alone, together = (
        ask("unemployment-term", contribution_months=paid, unused_months=each)["months"]
        for each in (0, unused)
    )

    assert together == min(alone + unused, 24)
