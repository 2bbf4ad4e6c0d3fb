"""The rules of treatment elsewhere, and what must be true of every question."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.documents import cite
from law.local_documents import JIANGSU_ELSEWHERE
from law.values import RELEASE, ValueNotInForce, value
from records.rules.elsewhere import Elsewhere, Nothing, Points, Same, Situation, settle
from records.rules.elsewhere_values import elsewhere_of
from records.rules.medical_shares import Band
from services.care.rules import values
from services.care.rules.kinds import LONG_TERM, Kind, Scheme, Stay, Why, kinds, may_be
from services.care.rules.lateness import Way, late
from services.care.rules.paying import Example, compare, elsewhere
from services.care.rules.proving import (
    Answer,
    How,
    Slot,
    may_name_several,
    may_promise,
    papers,
    papers_asked_until,
    promise_due,
)
from services.care.rules.registering import (
    Proof,
    Span,
    covers,
    is_locked,
    locked_until,
    span_of_until,
    validity,
)

ON = date(2026, 12, 1)
NANJING, LIYANG, SHENZHEN, HANGZHOU, CHENGDU = "320100", "320481", "440300", "330100", "510100"
BASIS = cite(JIANGSU_ELSEWHERE, "18")
days = st.dates(min_value=date(2023, 1, 1), max_value=date(2035, 12, 31))
money = st.decimals(min_value=0, max_value=10**7, places=2)
places = st.sampled_from([NANJING, LIYANG, SHENZHEN, HANGZHOU, "110000", CHENGDU, "150222"])


def stay(why=Why.LIVING, **more):
    usual = {"is_long": True, "is_referred": False, "scheme": Scheme.EMPLOYEE, "is_retired": True}
    return Stay(why=why, **{**usual, **more})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (stay(), (Kind.RETIREE, Kind.RESIDENT, Kind.OTHER)),
        (stay(scheme=Scheme.RESIDENT), (Kind.RESIDENT, Kind.OTHER)),
        (stay(is_retired=False), (Kind.RESIDENT, Kind.OTHER)),
        (stay(is_long=False), (Kind.OTHER,)),
        (stay(Why.WORKING), (Kind.POSTED, Kind.RESIDENT, Kind.OTHER)),
        (stay(Why.TREATMENT, is_referred=True), (Kind.REFERRAL, Kind.OTHER)),
        (stay(Why.VISITING, is_long=False), (Kind.OTHER,)),
        (stay(Why.EMERGENCY), (Kind.EMERGENCY,)),
    ],
)
def test_three_questions_propose_the_kind(asked, found):
    assert kinds(asked) == found


def test_only_employees_retire_from_their_scheme():
    assert may_be(Kind.RETIREE, Scheme.EMPLOYEE)
    assert not may_be(Kind.RETIREE, Scheme.RESIDENT)
    assert may_be(Kind.POSTED, Scheme.RESIDENT)


def test_each_kind_shows_what_the_notice_asks_and_no_more():
    assert papers(Kind.OTHER, Proof.PAPER) == papers(Kind.EMERGENCY, Proof.PAPER) == ()
    assert [need.slot for need in papers(Kind.RETIREE, Proof.PAPER)] == [Slot.HOUSEHOLD]
    assert [need.how for need in papers(Kind.POSTED, Proof.PROMISE)] == [How.PROMISE]
    assert [need.how for need in papers(Kind.RESIDENT, Proof.DATA)] == [How.HELD]
    filed = papers(Kind.REFERRAL, Proof.PAPER, is_filed_by_hospital=True)
    assert [need.how for need in filed] == [How.HELD]


def test_what_a_place_has_not_said_is_unknown_and_what_is_not_confirmed_too():
    assert may_promise(Kind.RETIREE, region=NANJING, on=ON) is Answer.YES
    assert may_promise(Kind.RETIREE, region=CHENGDU, on=ON) is Answer.UNKNOWN
    assert may_promise(Kind.RETIREE, region="410100", on=ON) is Answer.UNKNOWN  # seen, not read
    assert may_promise(Kind.OTHER, region=NANJING, on=ON) is Answer.NO
    several = may_name_several(Kind.RESIDENT, Proof.PAPER, region=CHENGDU, on=ON)
    assert several is Answer.UNKNOWN
    assert may_name_several(Kind.OTHER, Proof.PAPER, region=NANJING, on=ON) is Answer.NO


def test_a_promise_stands_for_the_paper_where_no_day_is_named():
    assert promise_due(ON, region=NANJING) is None
    due = promise_due(ON, region="410100")
    assert due is not None
    assert (due.on, due.is_firm) == (date(2027, 6, 1), False)
    assert papers_asked_until(ON, region="410100") == date(2028, 12, 1)
    assert papers_asked_until(ON, region=NANJING) is None


def test_nobody_is_too_late_by_a_number_that_was_not_read():
    paid = {"discharged": date(2025, 1, 2), "settled_on": date(2025, 1, 2)}
    assert late(ON, **paid, region="441900").way is Way.REGISTER_THEN_CLAIM

    read = RELEASE.with_value(values.LATE_CLAIM_MONTHS, value(12, BASIS, region="510000"))

    assert late(ON, **paid, region=CHENGDU, book=read).way is Way.TOO_LATE
    assert late(date(2026, 1, 2), **paid, region=CHENGDU, book=read).until == date(2026, 1, 2)


# --- What the fund pays ------------------------------------------------------------------------
def test_the_most_particular_place_counts_and_a_limit_says_that_it_is_one():
    def of(situation, place):
        found = elsewhere_of(situation, place, on=ON)
        return found.model, found.is_least

    assert of(Situation.REFERRAL, NANJING) == (Points(Decimal("0.05")), True)
    assert of(Situation.REFERRAL, LIYANG) == (Points(Decimal("0.05")), False)
    assert of(Situation.EMERGENCY, LIYANG) == (Same(), False)
    assert of(Situation.OTHER, NANJING) == (Points(Decimal("0.20")), True)  # of the whole country
    assert of(Situation.LONG_TERM, CHENGDU) == (Same(), False)


def test_without_a_number_of_its_place_nobody_guesses_what_the_unregistered_get():
    with pytest.raises(ValueNotInForce):
        elsewhere_of(Situation.UNREGISTERED, CHENGDU, on=ON)


def test_a_place_may_have_a_deductible_and_a_share_of_its_own_elsewhere():
    first = elsewhere_of(Situation.REFERRAL, "150826", on=ON)
    later = elsewhere_of(Situation.REFERRAL, "150826", on=ON, nth_stay=2)

    assert (first.deductible, first.share, later.deductible) == (
        Decimal(1200),
        Decimal("0.80"),
        Decimal(600),
    )
    bands = (Band(None, Decimal("0.90")),)
    assert settle(Decimal(10_000), Decimal(300), bands, first).fund == Decimal("7040.00")


def test_inside_the_province_a_number_of_its_own_counts():
    inside = elsewhere_of(Situation.UNREGISTERED, SHENZHEN, on=ON, in_province=True)
    assert inside != elsewhere_of(Situation.UNREGISTERED, SHENZHEN, on=ON)


def test_outside_designated_hospitals_only_an_emergency_is_paid():
    ask = {"is_registered": True, "is_designated": False, "region": NANJING, "on": ON}
    assert elsewhere(Kind.OTHER, **ask).model == Nothing()
    assert elsewhere(Kind.EMERGENCY, **ask).model == Same()


def test_who_registers_late_in_time_is_paid_as_registered():
    ask = {"region": NANJING, "on": ON}
    in_time = elsewhere(Kind.RESIDENT, is_registered=False, is_late=True, **ask)
    assert in_time == elsewhere(Kind.RESIDENT, is_registered=True, **ask)
    assert elsewhere(Kind.RESIDENT, is_registered=False, **ask).model == Points(Decimal("0.20"))


def test_five_situations_are_compared_and_what_is_unknown_is_left_open():
    rows = {row.situation: row for row in compare(Example(region=HANGZHOU), on=ON)}

    assert rows[Situation.LONG_TERM].sheet.fund == Decimal("25112.00")  # (30,000 − 800) × 86 %
    assert rows[Situation.UNREGISTERED].sheet is None
    assert not rows[Situation.LONG_TERM].is_sure  # the share of Hangzhou was not read
    assert all(row.sheet is None for row in compare(Example(region=NANJING), on=ON))


def test_with_deductible_and_share_of_ones_own_bill_the_amounts_are_there():
    own = Example(
        region=NANJING, covered=Decimal(28_000), deductible=Decimal(800), share=Decimal("0.86")
    )
    rows = {row.situation: row for row in compare(own, on=ON)}

    assert rows[Situation.LONG_TERM].sheet.fund == Decimal("23392.00")
    assert rows[Situation.LONG_TERM].is_sure
    assert rows[Situation.UNREGISTERED].sheet.fund == Decimal("17952.00")
    assert not rows[Situation.UNREGISTERED].is_sure  # at least that


def test_the_formula_is_what_was_reckoned():
    own = Example(
        region=SHENZHEN, covered=Decimal(28_000), deductible=Decimal(800), share=Decimal("0.86")
    )
    rows = {row.situation: row for row in compare(own, on=ON)}
    said = rows[Situation.OTHER].sheet.formula
    assert said.zh == said.en == "((28,000.00 − 800.00) × 86%) × 0.8"


def test_nothing_is_paid_of_what_lies_below_the_deductible_or_above_the_ceiling():
    same = Elsewhere(model=Same(), basis=BASIS)
    bands = (Band(None, Decimal("0.85")),)
    assert settle(Decimal(1250), Decimal(1300), bands, same).fund == 0
    assert settle(Decimal("1300.01"), Decimal(1300), bands, same).fund == Decimal("0.01")
    assert settle(Decimal(50_000), Decimal(1300), bands, same, left=Decimal(2000)).fund == Decimal(
        2000
    )
    with pytest.raises(ValueError, match="negative"):
        settle(Decimal(-1), Decimal(0), bands, same)


# --- What must be true of every question -------------------------------------------------------
@given(
    covered=money,
    deductible=money,
    lower=st.decimals(0, 1, places=2),
    rate=st.decimals(0, 1, places=2),
)
def test_a_better_kind_never_pays_less_and_never_more_than_was_covered(
    covered, deductible, lower, rate
):
    bands = (Band(Decimal(30_000), rate), Band(None, min(rate + Decimal("0.05"), Decimal(1))))
    better = settle(covered, deductible, bands, Elsewhere(model=Same(), basis=BASIS))
    worse = settle(covered, deductible, bands, Elsewhere(model=Points(lower), basis=BASIS))

    assert 0 <= worse.fund <= better.fund <= covered
    assert worse.fund + worse.own == covered


@given(begins=days, asked=st.none() | days, place=places)
def test_a_short_stay_lasts_six_months_at_least_and_no_longer_than_its_place_lets_it(
    begins, asked, place
):
    span = validity(Kind.OTHER, begins, asked, region=place)
    least, most = span_of_until(begins, region=place)

    assert least <= span.until <= most
    assert span.holds(begins)
    assert span.holds(span.until)
    assert not span.holds(span.until + timedelta(1))


@given(kind=st.sampled_from(Kind), proof=st.sampled_from(Proof), begins=days, place=places)
def test_a_lock_never_outlasts_the_registration_and_only_holds_who_lives_there(
    kind, proof, begins, place
):
    locked = locked_until(kind, proof, begins, region=place)
    until = validity(kind, begins, region=place).until

    assert locked is None or (kind in LONG_TERM and locked > begins)
    assert locked is None or until is None or locked <= until
    assert not is_locked(locked, locked or begins)


@given(begins=days, length=st.none() | st.integers(0, 400), in_=days, stays=st.integers(0, 400))
def test_a_registration_that_covers_an_admission_covers_it_whole(begins, length, in_, stays):
    until = None if length is None else begins + timedelta(length)
    counts = Span(begins, until)
    whole = Span(in_, in_ + timedelta(stays))

    assert covers(counts, admitted=whole.from_) == counts.holds(in_)
    if covers(counts, admitted=in_):
        assert counts.meets(whole)


@given(a=days, b=days, c=days, d=days)
def test_two_spans_meet_exactly_where_a_day_lies_in_both(a, b, c, d):
    one, two = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    meeting = max(one.from_, two.from_)
    assert one.meets(two) == two.meets(one) == (one.holds(meeting) and two.holds(meeting))
