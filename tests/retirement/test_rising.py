"""The yearly rise: by its parts, for all of a place at once, once, and kept by what follows."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from casework.actions.duties import do_what_is_due
from casework.models import Duty, Notice
from law.values import RuleBook, Value
from payouts.models import EntitlementRate
from services.retirement.actions import recalculating, rising
from services.retirement.models import Determination
from services.retirement.rules import rising as rules
from tests.retirement.story import approve_value, grant, judge, send, world_of_retiring

JANUARY = date(2027, 1, 1)
PUBLISHED = datetime(2027, 7, 5, 2, 0, tzinfo=UTC)
PLACE = "440000"


def book_of(**numbers):
    of = {each.name.removeprefix("pension.rise."): each for each in rules.RULES}
    approved = {}
    for name, number in numbers.items():
        each = of[name.replace("_", "-")]
        approved[each.name] = (Value(Decimal(number), rules.LAW, JANUARY, region=PLACE),)
    return RuleBook(approved)


def raised(book, year=2027, **facts):
    usual = {"born": date(1950, 5, 1), "months": 302, "before": Decimal("3210.55")}
    found = rules.parts(rules.Raised(**{**usual, **facts}), year, PLACE, book)
    return {each.name.removeprefix(f"rise-{year}-"): str(each.amount) for each in found}


def test_each_part_is_rounded_once_and_the_highest_age_counts():
    book = book_of(fixed="26", per_year="1.5", of_pension="0.0085", from_70="30", from_75="50")
    assert raised(book) == {"fixed": "26.00", "years": "37.75", "pension": "27.29", "age": "50.00"}
    assert raised(book, born=date(1956, 12, 31))["age"] == "30.00"
    assert "age" not in raised(book, born=date(1957, 1, 1))
    part = book_of(per_year="1.5", part_year_counts="1")
    assert raised(part)["years"] == "39.00"  # 25 years and 2 months count as 26


def test_the_number_of_an_earlier_year_raises_nobody_again():
    book = book_of(fixed="26")
    assert raised(book, 2028) == {}
    assert not rules.published(2028, PLACE, book)
    assert not rules.published(2027, "110000", book)


@pytest.fixture
def world(db):
    made = world_of_retiring()
    application = send(made)
    judge(made, application, "birth", from_month=date(1971, 4, 1))
    grant(made, application)
    return made


def publish(world):
    approve_value(world, "pension.rise.fixed", "26", since=JANUARY)
    approve_value(world, "pension.rise.of-pension", "0.01", since=JANUARY)
    rising.owe_published(now=PUBLISHED)
    rising.owe_published(now=PUBLISHED)


def standing():
    return list(EntitlementRate.objects.filter(replaced_by=None).order_by("from_month"))


@pytest.mark.one_database
def test_all_of_a_place_are_raised_from_january_once_and_told(world):
    (before,) = standing()
    publish(world)
    assert Duty.objects.filter(kind="raise-pensions").count() == 1

    do_what_is_due(now=PUBLISHED)
    assert rising.raise_some(PLACE, 2027, 0, book=RuleBook(), now=PUBLISHED) is not None

    _old, new = standing()
    more = 2600 + round(before.amount_fen / 100)
    assert (new.from_month, new.amount_fen) == (JANUARY, before.amount_fen + more)
    assert [line["name"] for line in new.lines][-2:] == ["rise-2027-fixed", "rise-2027-pension"]
    assert Notice.objects.filter(kind="pension-raised").count() == 1


def test_a_base_that_is_published_later_keeps_the_rise(world):
    publish(world)
    do_what_is_due(now=PUBLISHED)
    approve_value(world, "pension.base", "9700")

    recalculating.owe_published(now=PUBLISHED)
    do_what_is_due(now=PUBLISHED)

    after = Determination.objects.get(followed_by=None)
    first, second = standing()
    assert (first.amount_fen, second.from_month) == (after.total_fen, JANUARY)
    assert second.amount_fen == after.total_fen + 2600 + round(after.total_fen / 100)


@pytest.mark.one_database
def test_whoever_retired_in_the_year_of_the_rise_is_not_raised(world):
    drawn = Determination.objects.get()
    kept = {**drawn.facts, "retires": "2027-01-01"}
    later = Determination.objects.create(
        **{
            name: getattr(drawn, name)
            for name in ("case_id", "person_id", "agency", "entitlement", "total_fen", "region",
                         "base_year", "for_year", "at", "from_month")
        },
        follows=drawn,
        facts=kept,
    )  # fmt: skip
    publish(world)
    do_what_is_due(now=PUBLISHED)
    assert later.facts["retires"] == "2027-01-01"
    assert len(standing()) == 1
