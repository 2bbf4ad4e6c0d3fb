"""The lump sum for workers from the countryside: by the place's numbers, or by a clerk."""

from datetime import date
from decimal import Decimal

import pytest

from agencies.models import RuleValue
from applications import known
from applications.registry import service_of
from casework.errors import MoveNotPossible
from law.values import ValueNotInForce
from payouts.models import Payable
from records.models import InsuredPeriod
from services.unemployment.models import Spell
from services.unemployment.rules import rural
from services.unemployment.rural import NAME
from tests.cast import MONDAY
from tests.unemployment.story import BENEFIT, LAST_DAY, TODAY, act, decide, draw, file, insure

pytestmark = pytest.mark.one_database
ANSWERS = {
    "employer": "示例建筑公司",
    "last_day": LAST_DAY,
    "work_since": date(2023, 1, 1),
    "how": "term",
    "is_rural": True,
}
SAID = {"place": "440100", "last_day": LAST_DAY, "work_since": date(2023, 1, 1)}


def codes(answers, held=None):
    service = service_of(NAME)
    found = known.pre_check(service, known.asked(service, answers, held, today=TODAY))
    return found.answer, [each.code for each in found.verdict.reasons]


def of(world, answers=ANSWERS):
    return codes(answers, known.known_of(world.person, today=TODAY))


@pytest.fixture
def publish(world):
    """Let a place set a number, approved by two."""

    def publish(rule, number, region="440000"):
        proposer, approver = (
            world.people[name].user for name in ("administrator", "second_administrator")
        )
        RuleValue.objects.create(
            rule=f"unemployment.rural-{rule}",
            region_id=region,
            number=Decimal(number),
            document_number="示例〔2026〕2号",
            document="农民合同制工人一次性生活补助的通知",
            document_en="Notice on the lump sum of rural contract workers",
            effective_on=date(2026, 1, 1),
            valid_from=date(2026, 1, 1),
            proposed_by=proposer,
            proposed_at=MONDAY,
            approved_by=approver,
            approved_at=MONDAY,
        )

    return publish


def unpaid_by_oneself():
    InsuredPeriod.objects.update(personal_rate=Decimal(0))


def months(*spans):
    return tuple(
        date(year, month, 1) for year, first, last in spans for month in range(first, last + 1)
    )


@pytest.mark.parametrize(
    ("paid", "count"),
    [
        ((), 0),
        (months((2026, 8, 8)), 1),
        (months((2025, 9, 12), (2026, 1, 8)), 12),
        (months((2025, 1, 6), (2025, 8, 12), (2026, 1, 8)), 13),
    ],
    ids=["none", "one", "a year over its turn", "a gap"],
)
def test_months_count_in_a_row_up_to_the_last_one(paid, count):
    assert rural.in_a_row(paid) == count


def test_no_place_is_guessed_and_none_has_ended_it_unread():
    for region in ("440100", "110000", "330100"):
        assert not rural.is_ended(region, TODAY)
        with pytest.raises(ValueNotInForce):
            rural.grant(36, region, TODAY)


@pytest.mark.parametrize(
    ("change", "answer", "code"),
    [
        ({}, "maybe", "UNE23"),
        ({"work_since": date(2025, 9, 2)}, "no", "UNE22"),  # a day short of a year
        ({"paid_own": True}, "maybe", "UNE24"),
    ],
)
def test_each_reason_is_reached_by_its_own_situation(db, change, answer, code):
    found, against = codes({**SAID, **change})
    assert found == answer
    assert code in against


def test_a_year_to_the_day_is_a_year(db):
    assert "UNE22" not in codes({**SAID, "work_since": date(2025, 9, 1)})[1]


def test_where_a_place_has_published_its_numbers_the_sum_is_reckoned_and_paid(world, publish):
    for rule, number in (("amount", "1200"), ("months-a-year", "1"), ("most-months", "2")):
        publish(rule, number)
    insure(world, 40)
    unpaid_by_oneself()
    assert of(world) == ("yes", [])
    decide(world, file(world, NAME, ANSWERS))
    paid, spell = Payable.objects.get(), Spell.objects.get()
    assert (paid.benefit, paid.gross_fen) == (
        NAME,
        240_000,
    )  # three whole years, at most two months
    assert (spell.ended_because, spell.kept, spell.counted_until) == (
        "rural",
        0,
        date(2026, 8, 1),
    )


def test_the_same_months_earn_no_monthly_benefit_and_no_second_lump_sum(world):
    insure(world, 40)
    unpaid_by_oneself()
    application = file(world, NAME, ANSWERS)
    with pytest.raises(MoveNotPossible):  # nothing is loaded: a clerk works it out first
        act("prepare-decision", application, world.pension_new_a, outcome="granted", note="")
    said = {"figure": "rural-amount", "value": "3,000.00", "reason": "按当地文件核定"}
    act("correct-figure", application, world.pension_new_a, **said)
    decide(world, application)
    assert Payable.objects.get().gross_fen == 300_000
    assert "UNE19" in of(world)[1]
    monthly = service_of(BENEFIT)
    who = known.known_of(world.person, today=TODAY)
    found = known.pre_check(
        monthly,
        known.asked(monthly, {"last_day": LAST_DAY, "ending": "term-over"}, who, today=TODAY),
    )
    assert "UNE09" in [each.code for each in found.verdict.reasons]


def test_months_kept_from_an_earlier_unemployment_stay_kept(world):
    insure(world, 40)
    draw(world, months=9, first=date(2023, 1, 1))
    Spell.objects.update(
        ended_because="work", ended_on=date(2023, 3, 1), last_month=date(2023, 3, 1), kept=6
    )
    application = file(world, NAME, ANSWERS)
    said = {"figure": "rural-amount", "value": "3000", "reason": "按当地文件核定"}
    act("correct-figure", application, world.pension_new_a, **said)
    decide(world, application)
    assert Spell.objects.get(ended_because="rural").kept == 6


def test_where_the_place_has_ended_it_the_way_to_monthly_benefit_is_told(world, publish):
    publish("ended", "1")
    insure(world, 40)
    answer, against = of(world)
    assert answer == "no"
    assert "UNE21" in against


def test_whoever_draws_monthly_benefit_gets_no_lump_sum_beside_it(world):
    insure(world, 40)
    draw(world)
    assert "UNE25" in of(world)[1]
