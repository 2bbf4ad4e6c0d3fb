"""The tables and boundaries of the law texts, row by row."""

import pytest

from tests.calculators.questions import GOOD, MONTH

# The notices of 2024 to 2026, word for word (holiday notices of the State Council).
OFF = {
    2024: "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 "
    "10-01..10-07",
}
WORKED = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}


@pytest.mark.parametrize("year", OFF)
def test_the_days_off_and_worked_are_those_of_the_notice(ask, year):
    found = ask("working-days", year=year)

    periods = [each.split("..") for each in OFF[year].split()]
    assert found["make_up_days"] == [f"{year}-{day}" for day in WORKED[year].split()]
    assert all(
        any(f"{year}-{each[0]}" <= day <= f"{year}-{each[-1]}" for each in periods)
        for day in found["holidays"]
    )
    assert {f"{year}-{end}" for each in periods for end in each} <= set(found["holidays"])


def test_a_notice_reaches_into_the_december_before(ask):
    found = ask("deadline", received_on="2018-12-28", working_days=2)

    assert [each["date"] for each in found["days"]] == ["2018-12-29", "2019-01-02"]
    assert found["skipped"][1]["date"] == "2018-12-31"


@pytest.mark.parametrize(
    ("year", "months"),
    [(2025, 180), (2029, 180), (2030, 186), (2031, 192), (2032, 198), (2033, 204), (2034, 210),
     (2035, 216), (2036, 222), (2037, 228), (2038, 234), (2039, 240), (2045, 240)],
)  # fmt: skip
def test_the_months_needed_follow_the_table_of_the_measures(ask, year, months):
    retiring = (
        ask("retirement-age", category="female-50", born=f"{born}-{month:02d}")
        for born in range(1970, 1992)
        for month in range(1, 13)
    )

    needed = {
        each["minimum_contribution_months"]
        for each in retiring
        if each["retirement_month"][:4] == str(year)
    }

    assert needed == {months}


@pytest.mark.parametrize(
    ("age", "divisor"),
    list(
        enumerate(
            (233, 230, 226, 223, 220, 216, 212, 208, 204, 199, 195, 190, 185, 180, 175, 170,
             164, 158, 152, 145, 139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56),
            start=40,
        )
    ),
)  # fmt: skip
def test_the_divisors_are_those_of_the_annex(ask, age, divisor):
    asked = GOOD["pension-estimate"] | {"age_years": age, "age_months": 0}

    assert ask("pension-estimate", **asked)["divisor"] == f"{divisor}.0"


@pytest.mark.parametrize(
    ("month", "account_rate", "principal", "pooled"),
    [
        ("1997-12", "0.16", "0.00", "0.00"),
        ("1998-01", "0.16", "1100.00", "1200.00"),
        ("2005-12", "0.05", "1100.00", "1200.00"),
        ("2006-01", "0.11", "800.00", "1200.00"),
        ("2006-01", "0.05", "800.00", "1200.00"),
    ],
)
def test_the_shares_change_with_1998_and_2006(ask, month, account_rate, principal, pooled):
    months = [MONTH | {"month": month, "account_rate": account_rate}]

    found = ask("pension-transfer-amount", **GOOD["pension-transfer-amount"] | {"months": months})

    assert (found["account_principal_transferred"], found["pooled"]) == (principal, pooled)
    assert found["months_counted"] == 1


@pytest.mark.parametrize(
    ("born", "account"), [("1976-03-02", "temporary"), ("1976-03-03", "general")]
)
def test_a_man_of_fifty_gets_a_temporary_account_on_his_birthday(ask, born, account):
    case = GOOD["pension-eligibility"] | {"born_on": born}

    assert ask("pension-eligibility", **case)["account_at_new"] == account


def test_both_interest_methods_answer_the_example_of_the_text(ask):
    credits = [{"month": month, "amount": "100.00"} for month in range(1, 13)]
    common = {"opening": "1000.00", "credits": credits, "rate": "0.06"}

    by_month = ask("account-interest", method="month-product", **common)
    by_year = ask("account-interest", method="annual", **common)

    # 1200 x 0.06 x 6.5 / 12 = 39.00; 1200 x 0.06 x 1.083 / 2 = 38.988
    assert (by_month["interest_on_credits"], by_month["closing"]) == ("39.00", "2299.00")
    assert (by_year["interest_on_credits"], by_year["closing"]) == ("38.99", "2298.99")
