"""What moves with a relationship, and whether a form agrees with itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.terms import Insurance
from records.rules.contributions import AccountYear, ContributionPeriod, month_of
from records.rules.interest import RateNotPublished
from transfers.rules.amounts import current_year_principal, medical_amounts, pension_amounts
from transfers.rules.form_checks import check_form

MOVED = date(2026, 11, 22)


def yuan(text):
    return Decimal(text)


def period(first, last, base="5000.00", account_rate="0.08", **more):
    start, end = (date.fromisoformat(f"{month}-01") for month in (first, last))
    return ContributionPeriod(
        region=more.pop("region", "440300"),
        first_month=start,
        last_month=end,
        base=yuan(base),
        account_rate=yuan(account_rate),
        employer_rate=yuan(more.pop("employer_rate", "0.16")),
        personal_rate=yuan(more.pop("personal_rate", "0.08")),
        **more,
    )


def amounts(*periods, balance="0.00", **more):
    given_balance = None if balance is None else yuan(balance)
    return pension_amounts(
        transfer_on=more.pop("transfer_on", MOVED),
        periods=periods,
        balance_at_last_year_end=given_balance,
        **more,
    )


def findings(form, **more):
    told = {"insurance": Insurance.PENSION, "transfer_on": MOVED, **more}
    return [finding.kind for finding in check_form(form, **told)]


@st.composite
def histories(draw):
    numbers = st.integers(1995 * 12, 2026 * 12 + 9)
    first, last = sorted((draw(numbers), draw(numbers)))
    base = Decimal(draw(st.integers(100_00, 50_000_00))) / 100
    rate = draw(st.sampled_from(["0.05", "0.08", "0.11"]))
    found = period("2020-01", "2020-01", account_rate=rate, paid=draw(st.booleans()))
    return found._replace(first_month=month_of(first), last_month=month_of(last), base=base)


def test_the_account_and_twelve_percent_of_the_bases_move():
    found = amounts(period("2025-01", "2026-03"), balance="4900.00")

    assert found.balance_to_last_year_end == yuan("4900.00")
    assert found.current_year_principal == yuan("1200.00")
    assert found.personal_account == yuan("6100.00")
    assert found.pooled == yuan("9000.00")
    assert (found.total, found.months_counted) == (yuan("15100.00"), 15)


def test_the_pooled_share_is_twelve_percent_whatever_the_employer_paid():
    found = amounts(period("2026-01", "2026-10", employer_rate="0.20"))

    assert found.pooled == yuan("6000.00")


def test_before_1998_only_what_the_person_paid_moves():
    found = amounts(period("1996-01", "1997-12"), pre_1998_personal=yuan("321.00"))

    assert (found.total, found.pooled, found.months_counted) == (yuan("321.00"), yuan("0.00"), 24)
    assert {line.credited for line in found.lines} == {yuan("0.00")}
    assert findings(found) == []


@pytest.mark.parametrize(
    ("year", "recorded", "moves"),
    [
        (2005, "0.11", "6600.00"),
        (2005, "0.05", "6600.00"),
        (2005, "0.12", "6600.00"),
        (2006, "0.08", "4800.00"),
        (2006, "0.11", "4800.00"),
        (2006, "0.06", "4800.00"),
    ],
)
def test_eleven_then_eight_percent_move_whatever_was_recorded(year, recorded, moves):
    found = amounts(period(f"{year}-01", f"{year}-12", account_rate=recorded))

    assert found.account_principal_transferred == yuan(moves)
    assert len(found.adjustments) == (yuan(recorded) not in {yuan("0.11"), yuan("0.08")}) + (
        (year, recorded) == (2006, "0.11")
    )


def test_a_record_below_the_share_is_made_up_and_one_above_is_cut():
    below = amounts(period("2004-01", "2004-12", account_rate="0.10"), balance="6000.00")
    above = amounts(period("2007-01", "2007-12", account_rate="0.11"), balance="6600.00")

    assert below.balance_to_last_year_end == yuan("6600.00")
    assert above.balance_to_last_year_end == yuan("4800.00")
    assert "由转出地补足" in below.adjustments[0].zh
    assert above.adjustments[0].en.startswith("Months for which 11% of the base was recorded: 12.")


def test_corrected_months_arrive_corrected_and_are_not_corrected_again():
    (line,) = amounts(period("2007-01", "2007-12", account_rate="0.11"), balance="6600.00").lines
    again = amounts(
        period("2007-01", "2007-12", account_rate=str(line.account_rate)), balance="4800.00"
    )

    assert (line.account_rate, line.recorded_rate) == (yuan("0.08"), yuan("0.11"))
    assert line.remark.zh == "原记账比例11%，按8%转移"
    assert again.balance_to_last_year_end == yuan("4800.00")


def test_owed_months_do_not_count_and_move_nothing():
    found = amounts(
        period("2026-01", "2026-04"),
        period("2026-05", "2026-06", paid=False, personal_arrears=True),
    )

    assert (found.months_counted, found.pooled) == (4, yuan("2400.00"))
    assert [line.months for line in found.lines] == [4, 0]
    assert found.adjustments[0].en.startswith("Months owed: 2.")


def test_a_temporary_account_moves_in_full():
    found = amounts(period("2026-01", "2026-10"), account="temporary")

    assert (found.personal_account, found.pooled) == (yuan("4000.00"), yuan("8000.00"))
    assert found.adjustments[0].zh.startswith("临时缴费账户")


@pytest.mark.parametrize(
    ("employer_rate", "personal_rate", "pooled"),
    [("0.10", "0.08", "5000.00"), ("0", "0.20", "6000.00"), ("0", "0.08", "0.00")],
)
def test_of_a_temporary_account_what_was_paid_moves_and_no_more(
    employer_rate, personal_rate, pooled
):
    months = period("2026-01", "2026-10", employer_rate=employer_rate, personal_rate=personal_rate)

    assert amounts(months, account="temporary").pooled == yuan(pooled)


def test_a_balance_not_given_is_derived_with_the_published_rates():
    found = amounts(period("2023-01", "2024-12"), balance=None, transfer_on=date(2025, 6, 1))

    # 4800 + 4800 × 3.97% × 6.5/12; then × 1.0262, and again 4800 + 4800 × 2.62% × 6.5/12
    assert [line.closing for line in found.lines] == [yuan("4903.22"), yuan("9899.80")]
    assert found.balance_to_last_year_end == yuan("9899.80")


@pytest.mark.parametrize("first", ["2014-01", "2025-01"])
def test_a_year_without_a_published_rate_cannot_be_derived(first):
    with pytest.raises(RateNotPublished):
        amounts(period(first, "2026-03"), balance=None)


def test_this_years_months_need_no_rate():
    assert amounts(period("2026-01", "2026-03"), balance=None).total == yuan("3000.00")


def test_closed_years_are_taken_as_the_account_has_them():
    closed = AccountYear(2025, yuan("0.00"), yuan("4800.00"), yuan("70.00"), yuan("4870.00"))
    found = amounts(period("2025-01", "2026-02"), balance=None, closings=[closed])

    assert found.balance_to_last_year_end == yuan("4870.00")
    assert (found.lines[0].interest, found.lines[0].closing) == (yuan("70.00"), yuan("4870.00"))


def test_interest_and_closing_stand_once_for_each_year():
    closed = AccountYear(2025, yuan("0.00"), yuan("5000.00"), yuan("70.00"), yuan("5070.00"))
    found = amounts(
        period("2025-01", "2025-06"),
        period("2025-07", "2025-12", base="6000.00"),
        balance=None,
        closings=[closed],
    )

    assert [line.closing for line in found.lines] == [yuan("0.00"), yuan("5070.00")]


def test_months_in_a_row_with_one_base_make_one_line_a_year():
    months = [period(f"2026-{month:02}", f"2026-{month:02}") for month in range(1, 11)]
    found = amounts(*months)

    assert [(line.first_month.month, line.last_month.month) for line in found.lines] == [(1, 10)]
    assert found == amounts(period("2026-01", "2026-10"))


def test_a_month_paid_twice_into_the_account_counts_once():
    found = amounts(period("2026-01", "2026-06"), period("2026-05", "2026-08", base="9000.00"))

    assert (found.months_counted, found.pooled) == (8, yuan("5760.00"))
    assert found.adjustments[0].en.startswith("Months paid twice into this account: 2.")
    assert findings(found) == []


def test_of_two_bases_for_one_month_the_first_that_is_told_counts():
    low, high = period("2026-01", "2026-01"), period("2026-01", "2026-01", base="9000.00")

    assert amounts(low, high).pooled == yuan("600.00")
    assert amounts(high, low).pooled == yuan("1080.00")


def test_of_a_period_paid_twice_but_for_a_month_that_month_counts():
    found = amounts(period("2026-01", "2026-06"), period("2026-03", "2026-07", base="9000.00"))

    assert [(line.first_month.month, line.months) for line in found.lines] == [(1, 6), (7, 1)]


def test_a_second_transfer_in_the_same_year_moves_no_money_twice():
    months = [period("2025-01", "2026-03", region="440300")]
    first = amounts(*months, balance="4900.00")
    arrived = first.personal_account - current_year_principal(months, MOVED)
    second = amounts(*months, period("2026-04", "2026-10"), balance=str(arrived))

    assert second.balance_to_last_year_end == first.balance_to_last_year_end
    assert second.current_year_principal == yuan("4000.00")


def test_months_after_the_transfer_are_left_out():
    assert amounts(period("2026-10", "2027-03")).months_counted == 2


@given(st.lists(histories(), max_size=4), st.sampled_from(["general", "temporary"]))
def test_the_sums_of_a_form_always_agree(history, account):
    found = amounts(*history, balance="100000.00", pre_1998_personal=yuan("12.34"), account=account)
    parts = (found.pre_1998_personal, found.balance_to_last_year_end, found.current_year_principal)

    assert sum(parts) == found.personal_account
    assert found.personal_account + found.pooled == found.total
    assert "ratio" not in findings(found, account=account)
    assert not {"sum-pooled", "sum-months", "period"} & set(findings(found, account=account))


@given(histories(), st.data())
def test_cutting_a_period_never_changes_what_moves(whole, data):
    cut = data.draw(st.integers(0, whole.months - 1))
    first = whole.first_month.year * 12 + whole.first_month.month - 1
    parts = [whole._replace(last_month=month_of(first + cut))]
    if cut < whole.months - 1:
        parts.append(whole._replace(first_month=month_of(first + cut + 1)))

    assert amounts(*parts) == amounts(whole)


def test_a_medical_transfer_moves_the_account_and_the_months():
    found = medical_amounts(
        transfer_on=MOVED,
        periods=[period("2025-01", "2026-02", account_rate="0.02")],
        account_balance=yuan("812.55"),
    )

    assert (found.months_counted, found.total, found.pooled) == (14, yuan("812.55"), yuan("0.00"))
    assert [line.credited for line in found.lines] == [yuan("1200.00"), yuan("200.00")]
    assert check_form(found, insurance=Insurance.MEDICAL, transfer_on=MOVED) == ()


@pytest.fixture
def form():
    return amounts(period("2025-01", "2026-03"), balance="4900.00")


def test_a_form_built_from_the_records_has_no_findings(form):
    assert check_form(form, insurance=Insurance.PENSION, transfer_on=MOVED) == ()
    assert findings(form, arrived=form.total) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"personal_account": yuan("6100.01"), "total": yuan("15100.01")}, "sum-account"),
        ({"total": yuan("15100.01")}, "sum-total"),
        ({"months_counted": 16}, "sum-months"),
        ({"pooled": yuan("9000.01"), "total": yuan("15100.01")}, "sum-pooled"),
        (
            {
                "current_year_principal": yuan("1200.01"),
                "personal_account": yuan("6100.01"),
                "total": yuan("15100.01"),
            },
            "sum-current-year",
        ),
    ],
)
def test_a_sum_that_does_not_agree_goes_back(form, change, kind):
    assert findings(replace(form, **change)) == [kind]


def test_a_negative_amount_goes_back(form):
    assert "negative" in findings(replace(form, pooled=yuan("-1.00")))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"months": 13}, "months-exceed"),
        ({"last_month": date(2026, 1, 1)}, "period"),
        ({"first_month": date(2025, 12, 1), "last_month": date(2025, 1, 1)}, "period"),
        ({"credited": yuan("6600.00")}, "ratio"),
    ],
)
def test_a_line_that_cannot_be_goes_back_with_its_number(form, change, kind):
    lines = (form.lines[0]._replace(**change), *form.lines[1:])
    found = check_form(replace(form, lines=lines), insurance=Insurance.PENSION, transfer_on=MOVED)

    assert kind in [finding.kind for finding in found if finding.line == 0]


def test_months_that_stand_twice_go_back(form):
    doubled = replace(form, lines=(*form.lines, form.lines[1]))

    assert "overlap" in findings(doubled)


def test_money_that_differs_from_the_form_is_disputed(form):
    found = check_form(
        form, insurance=Insurance.PENSION, transfer_on=MOVED, arrived=yuan("15000.00")
    )

    assert [finding.code for finding in found] == ["F03"]
    assert found[0].message.en.endswith("the difference is 100.00.")
    assert found[0].reason.code == "F03"
