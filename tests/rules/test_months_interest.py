"""Months counted once, and what a personal account earns."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.rules.contributions import month_number, month_of
from records.rules.interest import (
    Credit,
    Method,
    RateNotPublished,
    close_year,
    interest_missed,
    rate_for,
)
from records.rules.months import (
    MonthState,
    Segment,
    Span,
    count_months,
    history_grid,
    merge_records,
)

MONTHS = st.integers(month_number(date(1995, 1, 1)), month_number(date(2026, 12, 1)))


def seg(region, first, last, **more):
    start, end = (date.fromisoformat(f"{month}-01") for month in (first, last))
    return Segment(region, start, end, **more)


@st.composite
def segments(draw):
    first, last = sorted((draw(MONTHS), draw(MONTHS)))
    region = draw(st.sampled_from(["330000", "440000", "510000"]))
    return Segment(region, month_of(first), month_of(last))


def test_a_month_paid_at_two_places_counts_once():
    found = count_months([seg("33", "2020-01", "2020-12"), seg("44", "2020-11", "2021-02")])

    assert (found.months, found.overlapping_months) == (14, 2)
    assert found.overlaps == (Span(date(2020, 11, 1), date(2020, 12, 1)),)
    assert [(place.region, place.months) for place in found.by_region] == [("33", 12), ("44", 4)]


def test_months_between_two_periods_are_a_gap():
    found = count_months([seg("33", "2020-01", "2020-03"), seg("44", "2020-07", "2020-08")])

    assert (found.months, found.gap_months) == (5, 3)
    assert found.gaps == (Span(date(2020, 4, 1), date(2020, 6, 1)),)


def test_resident_months_fill_a_gap_but_never_become_employee_months():
    found = count_months(
        [
            seg("33", "2020-01", "2020-12"),
            seg("44", "2021-01", "2021-06", scheme="resident"),
            seg("33", "2021-07", "2021-12"),
        ]
    )

    assert (found.months, found.gap_months) == (18, 0)
    assert found.by_scheme == {"employee": 18, "resident": 6}


def test_a_life_in_the_resident_scheme_counts_in_it():
    assert count_months([seg("33", "2020-01", "2020-12", scheme="resident")]).months == 12


def test_owed_months_do_not_count():
    found = count_months(
        [seg("33", "2020-01", "2020-06"), seg("33", "2020-07", "2020-12", owed=True)]
    )

    assert found.months == 6


def test_nothing_adds_up_to_nothing():
    assert count_months([]).months == 0
    assert history_grid([]) == ()


@given(st.lists(segments(), min_size=1, max_size=6), st.data())
def test_cutting_a_segment_in_two_never_changes_the_months(history, data):
    whole = history[0]
    cut = data.draw(st.integers(month_number(whole.first_month), month_number(whole.last_month)))
    parts = [Segment(whole.region, whole.first_month, month_of(cut))]
    if month_of(cut) < whole.last_month:
        parts.append(Segment(whole.region, month_of(cut + 1), whole.last_month))

    assert count_months(parts + history[1:]) == count_months(history)


@given(st.lists(segments(), max_size=6))
def test_months_and_gaps_fill_the_time_from_first_to_last(history):
    found = count_months(history)
    ends = [month_number(s.last_month) for s in history]
    starts = [month_number(s.first_month) for s in history]

    assert found.months + found.gap_months == (max(ends) - min(starts) + 1 if history else 0)


@given(st.lists(segments(), max_size=4), st.lists(segments(), max_size=4))
def test_merging_loses_no_month_and_may_be_repeated(original, new):
    joined, count = merge_records(original, new)

    assert count.months == count_months(original + new).months
    assert merge_records(joined, original) == (joined, count)


def test_the_grid_shows_every_month_as_it_is():
    history = [
        seg("33", "2020-02", "2020-04"),
        seg("44", "2020-04", "2020-05"),
        seg("44", "2020-07", "2020-07"),
        seg("44", "2020-08", "2020-08", owed=True),
    ]
    (year,) = history_grid(history)

    states = [square.state for square in year.months[:9]]
    assert states == ["outside", "insured", "insured", "double", "insured", "gap", "insured",
                      "owed", "outside"]  # fmt: skip
    assert year.months[3].regions == ("33", "44")
    assert year.counted == 5


def test_a_month_owed_at_one_place_and_paid_at_another_stands_where_it_was_paid():
    history = [seg("33", "2020-02", "2020-02", owed=True), seg("44", "2020-02", "2020-02")]

    square = history_grid(history)[0].months[1]

    assert (square.state, square.regions) == ("insured", ("44",))


@given(st.lists(segments(), max_size=5))
def test_the_grid_counts_what_the_count_counts(history):
    squares = [square for year in history_grid(history) for square in year.months]

    assert sum(year.counted for year in history_grid(history)) == count_months(history).months
    assert sum(s.state == MonthState.GAP for s in squares) == count_months(history).gap_months


def _twelve(amount):
    return [Credit(month, Decimal(amount)) for month in range(1, 13)]


def test_a_credit_earns_from_its_own_month_on():
    found = close_year(
        Decimal("10000.00"), _twelve("100.00"), Decimal("0.08"), Method.MONTH_PRODUCT
    )

    assert found.interest_on_opening == Decimal("800.00")
    assert found.interest_on_credits == Decimal("52.00")
    assert found.closing == Decimal("12052.00")


def test_the_annual_method_keeps_its_factor_inside_the_bracket():
    found = close_year(Decimal("10000.00"), _twelve("100.00"), Decimal("0.08"), Method.ANNUAL)

    assert found.interest_on_credits == Decimal("51.98")
    assert found.closing == Decimal("12051.98")


@given(st.integers(1, 5_000_00), st.sampled_from(["0.0262", "0.0612", "0.0831"]))
def test_for_equal_credits_both_methods_differ_only_by_the_printed_decimals(fen, rate):
    amount = Decimal(fen) / 100
    exact, annual = (
        close_year(Decimal(0), _twelve(amount), Decimal(rate), method).interest_on_credits
        for method in (Method.MONTH_PRODUCT, Method.ANNUAL)
    )

    assert abs(exact - annual) <= 12 * amount * Decimal(rate) / 6000 + Decimal("0.01")


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 10**7)), max_size=12))
def test_a_year_closes_at_the_sum_of_its_parts(pairs):
    credits = [Credit(month, Decimal(fen) / 100) for month, fen in pairs]
    found = close_year(Decimal("123.45"), credits, Decimal("0.0397"), Method.MONTH_PRODUCT)

    assert found.closing == Decimal("123.45") + sum(c.amount for c in credits) + found.interest


@pytest.mark.parametrize("year", [2015, 2025])
def test_a_year_without_a_national_rate_says_so(year):
    with pytest.raises(RateNotPublished) as refused:
        rate_for(year)

    assert refused.value.code == "rate_not_published"
    assert str(year) in refused.value.message.zh


def test_what_months_of_then_would_have_earned_stops_where_no_rate_is_published():
    credits = {2024: [Credit(month, Decimal(400)) for month in range(7, 13)]}

    # 400 x (6 + 5 + 4 + 3 + 2 + 1) x 2.62% / 12; the rate of 2025 is not published.
    assert interest_missed(credits, 2026) == {2024: Decimal("18.34")}
    assert interest_missed({2023: credits[2024]}, 2025) == {
        2023: Decimal("27.79"),
        2024: Decimal("63.61"),  # (2,400 + 27.79) x 2.62%
    }
    assert interest_missed({}, 2026) == {}
