"""Each reason is reached by its own situation, and by no other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from casework.rules.verdicts import reasons_against
from law.values import RELEASE
from records.rules.retirement import Category
from services.retirement.choosing import CONDITIONS as CHOOSING
from services.retirement.choosing import WITHDRAW, ChoiceFacts
from services.retirement.conditions import RETIRING
from services.retirement.disability_facts import DisabilityFacts
from services.retirement.disabling import CONDITIONS as DISABLED
from services.retirement.extending import CONDITIONS as EXTENDING
from services.retirement.extending import ExtensionFacts
from services.retirement.facts import RetireFacts
from services.retirement.reviewing import FILE_PRE_REVIEW
from services.retirement.rules.counting import Counted
from services.retirement.rules.disability import disability
from services.retirement.rules.extending import extension
from services.retirement.rules.findings import Found, Judged
from services.retirement.rules.special import special_work
from services.retirement.rules.windows import First, Hindrance, When, window
from services.retirement.special_work import CONDITIONS as SPECIAL
from services.retirement.special_work import SpecialFacts

TODAY = date(2026, 9, 7)
BORN = date(1965, 6, 1)  # a man, of age in August 2025
REVIEWED = Judged((Found("birth", BORN, None, "", counts=True, is_confirmed=True),))


def career(**more):
    usual = {"places": (), "drawn_at": None, "owed_months": 0, "first_insured": date(1995, 1, 1)}
    return SimpleNamespace(**{**usual, **more})


def facts(**more):
    """Return the facts of somebody against whom nothing stands."""
    usual = RetireFacts(
        is_anonymous=False,
        category=Category.MALE,
        born=BORN,
        window=window(Category.MALE, BORN),
        day=date(2025, 9, 10),
        when=When.STATUTORY,
        hindrances=frozenset(),
        counted=Counted(300, 0, 0, ()),
        index=Decimal("0.9"),
        is_index_sure=True,
        account=Decimal(90000),
        transition_index=None,
        first=First(date(2025, 10, 1), 0),
        region="440100",
        pays="440000",
        judged=REVIEWED,
        career=career(),
        says_birth_differs=False,
        worked_before_sixteen=False,
        has_unproven=False,
        has_account=True,
        draws=frozenset(),
        employer_denies=False,
        today=TODAY,
        book=RELEASE,
    )
    return replace(usual, **more)


def codes(conditions, found):
    return [reason.code for reason in reasons_against(conditions, found)]


def place(agency):
    return SimpleNamespace(agency_id=agency)


SITUATIONS = {
    "RET01": {"hindrances": frozenset({Hindrance.NOT_OF_AGE})},
    "RET02": {"hindrances": frozenset({Hindrance.TOO_FEW_MONTHS})},
    "RET03": {"hindrances": frozenset({Hindrance.BEFORE_OLD_AGE})},
    "RET04": {"hindrances": frozenset({Hindrance.NOTICE})},
    "RET05": {"category": None},
    "RET06": {"judged": Judged()},
    "RET07": {"says_birth_differs": True},
    "RET08": {"career": career(places=(place(1), place(2)))},
    "RET09": {"career": career(owed_months=3)},
    "RET29": {"employer_denies": True},
    "RET10": {"has_unproven": True},
    "RET11": {"counted": Counted(300, 0, 4, ())},
    "RET12": {"draws": frozenset({"pension"})},
    "RET15": {"hindrances": frozenset({Hindrance.NOT_LATE})},
    "RET16": {"hindrances": frozenset({Hindrance.AGREEMENT})},
    "RET17": {"has_account": False},
    "RET18": {"first": First(date(2025, 10, 1), 2)},
    "RET19": {"pays": "330000"},
    "RET20": {"draws": frozenset({"unemployment"})},
    "RET21": {"region": "810000", "pays": "810000"},
}


def test_nothing_stands_against_somebody_with_everything_in_order():
    assert codes(RETIRING, facts()) == []


@pytest.mark.parametrize("code", SITUATIONS)
def test_each_reason_of_retiring_has_its_situation(code):
    assert codes(RETIRING, facts(**SITUATIONS[code])) == [code]


def test_work_before_sixteen_is_a_question_and_no_refusal():
    assert codes(RETIRING, facts(worked_before_sixteen=True)) == ["RET07"]


def test_a_file_is_reviewed_in_the_year_before_the_earliest_month():
    young = date(1980, 1, 1)
    early = facts(born=young, window=window(Category.MALE, young))
    assert codes(FILE_PRE_REVIEW.conditions, early) == ["RET25"]
    assert codes(FILE_PRE_REVIEW.conditions, facts()) == []


@pytest.mark.parametrize(
    ("months", "listed", "code"),
    [
        ({"heat": 60}, True, ["RET13"]),
        ({"heat": 72, "underground": 36}, True, ["RET14"]),
        ({"heat": 108}, False, ["RET14"]),
        ({"heat": 108}, True, []),
    ],
)
def test_special_work(months, listed, code):
    found = SpecialFacts(special_work(months, TODAY), listed, None)
    assert codes(SPECIAL, found) == code


def choice(way="early", **more):
    return ChoiceFacts(facts(**more), way, has_choice=True)


def test_choosing_a_day_on_the_wrong_side_or_taking_back_nothing():
    assert codes(CHOOSING, choice(day=date(2025, 9, 1))) == ["RET22"]
    assert codes(CHOOSING, choice(way="late", day=date(2029, 9, 1))) == ["RET22"]
    assert codes(CHOOSING, choice(day=date(2025, 7, 1))) == []
    assert codes(CHOOSING, ChoiceFacts(facts(), WITHDRAW, has_choice=False)) == ["RET26"]
    assert codes(CHOOSING, choice(category=None, day=date(2025, 7, 1))) == ["RET05"]
    for by, code in (
        (Hindrance.NOTICE, "RET04"),
        (Hindrance.BEFORE_OLD_AGE, "RET03"),
        (Hindrance.NOT_OF_AGE, "RET01"),
        (Hindrance.NOT_LATE, "RET15"),
        (Hindrance.AGREEMENT, "RET16"),
    ):
        found = choice(day=date(2025, 7, 1), hindrances=frozenset({by}))
        assert codes(CHOOSING, found) == [code]


def test_paying_on():
    of = facts().window
    short = extension(of.statutory, 150, date(2000, 1, 1))
    assert codes(EXTENDING, ExtensionFacts(facts(), short, "monthly")) == []
    assert codes(EXTENDING, ExtensionFacts(facts(), None, "monthly")) == ["RET24"]
    assert codes(EXTENDING, ExtensionFacts(facts(), short, "at-once")) == ["RET27"]
    young = facts(today=date(2025, 1, 1))
    assert codes(EXTENDING, ExtensionFacts(young, short, "monthly")) == ["RET01"]


def disabled(**more):
    born = date(1972, 9, 1)
    of = window(Category.MALE, born)
    usual = DisabilityFacts(
        retiring=facts(born=born, window=of),
        found=disability(of.statutory, 300, date(2026, 10, 1)),
        certified_on=date(2026, 6, 1),
        is_total=True,
        pays=False,
    )
    return replace(usual, **more)


def test_each_reason_of_the_disability_allowance_has_its_situation():
    of = window(Category.MALE, date(1972, 9, 1))
    assert codes(DISABLED, disabled()) == []
    assert codes(DISABLED, disabled(certified_on=date(2025, 6, 1))) == ["DIS01"]
    assert codes(DISABLED, disabled(is_total=False)) == ["DIS02"]
    assert codes(DISABLED, disabled(pays=True)) == ["DIS03"]
    assert codes(DISABLED, disabled(retiring=facts(), found=None)) == ["DIS04"]
    assert codes(DISABLED, disabled(is_excluded=True)) == ["DIS06"]
    short = disability(of.statutory, 100, date(2026, 10, 1))
    assert codes(DISABLED, disabled(found=short)) == ["DIS05"]
