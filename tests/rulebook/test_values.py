"""A rule says one number on each day, and a newer or corrected one takes its place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.documents import PENSION_TRANSFER, cite
from law.values import RELEASE, RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Text
from portal.rulebook.catalogue import chapters, rules, until
from records.rules import interest, retirement
from records.rules.retirement import Category
from transfers.rules import pension, pooled_fund

LAW = cite(PENSION_TRANSFER, "4(2)")
FIRST, SECOND = date(2010, 1, 1), date(2020, 1, 1)
SHARE = rule(
    "test.share", Text("比例", "Share"), Unit.RATE, value("0.12", LAW), value("0.10", LAW, SECOND)
)


@given(st.dates(FIRST, date(2040, 1, 1)))
def test_a_day_has_the_value_begun_last(day):
    assert str(SHARE.number(day)) == ("0.10" if day >= SECOND else "0.12")


def test_before_the_first_document_the_rule_is_silent():
    with pytest.raises(ValueNotInForce):
        SHARE.on(FIRST - timedelta(days=1))


def test_an_approved_value_counts_beside_those_of_the_release():
    book = RELEASE.with_value(SHARE, value("0.09", LAW, date(2027, 1, 1)))

    assert [str(SHARE.number(date(year, 6, 1), book)) for year in (2015, 2026, 2027)] == [
        "0.12",
        "0.10",
        "0.09",
    ]


def test_a_correction_for_the_same_day_takes_the_place_of_what_it_corrects():
    book = RuleBook({"test.share": [value("0.11", LAW, SECOND)]})

    assert str(SHARE.number(SECOND, book)) == "0.11"
    assert str(SHARE.number(SECOND)) == "0.10"


def test_a_value_that_ends_leaves_the_one_before_in_force():
    summer = value("0.01", LAW, date(2024, 6, 1), date(2024, 8, 31))
    book = RELEASE.with_value(SHARE, summer)

    found = [str(SHARE.number(date(2024, month, 31), book)) for month in (5, 8, 10)]
    assert found == ["0.10", "0.01", "0.10"]
    assert until(SHARE, summer, book) == date(2024, 8, 31)
    assert until(SHARE, SHARE.values[0], book) == SECOND - timedelta(days=1)


@pytest.mark.parametrize("each", rules().values(), ids=list(rules()))
def test_every_rule_cites_a_document_and_is_named_in_both_languages(each):
    assert each.values or each.is_local  # a place may set it that has not said so yet
    for one in each.values:
        assert one.basis.document
        assert one.number >= 0
    assert each.title.zh != each.title.en
    assert all(each.spell(one.number).in_language("en") for one in each.values)


def test_no_rule_stands_in_two_chapters():
    assert len(rules()) == sum(len(chapter.rules) for chapter in chapters())


# What the law texts say, each once more by hand.
@pytest.mark.parametrize(
    ("name", "day", "number"),
    [
        ("term.pension.hand-over", "2024-03-01", "15"),
        ("term.medical.hand-over", "2024-03-01", "10"),
        ("pension.pooled-share-that-moves", "2024-03-01", "0.12"),
        ("pension.account-share-that-moves", "2005-12-31", "0.11"),
        ("pension.account-share-that-moves", "2006-01-01", "0.08"),
        ("pension.interest-rate", "2016-05-01", "0.0831"),
        ("pension.interest-rate", "2023-05-01", "0.0397"),
        ("pension.temporary-account-from-age-female", "2024-03-01", "40"),
        ("retirement.minimum-months", "2029-12-31", "180"),
        ("retirement.minimum-months", "2030-01-01", "186"),
        ("retirement.minimum-months", "2038-01-01", "234"),
        ("retirement.minimum-months", "2039-01-01", "240"),
        ("retirement.minimum-months", "2060-01-01", "240"),
        ("pension.divisor-at-60", "2024-03-01", "139"),
        ("unemployment.longest-term", "2024-03-01", "24"),
    ],
)
def test_the_values_of_the_release_are_those_of_the_texts(name, day, number):
    assert f"{rules()[name].number(date.fromisoformat(day)).normalize():f}" == number


def test_the_rules_follow_an_approved_value():
    year = date(2027, 1, 1)
    book = RuleBook(
        {
            "pension.interest-rate": [value("0.015", LAW, date(2025, 1, 1), date(2025, 12, 31))],
            "pension.temporary-account-from-age-male": [value(53, LAW, year)],
            "retirement.minimum-months": [value(200, LAW, year)],
        }
    )

    assert str(interest.rate_for(2025, book)) == "0.015"
    assert retirement.minimum_months(date(2027, 5, 1), book) == 200
    assert pension.TEMPORARY_FROM_AGE["male"].count(date(2026, 12, 31), book) == 50
    assert pension.TEMPORARY_FROM_AGE["male"].count(year, book) == 53
    assert pooled_fund.POOLED_RATE.number(year, book) == pooled_fund.POOLED_RATE.number(year)


def test_the_age_rises_from_the_month_in_which_its_rule_began():
    found = [
        retirement.retirement_of(Category.MALE, born).delay_months
        for born in (date(1964, 12, 1), date(1965, 1, 1), date(1965, 4, 1), date(1965, 5, 1))
    ]

    assert found == [0, 1, 1, 2]
