"""What is true of every window, every count and every pension."""

import time
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from records.rules.contributions import month_of
from records.rules.months import Span
from records.rules.retirement import Category, minimum_months
from services.retirement.rules.comparing import Outlook, break_even, compare, covered
from services.retirement.rules.counting import Counted, IndexYear, average_index, counted
from services.retirement.rules.disability import disability_months
from services.retirement.rules.extending import extension
from services.retirement.rules.pension import PensionFacts, pension
from services.retirement.rules.profiles import profile
from services.retirement.rules.values import BASES_OF_2025
from services.retirement.rules.wages import by_year, index_years
from services.retirement.rules.windows import earliest_after, notice_by, window

ON = date(2025, 8, 1)
months = st.integers(1950 * 12, 2040 * 12).map(month_of)
born = st.integers(1955 * 12, 2000 * 12).map(month_of)
spans = st.lists(
    st.tuples(st.integers(1970 * 12, 2026 * 12), st.integers(0, 200)).map(
        lambda each: Span(month_of(each[0]), month_of(each[0] + each[1]))
    ),
    max_size=6,
)
places = st.sampled_from([*BASES_OF_2025, "110000", "330100", "440305"])
days = st.dates(date(2025, 1, 1), date(2040, 12, 31))


@given(st.sampled_from(Category), born)
def test_a_window_is_in_order_and_no_longer_than_six_years(category, born):
    found = window(category, born)
    assert found.original <= found.earliest <= found.statutory < found.latest
    assert len(found.months) <= 73


@given(days)
def test_a_notice_given_today_is_in_time_for_the_first_day_it_allows(day):
    assert notice_by(earliest_after(day)) >= day


@given(spans, spans)
def test_no_month_counts_twice_and_none_is_lost(paid, deemed):
    found = counted(paid, deemed)
    assert found.total == counted([*paid, *deemed]).total
    assert found.paid == counted(paid).paid
    assert counted(paid, deemed, deemed).deemed == 0


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1000, 60000)), min_size=1, max_size=40),
)
def test_the_average_index_lies_between_the_lowest_and_the_highest(years):
    rows = [IndexYear(1990 + n, m, Decimal(own), Decimal(8000)) for n, (m, own) in enumerate(years)]
    each = [row.index for row in rows]
    slack = Decimal("0.0001")
    assert min(each) - slack <= average_index(rows) <= max(each) + slack


def of(region, total, deemed, index, account, age):
    return pension(
        PensionFacts(
            born=month_of((2025 - age) * 12 + 7),
            retires=ON,
            counted=Counted(total - deemed, deemed, 0, ()),
            index=Decimal(index) / 100,
            account=Decimal(account),
        ),
        profile(region, ON),
        on=ON,
    )


@given(
    places,
    st.integers(180, 540),
    st.integers(0, 120),
    st.integers(40, 300),
    st.integers(0, 900_000),
    st.integers(45, 69),
)
def test_more_years_a_bigger_account_or_a_higher_age_never_bring_less(
    region, total, deemed, index, account, age
):
    first = of(region, total, deemed, index, account, age)
    assert first.total == sum(line.amount for line in first.lines) >= 0
    assert of(region, total + 12, deemed, index, account, age).total >= first.total
    assert of(region, total, deemed, index, account + 1000, age).total >= first.total
    assert of(region, total, deemed, index, account, age + 1).total >= first.total
    assert of(region, total, deemed, index + 1, account, age).total >= first.total


@given(st.integers(0, 600))
def test_a_further_month_paid_never_shortens_the_disability_allowance(paid):
    assert disability_months(paid + 1, ON) - disability_months(paid, ON) in (0, 3)


@given(st.integers(2025 * 12, 2045 * 12).map(month_of), st.integers(0, 260))
def test_an_extension_ends_in_the_first_month_that_is_enough(statutory, paid):
    found = extension(statutory, paid, None)
    if found is None:
        assert paid >= minimum_months(statutory)
        return
    assert paid + found.short >= minimum_months(found.until)
    assert found.short == 1 or paid + found.short - 1 < minimum_months(
        month_of(found.until.year * 12 + found.until.month - 2)
    )


@settings(max_examples=20)
@given(st.sampled_from(Category), st.integers(1965 * 12, 1985 * 12).map(month_of), places)
def test_every_month_of_the_line_of_time_is_reckoned(category, born, region):
    outlook = Outlook(
        category=category,
        born=born,
        region=region,
        as_of=date(2026, 11, 1),
        paid_months=200,
        deemed_months=0,
        index=Decimal("0.8"),
        account=Decimal(90000),
        credit=Decimal(480),
    )
    of_window = window(category, born)
    rows = compare(outlook, covered(of_window, born), Decimal("0.02"))
    assert [row.month for row in rows] == list(of_window.months)
    totals = [row.total for row in rows]
    assert totals == sorted(totals)


@given(st.integers(1, 9000), st.integers(1, 3000), st.integers(1, 60))
def test_before_the_break_even_the_earlier_pension_has_brought_more(early, more, between):
    first, second = Decimal(early), Decimal(early + more)
    after = break_even(first, second, between)
    assert after is not None
    assert second * after >= first * (between + after)
    assert second * (after - 1) < first * (between + after - 1)


def test_forty_five_years_in_four_places_are_determined_in_no_time():
    years = range(1981, 2026)
    paid = [Span(date(year, 1, 1), date(year, 12, 1)) for year in years]
    paid += [Span(date(year, 7, 1), date(year, 12, 1)) for year in years[::4]]
    rows = by_year((each.first_month, each.months, Decimal(6000)) for each in paid)
    begun = time.process_time()
    found = counted(paid, [Span(date(1976, 1, 1), date(1980, 12, 1))])
    made = pension(
        PensionFacts(
            born=date(1963, 8, 1),
            retires=ON,
            counted=found,
            index=average_index(index_years(rows, "440100")),
            account=Decimal(300_000),
        ),
        profile("430100", ON),
        on=ON,
    )
    assert time.process_time() - begun < 0.05
    assert (found.paid, found.deemed) == (540, 60)
    assert made.is_sure
