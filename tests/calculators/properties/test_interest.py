"""Whatever came in: what holds for every year of an account."""

from hypothesis import given
from hypothesis import strategies as st

from tests.calculators.properties.asking import AMOUNTS, RATES, ask, fen, modest

CREDITS = st.lists(
    st.fixed_dictionaries({"month": st.integers(1, 12), "amount": AMOUNTS}), max_size=8
)


def closed(method="month-product", *, opening, credits, rate):
    """Return one year of an account, in whole fen."""
    found = ask("account-interest", method=method, opening=opening, credits=credits, rate=rate)
    return {name: fen(amount) for name, amount in found.items()}


@modest
@given(AMOUNTS, CREDITS, RATES, st.sampled_from(["month-product", "annual"]))
def test_the_closing_balance_is_the_sum_of_all_that_came_in(opening, credits, rate, method):
    found = closed(method, opening=opening, credits=credits, rate=rate)

    came_in = fen(opening) + sum(fen(each["amount"]) for each in credits)
    interest = found["interest_on_opening"] + found["interest_on_credits"]
    assert found["closing"] == came_in + interest


@modest
@given(AMOUNTS, RATES, st.integers(1, 12), st.integers(1, 12))
def test_money_that_comes_earlier_never_earns_less(amount, rate, one, other):
    earlier, later = (
        closed(opening="0.00", credits=[{"month": number, "amount": amount}], rate=rate)
        for number in sorted((one, other))
    )

    assert earlier["closing"] >= later["closing"]


@modest
@given(AMOUNTS, RATES)
def test_money_of_january_earns_what_lay_there_all_year(amount, rate):
    credited = closed(opening="0.00", credits=[{"month": 1, "amount": amount}], rate=rate)
    lain = closed(opening=amount, credits=[], rate=rate)

    assert credited["closing"] == lain["closing"]
