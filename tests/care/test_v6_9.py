"""The worked examples of treatment elsewhere, to the fen and to the day."""

from datetime import date
from decimal import Decimal

import pytest

from law.documents import TREATMENT_ELSEWHERE, cite
from law.workdays import add_workdays, published_calendar
from records.rules.elsewhere import (
    Elsewhere,
    Factor,
    FirstShare,
    Points,
    Same,
    settle,
)
from records.rules.elsewhere_values import at_home
from records.rules.medical_shares import Band, Grade, Insured, home
from services.care.rules import values
from services.care.rules.changing import Registered, may_change
from services.care.rules.kinds import Kind
from services.care.rules.lateness import Way, late
from services.care.rules.proving import Answer, may_name_several
from services.care.rules.registering import Proof, Span, covers, locked_until, validity

JIANGSU, BEIJING = "320100", "110000"
BASIS = cite(TREATMENT_ELSEWHERE)
BANDS = (Band(None, Decimal("0.86")),)


def paid(model):
    return settle(
        Decimal("28000.00"), Decimal("800.00"), BANDS, Elsewhere(model=model, basis=BASIS)
    ).fund


def test_v6_9_01_the_same_share_as_at_home():
    assert paid(Same()) == Decimal("23392.00")


def test_v6_9_02_five_points_lower():
    assert paid(Points(Decimal("0.05"))) == Decimal("22032.00")


def test_v6_9_03_ten_points_lower():
    assert paid(Points(Decimal("0.10"))) == Decimal("20672.00")


def test_v6_9_04_twenty_points_lower():
    assert paid(Points(Decimal("0.20"))) == Decimal("17952.00")


def test_v6_9_05_eight_and_nine_tenths_of_the_share():
    assert (paid(Factor(Decimal("0.8"))), paid(Factor(Decimal("0.9")))) == (
        Decimal("18713.60"),
        Decimal("21052.80"),
    )


def test_v6_9_06_a_first_share_of_ones_own():
    assert paid(FirstShare(Decimal("0.10"))) == Decimal("20984.00")
    assert paid(FirstShare(Decimal("0.40"))) == Decimal("13760.00")


def test_v6_9_07_every_band_is_lowered():
    beijing = home(BEIJING, Grade.TERTIARY, Insured.ACTIVE, on=date(2026, 12, 1))
    lower = Elsewhere(model=Points(Decimal("0.10")), basis=BASIS)

    sheet = settle(Decimal("48600.00"), beijing.deductible, beijing.bands, lower)

    assert [(line.base, line.rate) for line in sheet.lines] == [
        (Decimal(28700), Decimal("0.75")),
        (Decimal(10000), Decimal("0.80")),
        (Decimal("8600.00"), Decimal("0.85")),
    ]
    assert (sheet.fund, sheet.own) == (Decimal("36835.00"), Decimal("11765.00"))


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(date(2026, 12, 1), date(2027, 6, 1)), (date(2026, 8, 31), date(2027, 2, 28))],
)
def test_v6_9_08_a_short_stay_counts_to_the_same_day_six_months_on(begins, ends):
    assert validity(Kind.OTHER, begins, region=JIANGSU) == Span(begins, ends)


def test_v6_9_09_a_promise_locks_for_six_months_and_a_paper_does_not():
    begins = date(2026, 12, 1)

    by_promise = locked_until(Kind.RETIREE, Proof.PROMISE, begins, region=JIANGSU)

    assert by_promise == date(2027, 6, 1)
    assert locked_until(Kind.RETIREE, Proof.PAPER, begins, region=JIANGSU) is None
    held = Registered(Span(begins, None), by_promise)
    assert not may_change(held, date(2027, 5, 31)).may_file
    assert may_change(held, date(2027, 6, 1)).may_file


def test_v6_9_10_whoever_was_admitted_in_time_is_covered_to_the_end():
    counts = Span(date(2026, 12, 1), date(2027, 6, 1))

    assert covers(counts, admitted=date(2027, 5, 30))
    assert not covers(counts, admitted=date(2027, 6, 2))
    assert not covers(counts, visited=date(2027, 6, 20))


def test_v6_9_11_before_the_discharge_directly_and_after_paying_by_hand():
    on = date(2026, 11, 27)

    in_hospital = late(on, discharged=None, settled_on=None, region=JIANGSU)
    paid_20th = late(on, discharged=date(2026, 11, 20), settled_on=date(2026, 11, 20), region="")

    assert in_hospital.way is Way.DIRECT
    assert paid_20th.way is Way.REGISTER_THEN_CLAIM


def test_v6_9_12_long_term_registered_one_is_paid_at_home_as_before():
    assert at_home(JIANGSU, on=date(2026, 12, 1)).model == Same()


def test_v6_9_13_by_promise_there_is_one_place():
    ask = {"region": JIANGSU, "on": date(2026, 12, 1)}

    assert may_name_several(Kind.RETIREE, Proof.PROMISE, **ask) is Answer.NO
    assert may_name_several(Kind.RETIREE, Proof.PAPER, **ask) is Answer.YES


def test_v6_9_14_the_term_ends_after_the_holidays():
    received, calendar = date(2026, 9, 30), published_calendar()
    jiangsu = values.REVIEW.count(received, region=JIANGSU)
    others = values.REVIEW.count(received, region="330100")

    assert (jiangsu, others) == (1, 2)
    assert add_workdays(received, jiangsu, calendar) == date(2026, 10, 8)
    assert add_workdays(received, others, calendar) == date(2026, 10, 9)
