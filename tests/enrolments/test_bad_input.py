"""What cannot be of an enrolment or of a shared account is refused by the name of its field."""

import pytest

from tests.api.calling import program_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FACTS = {"insurance": "pension", "place": "330100", "work": "platform", "tier_base": "other"}
SHARED = {
    "relative_name": "李示例", "relative_number": "110105195001010004", "relation": "child",
    "purposes": ["care"],
}  # fmt: skip
REFUSED = (
    *(("enrolment-flexible", {**FACTS, "base": base})
      for base in ("4986.001", "7 462", "7,462", 7462, "-1", "1e5", "０５０００", "0", "NaN")),
    ("enrolment-flexible", {**FACTS, "begins": "earlier", "from_month": "2026-13-01"}),
    ("enrolment-flexible", {**FACTS, "begins": "earlier", "from_month": "2026-07-02"}),
    ("enrolment-flexible", {**FACTS, "place": "000000"}),
    ("enrolment-flexible", {**FACTS, "insurance": "injury"}),
    ("enrolment-flexible", {**FACTS, "left_on": "2099-01-01", "work": "left"}),
    ("account-sharing", {**SHARED, "relation": "self"}),
    ("account-sharing", {**SHARED, "month_limit": "0"}),
    ("account-sharing", {**SHARED, "month_limit": "-5.00"}),
    ("account-sharing", {**SHARED, "relative_number": "110105195001010003"}),
)  # fmt: skip


def test_what_cannot_be_is_refused_by_the_name_of_its_field(world):
    program = program_of(world.applicant)
    for service, facts in REFUSED:
        answer = program.post(f"services/{service}/pre-check", facts)
        assert answer.status_code in (400, 422), (service, facts, answer.content)


def test_nobody_shares_with_themselves_and_a_place_without_an_agency_is_told(world):
    program = program_of(world.applicant)
    own = {"relative_name": str(world.person.name), "relative_number": str(world.person.number)}
    answer = program.post("services/account-sharing/pre-check", {**SHARED, **own}).json()

    assert "ENR12" in [each["code"] for each in answer["reasons"]]
