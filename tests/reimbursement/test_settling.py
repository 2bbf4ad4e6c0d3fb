"""What the fund pays of a claim, to the fen: the worked examples, and what is true of any claim."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.values import ValueNotInForce
from records.rules.elsewhere import Elsewhere, Points, Situation
from records.rules.elsewhere_values import elsewhere_of
from records.rules.medical_shares import Band, Grade, Insured
from services.reimbursement.rules.lines import Scope, all_covered
from services.reimbursement.rules.settling import (
    AT_HOME,
    Before,
    Question,
    age_points,
    serious,
    settle,
    split_over_year,
    stay,
    visits,
    year_of,
)

yuan = Decimal

BEIJING, SHANGHAI, HANGZHOU, CHENGDU, WUHAN = "110000", "310000", "330100", "510100", "420100"
MONDAY = date(2026, 9, 7)


def asked(region, grade=Grade.TERTIARY, insured=Insured.ACTIVE, **more):
    return Question(
        **{"region": region, "grade": grade, "insured": insured, "age": 45, "on": MONDAY} | more
    )


def test_v3_b8_01_three_bands_of_a_first_stay():
    found = stay(all_covered(yuan("48600.00")), asked(BEIJING))

    assert [line.paid for line in found.sheet.lines] == [
        yuan("24395.00"),
        yuan("9000.00"),
        yuan("8170.00"),
    ]
    assert (found.fund, found.own) == (yuan("41565.00"), yuan("7035.00"))


def test_v3_b8_02_a_second_stay_of_somebody_retired():
    later = asked(BEIJING, Grade.SECONDARY, Insured.RETIRED, age=66, before=Before(stays=1))
    assert stay(all_covered(yuan("120000.00")), later).fund == yuan("115425.35")


def test_v3_b8_03_rounded_once():
    assert stay(all_covered(yuan("63240.55")), asked(BEIJING)).fund == yuan("55473.52")


@pytest.mark.parametrize(
    ("insured", "covered", "fund"),
    [
        (Insured.ACTIVE, "36800.00", "30005.00"),
        (Insured.RETIRED, "36800.00", "32752.00"),
        (Insured.ACTIVE, "9876.54", "7120.06"),
    ],
)
def test_v3_b8_04_shanghai(insured, covered, fund):
    assert stay(all_covered(yuan(covered)), asked(SHANGHAI, insured=insured)).fund == yuan(fund)


def test_v3_b8_05_the_share_rises_with_age():
    scope = Scope(yuan("32450.80"), yuan("30390.40"), yuan("860.40"), yuan("0.00"), yuan("1200.00"))
    rate = yuan("0.85") + age_points(CHENGDU, 52, MONDAY)

    assert settle(scope, yuan(800), [Band(None, rate)], yuan(0), None).fund == yuan("25743.65")
    assert [age_points(CHENGDU, age, MONDAY) for age in (49, 50, 95)] == [
        yuan(0),
        yuan("0.02"),
        yuan("0.10"),
    ]


def test_v3_b8_06_half_a_deductible_later_in_the_year():
    scope = Scope(yuan("18650.00"), yuan("17000.00"), yuan("1000.00"), yuan("0.00"), yuan("650.00"))
    later = asked(WUHAN, insured=Insured.RETIRED, before=Before(stays=1))
    assert stay(scope, later).fund == yuan("14740.80")


def test_v3_b8_07_hangzhou():
    found = stay(all_covered(yuan("56200.00")), asked(HANGZHOU))

    assert [line.paid for line in found.sheet.lines] == [yuan("32144.00"), yuan("14256.00")]
    assert found.fund == yuan("46400.00")


def test_v3_b8_08_below_and_just_above_the_deductible():
    below = stay(all_covered(yuan("1250.00")), asked(BEIJING))

    assert (below.fund, below.is_below_deductible) == (yuan("0.00"), True)
    assert stay(all_covered(yuan("1300.01")), asked(BEIJING)).fund == yuan("0.01")


def test_v3_b8_09_the_ceiling_of_the_year():
    found = stay(
        all_covered(yuan("48600.00")), asked(BEIJING, before=Before(paid=yuan("498000.00")))
    )

    assert (found.fund, found.is_at_ceiling) == (yuan("2000.00"), True)
    # What the fund leaves counts for serious illness: 46,600 are 16,196 above its deductible.
    assert found.serious == yuan("9717.60")
    assert found.fund + found.serious + found.own == yuan("48600.00")


def test_v3_b8_10_serious_illness():
    assert serious(yuan("96404.00"), BEIJING, MONDAY) == yuan("41200.00")
    assert serious(yuan("30404.00"), BEIJING, MONDAY) == yuan("0.00")


def test_v3_b8_11_a_stay_over_the_end_of_the_year_is_split_by_its_days():
    parts = split_over_year(
        all_covered(yuan("40000.00")), date(2025, 12, 20), date(2026, 1, 9), BEIJING
    )

    assert [(year, part.covered) for year, part in parts] == [
        (date(2025, 1, 1), yuan("24000.00")),
        (date(2026, 1, 1), yuan("16000.00")),
    ]


def test_a_year_of_benefits_may_begin_in_summer():
    assert year_of(date(2026, 6, 30), SHANGHAI) == date(2025, 7, 1)
    assert year_of(date(2026, 7, 1), SHANGHAI) == date(2026, 7, 1)
    assert year_of(date(2026, 6, 30), BEIJING) == date(2026, 1, 1)


def test_a_place_without_numbers_is_never_guessed():
    with pytest.raises(ValueNotInForce):
        stay(all_covered(yuan(1000)), asked("440100"))
    with pytest.raises(ValueNotInForce):
        visits(all_covered(yuan(1000)), asked(HANGZHOU))


def test_registering_late_is_worth_its_points():
    lower = Elsewhere(model=Points(yuan("0.20")), basis=AT_HOME.basis)
    first = stay(all_covered(yuan("48600.00")), asked(BEIJING))
    less = stay(all_covered(yuan("48600.00")), asked(BEIJING, elsewhere=lower))

    assert first.fund - less.fund == yuan("9460.00")
    assert elsewhere_of(Situation.UNREGISTERED, "320481", on=MONDAY).model == Points(yuan("0.20"))


# --- Visits ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("grade", "insured", "age", "had", "covered", "fund"),
    [
        (Grade.TERTIARY, Insured.ACTIVE, 45, "0", "3000.00", "840.00"),
        (Grade.TERTIARY, Insured.ACTIVE, 45, "1000.00", "3000.00", "1540.00"),
        (Grade.TERTIARY, Insured.ACTIVE, 45, "0", "22000.00", "13940.00"),
        (Grade.TERTIARY, Insured.ACTIVE, 45, "25000.00", "1000.00", "600.00"),
        (Grade.COMMUNITY, Insured.ACTIVE, 45, "1800.00", "100.00", "90.00"),
        (Grade.SECONDARY, Insured.RETIRED, 69, "1300.00", "100.00", "85.00"),
        (Grade.SECONDARY, Insured.RETIRED, 70, "1300.00", "100.00", "90.00"),
    ],
)
def test_visits_go_on_where_the_year_stands(grade, insured, age, had, covered, fund):
    question = asked(BEIJING, grade, insured, age=age, before=Before(visits_covered=yuan(had)))
    assert visits(all_covered(yuan(covered)), question).fund == yuan(fund)


FEN = st.integers(0, 6_000_000).map(lambda fen: yuan(fen) / 100)


@given(FEN, FEN)
def test_visits_come_to_the_same_however_they_are_claimed(first, second):
    whole = visits(all_covered(first + second), asked(BEIJING)).fund
    one = visits(all_covered(first), asked(BEIJING)).fund
    other = visits(
        all_covered(second), asked(BEIJING, before=Before(visits_covered=first, paid=one))
    ).fund

    assert abs(whole - one - other) <= yuan("0.01")


# --- What is true of any claim --------------------------------------------------------------------
@given(FEN, FEN, st.sampled_from([BEIJING, SHANGHAI, HANGZHOU, WUHAN]), st.booleans())
def test_fund_and_person_come_to_the_whole_and_more_never_brings_less(less, more, region, later):
    before = Before(stays=int(later))
    small, large = sorted((less, more))
    one = stay(all_covered(small), asked(region, before=before))
    two = stay(all_covered(large), asked(region, before=before))

    for found in (one, two):
        assert found.paid + found.own == found.scope.total
        assert yuan(0) <= found.fund <= found.scope.covered
    assert one.fund <= two.fund


@given(FEN, FEN)
def test_the_year_never_pays_more_than_its_ceiling(covered, paid_before):
    before = Before(paid=paid_before * 10)
    found = stay(all_covered(covered), asked(BEIJING, before=before))

    assert before.paid >= 500_000 or before.paid + found.fund <= 500_000
    assert found.fund == 0 or before.paid < 500_000


DAYS = st.integers(0, 400)


@given(FEN, FEN, FEN, DAYS, DAYS)
def test_the_parts_of_a_split_stay_come_to_the_whole(covered, own, first, begin, length):
    scope = Scope(covered + own + first, covered, first, yuan("0.00"), own)
    admitted = date.fromordinal(date(2025, 1, 1).toordinal() + begin)
    discharged = date.fromordinal(admitted.toordinal() + length)
    parts = split_over_year(scope, admitted, discharged, BEIJING)

    whole = parts[0][1]
    for _year, part in parts[1:]:
        whole += part
    assert whole == scope
    assert 1 <= len(parts) <= 2 or length > 366
