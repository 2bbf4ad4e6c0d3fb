"""What agencies have on record, and the one reason it gives: page and calculator alike."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import catalogue
from calculators.eligibility import MEDICAL, PENSION
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from kit.errors import NotValid
from records.models import InsuredPeriod, Relationship
from tests import owner
from tests.blank_letters import print_blank_letters
from tests.calculators.conftest import KNOWN
from tests.cast import MONDAY, make_draft, make_world
from tests.rules.test_eligibility import MOVER, PATIENT
from tests.story import Story, at_stage
from transfers.actions import accepting, applying, settling
from transfers.facts import judging
from transfers.management.commands.check_invariants import violations
from transfers.rules import medical, pension
from transfers.rules.facts import MedicalFacts, PensionFacts
from transfers.rules.reasons import REASONS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    return make_world()


def codes(world, insurance):
    transfer = make_draft(world, insurance)
    found = judging.verdict(transfer, today=MONDAY.date(), is_alone=True)
    return [each.code for each in found.reasons]


def at(world, insurance, place):
    return Relationship.objects.filter(
        person=world.person, agency=world.agency(insurance, place), insurance=insurance
    )


# --- The new place must really insure, now --------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "of_pension", "of_medical"),
    [
        ("active", [], []),
        ("suspended", ["A15"], ["IN_NOT_ENROLLED"]),
        ("moved", ["A05"], ["IN_NOT_ENROLLED"]),
        ("ended", ["A05"], ["IN_NOT_ENROLLED"]),
        ("drawing", ["A01"], ["RETIREE"]),
    ],
)
def test_a_status_at_the_new_place_has_its_reason(world, status, of_pension, of_medical):
    Relationship.objects.filter(agency__region="440100").update(status=status)

    assert codes(world, "pension") == of_pension
    assert codes(world, "medical") == of_medical


@pytest.mark.parametrize(
    ("insurance", "code"), [("pension", "A04"), ("medical", "IN_NOT_ENROLLED")]
)
@pytest.mark.parametrize("how", ["nobody", "owed", "from elsewhere"])
def test_only_what_was_paid_there_itself_counts(world, insurance, code, how):
    held = at(world, insurance, "guangzhou").get()
    if how == "owed":
        held.periods.update(is_paid=False)
    elif how == "from elsewhere":
        held.periods.update(came_from=world.agency(insurance, "hangzhou"))
    else:
        with owner.as_owner():
            held.periods.all().delete()
            held.account_years.all().delete()
            held.delete()

    assert codes(world, insurance) == [code]


def test_of_two_schemes_at_an_agency_the_one_insured_now_is_meant(world):
    held = at(world, "pension", "guangzhou").get()
    Relationship.objects.create(
        person=world.person,
        agency=held.agency,
        insurance="pension",
        scheme="resident",
        status="ended",
        personal_number="R1",
        opened_month=date(2011, 1, 1),
    )

    assert make_draft(world, "pension").new_relationship == held
    assert codes(world, "pension") == []


def test_the_clerk_who_accepts_is_asked_when_the_world_has_changed(world):
    story = at_stage(world, "in review")
    at(world, "pension", "guangzhou").update(status="ended")

    with pytest.raises(NotValid):
        story.accept()
    with pytest.raises(NotValid):
        accept(story, note="")
    accept(story, note="已电话核实，账户将恢复")

    assert story.case.events.get(moved_to="letter-issued").data == {"despite": ["A05"]}


def accept(story, note):
    from_desk = {"despite_checks": True, "note": note}
    accepting.accept(story.transfer, **from_desk, **story.by("new_a"))


def test_whoever_completes_is_asked_about_the_new_place_alone(world):
    story = at_stage(world, "settlement prepared")
    at(world, "pension", "guangzhou").update(status="suspended")
    world.person.hukou_region_code = ""
    world.person.save()

    with pytest.raises(NotValid):
        story.complete()
    settling.complete(story.transfer, despite_checks=True, note="已核实", **story.by("new_b"))

    assert story.case.status == "completed"


# --- The right reason ----------------------------------------------------------------------------
def test_months_only_the_employer_owes_ask_nothing_of_the_person(world):
    owed = InsuredPeriod.objects.filter(
        first_month=date(2024, 1, 1), relationship__insurance="pension"
    )
    owed.update(is_paid=False)
    assert codes(world, "pension") == ["B06"]

    owed.update(is_personal_arrears=True)

    assert codes(world, "pension") == ["A07"]


@pytest.mark.parametrize(
    ("born_on", "kind", "found"),
    [
        (date(1984, 12, 31), "temporary", ["A03"]),
        (date(1985, 1, 15), "temporary", ["A03"]),
        (date(1985, 1, 15), "general", []),
        (date(1985, 2, 1), "general", []),
        (date(1985, 2, 1), "temporary", ["A16"]),
        (date(1984, 12, 31), "general", ["A16"]),
    ],
)
def test_a_record_decides_within_the_month_and_contradicts_nothing(world, born_on, kind, found):
    world.person.born_on = born_on
    world.person.save()
    at(world, "pension", "guangzhou").update(account_kind=kind)

    assert codes(world, "pension") == found


def test_what_has_moved_here_already_is_called_so(world):
    at_stage(world, "completed")

    assert codes(world, "pension") == ["A11"]


def test_a_medical_relationship_that_has_ended_is_looked_at_by_a_clerk(world):
    at(world, "medical", "chengdu").update(status="ended")

    assert codes(world, "medical") == ["OUT_ENDED"]


# --- Page and calculator ------------------------------------------------------------------------
REGIONS = st.sampled_from(["510100", "510300", "440100", "330100"])
SPECIAL = {
    "sex": st.sampled_from(["male", "female"]),
    "born_on": st.dates(date(1960, 1, 1), date(1999, 1, 1)),
    "applied_on": st.dates(date(2020, 1, 1), date(2026, 9, 1)),
    "hukou_region": st.none() | REGIONS,
    "first_enrolment_at_new": st.none() | st.dates(date(2005, 1, 1), date(2026, 9, 1)),
    "recorded_account_at_new": st.sampled_from([None, "general", "temporary"]),
    "account_balance": st.sampled_from([PATIENT.account_balance, PATIENT.account_balance - 1]),
    "enrolled_for_year": st.none() | st.integers(2020, 2027),
    "last_year_at_original": st.none() | st.integers(2020, 2027),
    "original_cover_ends_on": st.none() | st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    **dict.fromkeys(("new_region", "original_region", "new_area", "original_area"), REGIONS),
    **dict.fromkeys(("from_scheme", "to_scheme"), st.sampled_from(["employee", "resident"])),
}


MONTHS = {
    *("arrears_months_at_original", "employee_months", "overlapping_months"),
    "employer_arrears_months_at_original",
}


def some(facts_class):
    names = {each.name for each in fields(facts_class)} - {"book"}
    others = {name: st.integers(0, 240) if name in MONTHS else st.booleans() for name in names}
    return st.fixed_dictionaries(others | {name: SPECIAL[name] for name in names & set(SPECIAL)})


def written(value):
    return value.isoformat() if isinstance(value, date) else value


@settings(max_examples=60, deadline=None)
@given(some(PensionFacts))
def test_the_calculator_gives_the_codes_of_the_page_for_a_pension(known):
    found = calculate("pension-eligibility", {name: written(v) for name, v in known.items()})

    assert found == [each.code for each in pension.check_eligibility(PensionFacts(**known)).reasons]


@settings(max_examples=60, deadline=None)
@given(some(MedicalFacts))
def test_the_calculator_gives_the_codes_of_the_page_for_medical_insurance(known):
    said = {name: written(v) for name, v in known.items()}
    found = calculate(
        "medical-eligibility", said | {"account_balance": f"{known['account_balance']:.2f}"}
    )

    assert found == [each.code for each in medical.check_eligibility(MedicalFacts(**known)).reasons]


def calculate(name, question):
    answer = catalogue.calculate(name, question, "en", KNOWN)
    return [each["code"] for each in answer["result"]["reasons"]]


# --- Every code by its own situation, and by no other --------------------------------------------
LINK = {"from_scheme": "resident", "to_scheme": "employee"}
BACK = {"from_scheme": "employee", "to_scheme": "resident"}
OLD = {"born_on": date(1960, 1, 1)}
SITUATIONS = {
    "A01": {"drawing_benefit": True},
    "A02": {"new_region": "441900"},
    "A03": {"born_on": date(1970, 1, 1)},
    "A04": {"enrolled_and_paid_at_new": False},
    "A05": {"closed_at_new": True},
    "A06": {"active_at_original": True},
    "A07": {"arrears_months_at_original": 1},
    "A10": {"identity_matches": False},
    "A11": {"open_transfer": True},
    "A12": {"from_scheme": "resident", "to_scheme": "resident"},
    "A14": {"approved_move": True, "approval_seen": False},
    "A15": {"suspended_at_new": True},
    "A16": {"recorded_account_at_new": "temporary"},
    "B04": {"arrears_months_at_original": 1, "arrears_waived": True},
    "B05": {"overlapping_months": 1},
    "B06": {"employer_arrears_months_at_original": 1},
    "C01": {**LINK, "employee_months": 200},
    "C02": {**LINK, **OLD, "employee_months": 179},
    "C03": {**BACK, **OLD, "employee_months": 180},
    "C05": {**LINK, **OLD, "drawing_resident_pension": True},
    "C07": {"drawing_resident_pension": True},
    "E02": {"deceased": True},
}
MEDICAL_SITUATIONS = {
    "DECEASED": {"deceased": True},
    "RETIREE": {"medical_retiree": True},
    "SAME_POOLING_AREA": {"new_area": "440300"},
    "NO_RECORD": {"record_found": False},
    "OUT_ENDED": {"ended_at_original": True},
    "OUT_NOT_STOPPED": {"stopped_at_original": False},
    "IN_NOT_ENROLLED": {"enrolled_at_new": False},
    "RESIDENT_SAME_YEAR": {"from_scheme": "resident", "to_scheme": "resident"},
    "IN_HOSPITAL": {"in_hospital": True},
    "ACCOUNT_NEGATIVE": {"account_balance": PATIENT.account_balance - 1},
    "ARREARS": {"arrears": True},
    "OPEN_TRANSFER": {"open_transfer": True},
    "IDENTITY_MISMATCH": {"identity_matches": False},
}
# No record tells these: a clerk finds them, and chooses them by hand. C06 is said beside A01, C05.
BY_HAND = {
    *("A08", "A09", "A13", "B01", "B02", "B03", "C04", "C06", "D01", "D02", "D03"),
    *("E01", "E03", "E04", "F01", "F02", "F03", "F04", "F05", "F06"),
}


@pytest.mark.parametrize("code", SITUATIONS)
def test_a_situation_of_a_pension_has_its_own_reason(code):
    found = pension.check_eligibility(replace(MOVER, **SITUATIONS[code])).reasons

    assert [each.code for each in found] == [code]


@pytest.mark.parametrize("code", MEDICAL_SITUATIONS)
def test_a_situation_of_medical_insurance_has_its_own_reason(code):
    found = medical.check_eligibility(replace(PATIENT, **MEDICAL_SITUATIONS[code])).reasons

    assert [each.code for each in found] == [code]


def test_every_code_has_a_situation_or_is_chosen_by_hand():
    assert {*SITUATIONS, *MEDICAL_SITUATIONS, *BY_HAND} == set(REASONS)
    assert not BY_HAND & {*SITUATIONS, *MEDICAL_SITUATIONS}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({**LINK, **OLD, "employee_months": 180}, ["A12"]),
        ({**BACK, **OLD, "employee_months": 179}, ["A12"]),
        ({**LINK, **OLD}, ["A12"]),
        ({**BACK}, ["C01"]),
        ({**LINK, "employee_months": 10}, ["C01"]),
        ({**LINK, "original_region": "330200"}, ["C01"]),
        (
            {**BACK, **OLD, "drawing_benefit": True, "drawing_resident_pension": True},
            ["C05", "C06"],
        ),
        ({"drawing_benefit": True, "drawing_resident_pension": True}, ["A01", "C06"]),
        ({**LINK, "sex": "female", "born_on": date(1973, 1, 1), "employee_months": 200}, ["A12"]),
    ],
)
def test_two_schemes_are_linked_by_their_own_rules(changed, found):
    verdict = pension.check_eligibility(replace(MOVER, **changed))

    assert [each.code for each in verdict.reasons] == found


def test_the_calculators_can_ask_everything_the_page_knows():
    for shape, known in ((PENSION, PensionFacts), (MEDICAL, MedicalFacts)):
        assert set(shape.fields) == {each.name for each in fields(known)} - {"book"}


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_who_is_enrolled_only_after_acceptance_is_completed_then(world, insurance):
    held = at(world, insurance, "guangzhou").get()
    with owner.as_owner():
        held.periods.all().delete()
        held.account_years.all().delete()
        held.delete()
    story = Story(world, insurance)
    applying.submit(story.transfer, despite_checks=True, **story.by("applicant"))
    story.wait()
    accept(story, note="单位下月参保")
    story.tell("wait prepare_form send_form wait record_arrival")
    with pytest.raises(MoveNotPossible):
        story.prepare_settlement()

    new = Relationship.objects.create(
        person=world.person,
        agency=held.agency,
        insurance=insurance,
        scheme="employee",
        status="active",
        personal_number="N-1",
        opened_month=story.now.date().replace(day=1),
    )
    story.prepare_settlement()
    settling.complete(story.transfer, despite_checks=True, note="已参保", **story.by("new_b"))

    assert (story.case.state, story.transfer.new_relationship) == (Status.COMPLETED, new)
    assert not list(violations())
