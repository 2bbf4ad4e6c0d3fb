"""Whether a relationship may move, and where a pension is drawn."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.terms import Insurance
from casework.rules.verdicts import CheckResult
from records.rules.benefit_place import PlaceSegment, benefit_place
from transfers.rules import medical, pension
from transfers.rules.checks import checks_for
from transfers.rules.facts import MedicalFacts, PensionFacts

MOVER = PensionFacts(
    sex="male",
    born_on=date(1985, 5, 4),
    applied_on=date(2026, 11, 22),
    hukou_region="510000",
    new_region="330106",
    original_region="440300",
    enrolled_and_paid_at_new=True,
)
PATIENT = MedicalFacts(
    applied_on=date(2026, 11, 22),
    from_scheme="employee",
    to_scheme="employee",
    original_area="440300",
    new_area="330100",
    stopped_at_original=True,
    enrolled_at_new=True,
)


def judged(**facts):
    verdict = pension.check_eligibility(replace(MOVER, **facts))
    return verdict.outcome.value, [reason.code for reason in verdict.reasons]


def judged_medical(**facts):
    verdict = medical.check_eligibility(replace(PATIENT, **facts))
    return verdict.outcome.value, [reason.code for reason in verdict.reasons]


def test_a_worker_newly_insured_in_another_province_may_move():
    assert judged() == ("accept", [])


@pytest.mark.parametrize(
    ("facts", "outcome", "codes"),
    [
        ({"deceased": True, "drawing_benefit": True}, "refuse", ["E02"]),
        ({"drawing_benefit": True}, "refuse", ["A01"]),
        ({"new_region": "441900"}, "not-needed", ["A02"]),
        ({"enrolled_and_paid_at_new": False}, "refuse", ["A04"]),
        ({"account_found": False}, "refuse", ["A05"]),
        ({"active_at_original": True}, "hold", ["A06"]),
        ({"arrears_months_at_original": 3}, "hold", ["A07"]),
        ({"arrears_months_at_original": 3, "arrears_waived": True}, "accept", ["B04"]),
        ({"identity_matches": False}, "hold", ["A10"]),
        ({"open_transfer": True}, "hold", ["A11"]),
        ({"approved_move": True, "approval_seen": False}, "hold", ["A14"]),
        ({"overlapping_months": 2}, "accept", ["B05"]),
        (
            {"active_at_original": True, "enrolled_and_paid_at_new": False},
            "refuse",
            ["A04", "A06"],
        ),
    ],
)
def test_what_stands_against_a_pension_transfer_is_named(facts, outcome, codes):
    assert judged(**facts) == (outcome, codes)


@pytest.mark.parametrize(
    ("sex", "born_on", "account"),
    [
        ("male", date(1976, 11, 22), "temporary"),
        ("male", date(1976, 11, 23), "general"),
        ("female", date(1986, 11, 22), "temporary"),
        ("female", date(1986, 11, 23), "general"),
    ],
)
def test_from_fifty_and_forty_on_the_new_place_keeps_a_temporary_account(sex, born_on, account):
    assert pension.account_at_new(replace(MOVER, sex=sex, born_on=born_on)) == account


@pytest.mark.parametrize(
    "facts",
    [
        {"deceased": True},
        {"drawing_benefit": True},
        {"original_region": "330200"},
        {"from_scheme": "resident", "to_scheme": "employee", "employee_months": 10},
        {"from_scheme": "resident", "to_scheme": "resident"},
    ],
)
def test_where_nothing_can_move_there_is_no_account_to_speak_of(facts):
    assert pension.check_eligibility(replace(MOVER, **facts)).account_at_new is None


def test_places_not_yet_chosen_are_not_one_place():
    assert judged(original_region="", new_region="") == ("accept", [])


def test_with_a_temporary_account_the_relationship_stays_and_nothing_else_matters():
    found = judged(born_on=date(1970, 1, 1), active_at_original=True, arrears_months_at_original=2)

    assert found == ("not-needed", ["A03"])


@pytest.mark.parametrize(
    "facts",
    [
        {"hukou_region": "330000"},
        {"approved_move": True},
        {"first_enrolment_at_new": date(2009, 12, 31)},
        {"first_enrolment_at_new": date(2019, 12, 31)},
    ],
)
def test_home_an_approved_move_or_an_early_enrolment_keep_the_general_account(facts):
    assert judged(born_on=date(1970, 1, 1), **facts) == ("accept", [])


@pytest.mark.parametrize(
    ("facts", "outcome", "codes"),
    [
        ({}, "accept", []),
        ({"deceased": True}, "refuse", ["DECEASED"]),
        ({"medical_retiree": True}, "refuse", ["RETIREE"]),
        ({"new_area": "440300"}, "not-needed", ["SAME_POOLING_AREA"]),
        ({"stopped_at_original": False}, "refuse", ["OUT_NOT_STOPPED"]),
        ({"enrolled_at_new": False}, "refuse", ["IN_NOT_ENROLLED"]),
        ({"in_hospital": True}, "refuse", ["IN_HOSPITAL"]),
        ({"account_balance": Decimal("-0.01")}, "refuse", ["ACCOUNT_NEGATIVE"]),
        ({"open_transfer": True}, "refuse", ["OPEN_TRANSFER"]),
        ({"identity_matches": False}, "refuse", ["IDENTITY_MISMATCH"]),
        ({"arrears": True}, "refuse", ["ARREARS"]),
        ({"record_found": False}, "refuse", ["NO_RECORD"]),
        ({"from_scheme": "resident"}, "accept", []),
        ({"to_scheme": "resident"}, "accept", []),
        (
            {"stopped_at_original": False, "in_hospital": True},
            "refuse",
            ["OUT_NOT_STOPPED", "IN_HOSPITAL"],
        ),
    ],
)
def test_what_stands_against_a_medical_transfer_is_named(facts, outcome, codes):
    assert judged_medical(**facts) == (outcome, codes)


def test_residents_move_with_the_next_year_of_cover():
    resident = {"from_scheme": "resident", "to_scheme": "resident"}

    assert judged_medical(**resident) == ("refuse", ["RESIDENT_SAME_YEAR"])
    assert judged_medical(**resident, enrolled_for_year=2027) == ("accept", [])
    assert judged_medical(**resident, last_year_at_original=2025) == ("accept", [])


@pytest.mark.parametrize(
    ("known", "is_refused"),
    [
        ({"ends_on": date(2026, 6, 30)}, False),
        ({"ends_on": date(2026, 11, 22)}, True),
        ({"ends_on": date(2027, 6, 30), "enrolled_for_year": 2027}, True),
        ({"ends_on": date(2026, 12, 31), "enrolled_for_year": 2027}, False),
        ({"ends_on": date(2025, 12, 31), "last_year_at_original": 2026}, True),
    ],
)
def test_a_resident_moves_once_the_paid_cover_is_over(known, is_refused):
    known = dict(known)
    ends_on = known.pop("ends_on")

    _outcome, codes = judged_medical(
        from_scheme="resident", to_scheme="resident", original_cover_ends_on=ends_on, **known
    )

    assert codes == (["RESIDENT_SAME_YEAR"] if is_refused else [])


def test_the_clerk_sees_every_check_with_answer_and_article():
    facts = replace(MOVER, active_at_original=True, enrolled_and_paid_at_new=False)
    checks = {check.code: check for check in checks_for(Insurance.PENSION, facts)}

    assert checks["A01"].result == CheckResult.OK
    assert checks["A04"].result == CheckResult.NO
    assert checks["A06"].result == CheckResult.ATTENTION
    assert checks["A04"].basis.label.en.endswith("article 8(1)")


def test_no_check_contradicts_the_verdict():
    for insurance, facts in ((Insurance.PENSION, MOVER), (Insurance.MEDICAL, PATIENT)):
        assert {check.result for check in checks_for(insurance, facts)} == {CheckResult.OK}


def test_facts_of_the_other_insurance_are_refused():
    with pytest.raises(TypeError):
        checks_for(Insurance.MEDICAL, MOVER)


def place(hukou, *segments, relationship=None):
    placed = [PlaceSegment(*segment) for segment in segments]
    found = benefit_place(hukou, placed, relationship, on=date(2026, 11, 22))
    return found.region, found.rule


@pytest.mark.parametrize(
    ("hukou", "segments", "expected"),
    [
        ("510000", [("440000", 200), ("510100", 1)], ("510000", "66/6/1")),
        ("510000", [("440000", 100), ("330000", 120)], ("330000", "66/6/2")),
        ("510000", [("330000", 60), ("440000", 9), ("330106", 60)], ("330000", "66/6/2")),
        ("510000", [("440000", 120), ("110000", 130), ("330000", 119)], ("110000", "66/6/3")),
        ("510000", [("440000", 119), ("330000", 119)], ("510000", "66/6/4")),
        ("510000", [("440000", 119), ("330000", 150, "temporary")], ("510000", "66/6/4")),
        ("510000", [("440000", 130), ("330000", 150, "temporary")], ("440000", "66/6/2")),
        (None, [("440000", 100), ("330000", 90), ("440000", 5)], ("440000", "no-hukou")),
        (None, [("440000", 100), ("330000", 100)], ("330000", "no-hukou")),
        (None, [("440000", 200), ("310000", 130)], ("310000", "66/6/2")),
        (None, [("440000", 200), ("310000", 130), ("120000", 5)], ("310000", "66/6/3")),
        (None, [("440000", 119), ("310000", 118)], ("440000", "no-hukou")),
    ],
)
def test_the_pension_is_drawn_at_home_else_long_and_late(hukou, segments, expected):
    assert place(hukou, *segments) == expected


def test_the_relationship_may_be_said_to_lie_elsewhere():
    segments = [("440000", 130), ("330000", 20)]

    assert place("510000", *segments, relationship="440000") == ("440000", "66/6/2")


def test_without_hukou_and_history_there_is_no_place():
    with pytest.raises(ValueError, match="no benefit place"):
        place(None)


PLACES = st.sampled_from(["110000", "330000", "440000", "510000"])


@given(PLACES, st.lists(st.tuples(PLACES, st.integers(1, 240)), min_size=1, max_size=6))
def test_the_benefit_place_is_home_or_has_ten_years(hukou, segments):
    region, rule = place(hukou, *segments)
    months = sum(number for where, number in segments if where == region)

    assert (region == hukou) if rule in {"66/6/1", "66/6/4"} else months >= 120
