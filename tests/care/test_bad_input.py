"""What cannot be of a registration is refused field by field, or answered with its reason."""

import pytest

from tests.api.calling import program_of
from tests.care.story import SHORT

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FACTS = {**SHORT, "from_day": "2026-09-07"}
REFERRAL = {"place": "310000", "from_day": "2026-09-07", "diagnosis": "示例诊断"}
REFUSED = (
    ("care-temporary", {"until": "2026-09-01"}),  # it ends before it begins
    ("care-temporary", {"from_day": "2026-02-30"}),
    ("care-temporary", {"from_day": "2026-09-07T08:00:00Z"}),
    ("care-temporary", {"place": "999999"}),  # never given out
    ("care-temporary", {"place": "３１００００"}),
    ("care-temporary", {"places": ["310000", "440100", "510100"]}),  # of a short stay there is one
    ("care-temporary", {"why_away": "business\u202e"}),
    ("care-temporary", {"state": "active"}),
    ("care-referral", {**REFERRAL, "referred_on": "2026-09-08"}),
    ("care-referral", {**REFERRAL, "hospital": "nobody-0"}),
    ("care-referral", {**REFERRAL, "diagnosis": "x" * 10_000}),
    ("care-long", {"kind": "emergency"}),
    ("care-late", {"admitted_on": "2026-09-01", "discharged_on": "2026-08-31"}),
)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-09-07 10:00 +0800", tick=False)


def test_what_cannot_be_is_refused_by_the_name_of_its_field(world):
    program = program_of(world.applicant)
    for service, wrong in REFUSED:
        facts = {**FACTS, **wrong} if service == "care-temporary" else wrong
        answer = program.post(f"services/{service}/pre-check", facts)
        assert answer.status_code in (400, 422), (service, wrong, answer.content)


def test_what_can_be_and_may_not_has_its_reason(world):
    program = program_of(world.applicant)
    for wrong, code in (
        ({"place": "320100"}, "CAR02"),  # inside the pooling area
        ({"until": "2099-12-31"}, "CAR20"),
        ({"from_day": "2027-06-30"}, "CAR21"),
    ):
        answer = program.post("services/care-temporary/pre-check", {**FACTS, **wrong}).json()
        assert code in [each["code"] for each in answer["reasons"]], (wrong, answer)
