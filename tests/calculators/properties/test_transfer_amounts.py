"""Whatever was paid: what holds for every sum that moves."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.calculators.properties.asking import AMOUNTS, RATES, ask, fen, modest
from tests.calculators.questions import GOOD, MONTH

ACCOUNTS = st.sampled_from(["general", "temporary"])
MONTHS = st.dates(date(1990, 1, 1), date(2026, 11, 1)).map(lambda day: f"{day:%Y-%m}")
HISTORIES = st.lists(
    st.fixed_dictionaries(
        {
            "month": MONTHS,
            "base": AMOUNTS,
            "account_rate": RATES,
            "employer_rate": RATES,
            "personal_rate": RATES,
            "paid": st.booleans(),
            "personal_arrears": st.booleans(),
        }
    ),
    max_size=12,
    unique_by=lambda each: each["month"],
)


def moved(months, account="general", **more):
    """Return what a history moves."""
    asked = GOOD["pension-transfer-amount"] | {"transfer_on": "2026-11-30"}
    return ask("pension-transfer-amount", **asked | {"months": months, "account": account} | more)


@modest
@given(HISTORIES, st.randoms())
def test_the_order_in_which_months_are_told_changes_nothing(months, chance):
    shuffled = list(months)
    chance.shuffle(shuffled)

    sums, other = moved(months), moved(shuffled)

    assert {**sums, "adjustments": set(sums["adjustments"])} == {
        **other,
        "adjustments": set(other["adjustments"]),
    }


@modest
@given(HISTORIES, ACCOUNTS)
def test_what_is_owed_moves_and_counts_as_if_it_had_never_been(months, account):
    paid = [each for each in months if each["paid"] and not each["personal_arrears"]]

    found, other = moved(months, account), moved(paid, account)

    assert found.pop("adjustments")[: len(other["adjustments"])] == other.pop("adjustments")
    assert found == other


@modest
@given(HISTORIES)
def test_from_a_temporary_account_moves_what_was_paid_and_its_account_as_any_other(months):
    general, temporary = moved(months), moved(months, "temporary")
    unpaid = moved(
        [each | {"employer_rate": "0", "personal_rate": "0"} for each in months], "temporary"
    )

    assert fen(unpaid["pooled"]) == 0
    assert temporary["personal_account"] == general["personal_account"]


@modest
@given(HISTORIES, AMOUNTS)
def test_yuan_more_in_the_account_are_yuan_more_that_move(months, more):
    upright = [each | {"account_rate": "0.08"} for each in months]

    less = moved(upright, balance_at_last_year_end="9000000.00")
    found = moved(
        upright, balance_at_last_year_end=f"{9_000_000 + Decimal(more):.2f}", pre_1998_personal=more
    )

    assert fen(found["total"]) - fen(less["total"]) == 2 * fen(more)


def test_the_month_that_every_test_varies_moves():
    assert moved([MONTH])["months_counted"] == 1
