"""The worked examples of unemployment benefit, to the fen, and the ladders cell by cell."""

from datetime import date
from decimal import Decimal

import pytest

from agencies.rules.terms import all_terms
from law.values import ValueNotInForce
from law.workdays import add_workdays, published_calendar
from records.rules.retirement import Category
from services.unemployment.rules import paying
from services.unemployment.rules.ladder import earned, ladder_of, term
from services.unemployment.rules.near_age import to_age
from services.unemployment.rules.starting import is_past_sixty_days, start

GUANGZHOU, SHENZHEN, HANGZHOU = "440100", "440300", "330100"
BEIJING, SHANGHAI, CHONGQING, CHENGDU = "110000", "310000", "500000", "510100"
TODAY = date(2026, 11, 30)
# Months paid → months drawn in Chengdu (the longest of the law), Beijing, Shanghai, Guangzhou,
# Hangzhou and Chongqing.
PLACES = (CHENGDU, BEIJING, SHANGHAI, GUANGZHOU, HANGZHOU, CHONGQING)
LADDER = {
    11: (0, 0, 0, 0, 0, 0), 12: (12, 3, 2, 1, 2, 3), 18: (12, 3, 2, 1, 3, 3),
    27: (12, 6, 4, 2, 5, 6), 48: (12, 12, 8, 4, 8, 12), 54: (12, 12, 8, 5, 9, 12),
    60: (18, 12, 10, 6, 10, 15), 64: (18, 12, 10, 6, 11, 15), 66: (18, 12, 10, 7, 11, 15),
    84: (18, 14, 14, 10, 13, 16), 119: (18, 16, 18, 15, 17, 18), 120: (24, 17, 20, 16, 18, 19),
    144: (24, 19, 24, 20, 21, 21), 168: (24, 21, 24, 24, 24, 23), 204: (24,) * 6,
}  # fmt: skip


def in_all(region, months_paid, first, months=None):
    months = earned(months_paid, region, TODAY) if months is None else months
    return paying.total(paying.schedule(months, first, region=region, months_paid=months_paid))


@pytest.mark.parametrize("paid", LADDER)
def test_v3_a7_the_ladder_of_each_place(paid):
    assert tuple(earned(paid, region, TODAY) for region in PLACES) == LADDER[paid]


def test_v3_a7_a_place_without_a_ladder_is_not_guessed():
    with pytest.raises(ValueNotInForce):
        ladder_of("610100", TODAY)


def test_v3_a8_01_guangzhou_27_months():
    assert in_all(GUANGZHOU, 27, date(2026, 1, 1)) == Decimal("4500.00")


def test_v3_a8_02_shenzhen_66_months():
    assert in_all(SHENZHEN, 66, date(2026, 1, 1)) == Decimal("15876.00")


def test_v3_a8_03_hangzhou():
    assert in_all(HANGZHOU, 54, date(2026, 1, 1)) == Decimal("18468.00")
    assert in_all(HANGZHOU, 64, date(2026, 1, 1)) == Decimal("22572.00")


def test_v3_a8_04_beijing_pays_the_standard_of_the_month():
    assert in_all(BEIJING, 84, date(2025, 7, 1)) == Decimal("30120.00")
    assert in_all(BEIJING, 144, date(2026, 1, 1)) == Decimal("41159.00")


def test_v3_a8_05_shanghai_pays_less_in_the_second_year():
    assert in_all(SHANGHAI, 48, date(2025, 5, 1)) == Decimal("18340.00")
    assert in_all(SHANGHAI, 168, date(2025, 7, 1)) == Decimal("49788.00")


def test_v3_a8_06_months_left_over_are_added_up_to_the_limit():
    # Beijing: 84 months earn 14.
    found = term(84, 12, BEIJING, TODAY)
    assert (found.earned, found.total, found.lost) == (14, 24, 2)
    assert "2个月不再计" in found.lines.zh
    again = term(11, 13, BEIJING, TODAY)
    assert (again.earned, again.total) == (0, 13)


def test_v3_a8_07_the_rest_at_once_and_help_for_the_search():
    months = paying.half_at_once(7, GUANGZHOU, TODAY)
    rate = paying.standard(GUANGZHOU, TODAY, 27, 1).amount
    assert (months, months * rate) == (4, Decimal("9000.00"))
    assert paying.BIRTH_MONTHS.count(TODAY, region=GUANGZHOU) * rate == Decimal("6750.00")
    assert paying.job_search(Decimal(5200), GUANGZHOU, TODAY) == Decimal("780.00")
    assert paying.JOB_SEARCH_MONTHS.count(TODAY, region=GUANGZHOU) == 6
    assert paying.half_at_once(7, GUANGZHOU, TODAY, is_own_business=True) == 7


def test_v3_a8_08_close_to_the_age_it_is_drawn_until_then():
    found = to_age(date(1966, 1, 10), Category.MALE, date(2025, 9, 1))
    assert (found.month, found.months) == (date(2026, 5, 1), 9)
    assert found.from_month == date(2026, 6, 1)
    assert to_age(date(1966, 1, 10), Category.MALE, date(2025, 5, 1)) is None
    assert to_age(date(1966, 1, 10), Category.MALE, date(2026, 6, 1)) is None
    until = term(54, 0, GUANGZHOU, TODAY, until_age=found.month, months_to_age=found.months)
    assert until.total == 9


def test_v3_a8_09_from_when_it_counts_in_guangdong():
    registered, decided = date(2026, 11, 2), date(2026, 11, 18)
    soon = start(registered, date(2026, 11, 6), decided, GUANGZHOU)
    assert (soon.day, soon.first_month) == (registered, date(2026, 12, 1))
    assert start(registered, date(2026, 11, 16), decided, GUANGZHOU).day == date(2026, 11, 16)
    # Elsewhere from the day of registering; in Shenzhen from the month of acceptance.
    assert start(registered, registered, decided, CHENGDU).first_month == date(2026, 11, 1)
    assert start(registered, date(2026, 10, 6), decided, SHENZHEN).first_month == date(2026, 10, 1)


def test_v3_a8_10_the_term_runs_over_the_holidays():
    rule = next(each for each in all_terms() if each.name == "term.unemployment.review")
    friday, calendar = date(2026, 9, 18), published_calendar()
    due = add_workdays(friday, rule.count(friday), calendar)
    assert due == date(2026, 10, 9)
    in_guangdong = rule.count(friday, region=GUANGZHOU)
    assert add_workdays(friday, in_guangdong, calendar) == date(2026, 9, 29)


def test_v3_a8_11_being_later_than_sixty_days_is_told_and_does_no_harm():
    assert is_past_sixty_days(date(2025, 7, 1), date(2026, 9, 7))
    assert not is_past_sixty_days(date(2026, 7, 9), date(2026, 9, 7))
    assert not is_past_sixty_days(None, date(2026, 9, 7))


def test_a_share_of_ones_own_base_needs_the_minimum_wage():
    # Jiangsu: no minimum wage is loaded, so that nothing is guessed.
    with pytest.raises(ValueNotInForce):
        paying.standard("320100", TODAY, 60, 1, Decimal(6000))
