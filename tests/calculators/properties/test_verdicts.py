"""Whoever asks to move: what holds for every verdict."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.calculators.properties.asking import PROVINCES, REGIONS, ask, modest
from tests.calculators.questions import MEDICAL_CASE, PENSION_CASE

YES_OR_NO = st.booleans()
PENSION_CASES = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["male", "female"]),
        "born_on": st.dates(date(1960, 1, 1), date(2000, 1, 1)).map(str),
        "applied_on": st.dates(date(2010, 1, 1), date(2026, 11, 22)).map(str),
        "hukou_region": st.none() | PROVINCES,
        "new_region": REGIONS,
        "original_region": REGIONS,
        "enrolled_and_paid_at_new": YES_OR_NO,
        "active_at_original": YES_OR_NO,
        "arrears_months_at_original": st.integers(0, 3),
        "arrears_waived": YES_OR_NO,
        "drawing_benefit": YES_OR_NO,
        "first_enrolment_at_new": st.none(),
        "approved_move": YES_OR_NO,
        "deceased": YES_OR_NO,
    }
)
MEDICAL_CASES = st.fixed_dictionaries(
    {
        "applied_on": st.dates(date(2021, 12, 1), date(2026, 11, 22)).map(str),
        "from_scheme": st.sampled_from(["employee", "resident"]),
        "to_scheme": st.sampled_from(["employee", "resident"]),
        "original_area": REGIONS,
        "new_area": REGIONS,
        "account_balance": st.sampled_from(["0.00", "-1.00", "250.00"]),
        **dict.fromkeys(
            (
                "stopped_at_original",
                "enrolled_at_new",
                "medical_retiree",
                "in_hospital",
                "open_transfer",
                "deceased",
            ),
            YES_OR_NO,
        ),
    }
)
# What to change in a medical case so that one reason goes away.
REMEDIES = {
    "DECEASED": {"deceased": False},
    "RETIREE": {"medical_retiree": False},
    "OUT_NOT_STOPPED": {"stopped_at_original": True},
    "IN_NOT_ENROLLED": {"enrolled_at_new": True},
    "IN_HOSPITAL": {"in_hospital": False},
    "ACCOUNT_NEGATIVE": {"account_balance": "0.00"},
    "OPEN_TRANSFER": {"open_transfer": False},
    "SAME_POOLING_AREA": {"original_area": "330100", "new_area": "440300"},
    "RESIDENT_SAME_YEAR": {"to_scheme": "employee"},
}
SEVERITY = ("accept", "hold", "refuse", "not-needed")


def codes(found):
    """Return the codes of the reasons."""
    return {each["code"] for each in found["reasons"]}


@modest
@given(PENSION_CASES)
def test_the_gravest_reason_is_the_outcome(case):
    found = ask("pension-eligibility", **case)

    assert (found["outcome"] == "accept") == (not codes(found) - {"B04", "B05"})
    expected = "temporary" if "A03" in codes(found) else "general"
    ended = codes(found) & {"A01", "A02", "E02"}
    assert found["account_at_new"] == (None if ended else expected)
    assert case["deceased"] <= (codes(found) == {"E02"})


@modest
@given(PENSION_CASES)
def test_giving_up_arrears_never_makes_a_case_worse(case):
    before, after = (
        ask("pension-eligibility", **case | {"arrears_waived": waived}) for waived in (False, True)
    )

    assert SEVERITY.index(after["outcome"]) <= SEVERITY.index(before["outcome"])
    assert "A07" not in codes(after)


@modest
@given(PENSION_CASES, st.integers(1, 9000))
def test_whoever_is_younger_never_gets_a_temporary_account_instead(case, days):
    born_on = date.fromisoformat(case["born_on"]) + timedelta(days)
    assume(born_on.isoformat() <= case["applied_on"])

    older, younger = (
        ask("pension-eligibility", **case | {"born_on": born})["account_at_new"]
        for born in (case["born_on"], born_on.isoformat())
    )

    assert (older, younger) != ("general", "temporary")


@modest
@given(MEDICAL_CASES)
def test_what_is_put_right_is_no_reason_any_more(case):
    found = ask("medical-eligibility", **case)

    for code in codes(found):
        assert code not in codes(ask("medical-eligibility", **case | REMEDIES[code]))
    assert (found["outcome"] == "accept") == (not found["reasons"])


@modest
@given(MEDICAL_CASES)
def test_with_everything_put_right_the_insurance_moves(case):
    for remedy in REMEDIES.values():
        case = case | remedy

    assert ask("medical-eligibility", **case) == {"outcome": "accept", "reasons": []}


def test_the_case_that_every_test_varies_moves():
    assert ask("pension-eligibility", **PENSION_CASE)["outcome"] == "accept"
    assert ask("medical-eligibility", **MEDICAL_CASE)["outcome"] == "accept"
