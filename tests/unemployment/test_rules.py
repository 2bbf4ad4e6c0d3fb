"""What is true of every ladder, every ending and every schedule."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from law.documents import PORTAL_PRACTICE, cite
from law.values import RELEASE, Value
from records.rules.contributions import month_number, month_of
from records.rules.months import Segment
from records.rules.unemployment import longest_term
from services.unemployment.rules import paying
from services.unemployment.rules.endings import ENDINGS, Ending, Tri, differ, involuntary
from services.unemployment.rules.ladder import earned, term
from services.unemployment.rules.months import counted_months

TODAY = date(2026, 9, 7)
PLACES = st.sampled_from(["110000", "310000", "330100", "440100", "500000", "510100", "320100"])
PAID, LEFT = st.integers(0, 500), st.integers(0, 24)
PAYING = st.sampled_from(["110000", "310000", "330100", "440100", "440300", "510100"])


@given(PAID, PLACES)
def test_no_place_gives_more_than_the_law_and_nothing_under_a_year(paid, place):
    found = earned(paid, place, TODAY)
    assert 0 <= found <= longest_term(paid, 0, on=TODAY) <= 24
    assert (found == 0) == (paid < 12)


@given(PAID, st.integers(0, 60), PLACES)
def test_whoever_has_paid_longer_draws_no_less(paid, more, place):
    assert earned(paid, place, TODAY) <= earned(paid + more, place, TODAY)


@given(PAID, LEFT, PLACES)
def test_what_was_earned_and_left_is_drawn_or_lost(paid, left, place):
    found = term(paid, left, place, TODAY)
    assert found.total <= 24
    assert found.total + found.lost == found.earned + left


@given(st.integers(1, 300), st.integers(0, 299))
def test_it_does_not_matter_at_how_many_places_months_were_paid(months, at):
    begins, cut = month_number(date(2000, 1, 1)), min(at, months - 1)

    def part(first, last, region):
        return Segment(region, month_of(begins + first), month_of(begins + last), "unemployment")

    whole = [part(0, months - 1, "440100")]
    two = [part(0, cut, "440100"), part(cut, months - 1, "510100")]
    assert counted_months(whole) == counted_months(two)
    assert counted_months(whole).paid == months


def test_owed_months_are_told_apart_and_those_before_the_last_time_are_gone():
    year = [
        Segment("440100", date(2024, 1, 1), date(2024, 6, 1), "unemployment"),
        Segment("440100", date(2024, 6, 1), date(2024, 8, 1), "unemployment", owed=True),
    ]
    found = counted_months(year)
    assert (found.paid, found.owed) == (6, (date(2024, 7, 1), date(2024, 8, 1)))
    assert counted_months(year, since=date(2024, 4, 1)).paid == 2
    assert counted_months(year, since=date(2024, 12, 1)).last is None


@given(st.sampled_from(Ending), st.sampled_from(Ending))
def test_nobody_is_refused_on_the_word_of_the_employer_alone(own, theirs):
    found = involuntary(own, theirs)
    assert involuntary(own) is ENDINGS[own].counts
    assert differ(own, theirs) == (ENDINGS[own].counts is not ENDINGS[theirs].counts)
    if found is Tri.NO:
        assert ENDINGS[own].counts is Tri.NO
    if differ(own, theirs):
        assert found is Tri.ASK


def test_the_reasons_of_ending_count_as_the_law_has_them():
    no = {Ending.AGREED_OWN, Ending.OWN_WISH, Ending.RETIRED, Ending.OWN_BUSINESS}
    ask = {Ending.OWNER_DIED, Ending.SENT_BACK, Ending.OTHER}
    assert {each for each, entry in ENDINGS.items() if entry.counts is Tri.NO} == no
    assert {each for each, entry in ENDINGS.items() if entry.counts is Tri.ASK} == ask
    assert set(ENDINGS) == set(Ending)


@given(PAYING, st.integers(12, 300), st.integers(1, 24), st.integers(0, 18))
def test_a_schedule_has_each_month_once_and_adds_up(place, paid, months, later):
    first = month_of(month_number(date(2025, 9, 1)) + later)
    found = paying.schedule(months, first, region=place, months_paid=paid)
    assert [each.month for each in found] == [
        month_of(month_number(first) + index) for index in range(months)
    ]
    assert [each.nth for each in found] == list(range(1, months + 1))
    assert all(each.rate.amount > 0 for each in found)
    assert paying.total(found) == sum(each.rate.amount for each in found)


@given(st.integers(1, 24))
def test_half_of_the_rest_is_rounded_up(left):
    assert paying.half_at_once(left, "440100", TODAY) == (left + 1) // 2


def test_a_share_of_the_base_stays_between_the_least_and_the_minimum_wage():
    wage = Value(Decimal(2490), cite(PORTAL_PRACTICE), date(2025, 1, 1), None, "320100")
    book = RELEASE.with_value(paying.MINIMUM_WAGE, wage)

    def paid(base, months=60):
        on = date(2025, 9, 1)
        return paying.standard("320100", on, months, 1, Decimal(base), book).amount

    assert paid(2000) == Decimal("1328.00")
    assert paid(4000) == Decimal("1800.00")
    assert paid(4000, 120) == Decimal("2000.00")
    assert paid(4000, 240) == Decimal("2200.00")
    assert paid(9000) == Decimal("2490.00")


def test_a_share_of_the_minimum_wage_needs_no_base():
    wage = Value(Decimal(2100), cite(PORTAL_PRACTICE), date(2025, 1, 1), None, "410000")
    book = RELEASE.with_value(paying.MINIMUM_WAGE, wage)
    found = paying.standard("410100", TODAY, 60, 1, None, book)
    assert found.amount == Decimal("1680.00")
