"""What hospitals ask and send, and what anybody may look up."""

import pytest
from rest_framework.test import APIClient

from accounts.models import AccessEntry
from services.care.models import Hospital, Referral
from tests.api.calling import program_of_agency
from tests.care.story import SHORT, TODAY, send, the_registration
from tests.cast import identity_number

pytestmark = pytest.mark.django_db
HOME = "320100-0"


@pytest.fixture
def program(world, time_machine):
    """Return the system of the agency in Nanjing, which speaks for its hospitals."""
    time_machine.move_to("2026-09-07 10:00 +0800")
    Hospital.objects.create(
        code=HOME, name="南京示范医院", region_id="320100", grade="3", may_refer=True
    )
    return program_of_agency(world.agencies["nanjing"])


def ask(program, address, person, **said):
    body = {"hospital": HOME, "number": str(person.number), **said}
    return program.post(address, body)


def test_a_hospital_is_told_yes_or_no_and_the_person_sees_that_it_asked(world, program):
    send(world, "care-temporary", {**SHORT, "place": "310000"})
    the_registration().__class__.objects.update(places=["320000"])

    answer = ask(program, "registration-status", world.person)

    assert answer.json() == {
        "registered": True,
        "kind": "other",
        "from_day": "2026-09-07",
        "until": "2027-03-07",
    }
    entry = AccessEntry.objects.get(person=world.person, what="registration")
    assert entry.agency_name == "南京示范医院"


def test_of_somebody_unknown_it_is_told_no_and_of_another_place_nothing(world, program):
    unknown = type("Nobody", (), {"number": identity_number(TODAY.replace(year=1961))})
    elsewhere = {"hospital": "310000-0"}

    assert ask(program, "registration-status", unknown).json()["registered"] is False
    assert ask(program, "registration-status", world.person, **elsewhere).status_code == 403


def test_a_filed_referral_spares_the_paper_and_filing_it_twice_is_one(world, program):
    filed = {
        "referral": "ZZ-1",
        "to_place": "310000",
        "diagnosis": "示例诊断",
        "referred_on": "2026-09-07",
        "is_again": False,
    }
    assert ask(program, "referrals", world.person, **filed).status_code == 200
    assert ask(program, "referrals", world.person, **filed).status_code == 200
    assert Referral.objects.count() == 1

    said = {
        "place": "310000",
        "from_day": TODAY,
        "hospital": HOME,
        "referred_on": TODAY,
        "diagnosis": "示例诊断",
        "is_again": False,
        "notice_read": True,
    }
    assert send(world, "care-referral", said).case.status == "completed"


def test_an_emergency_counts_as_registered(world, program):
    marked = ask(program, "emergency-marks", world.person, admitted_on="2026-09-07")
    answer = ask(program, "registration-status", world.person)

    assert marked.status_code == 200
    assert (answer.json()["registered"], answer.json()["kind"]) == (True, "emergency")


def test_anybody_compares_and_finds_hospitals_without_a_sign_in(world, program):
    anybody = APIClient()
    where = {"region": "320100", "amount": "28000.00", "share": "0.86", "deductible": "800.00"}

    rows = {row["situation"]: row for row in anybody.get("/api/v1/care/compare/", where).json()}
    found = anybody.get("/api/v1/hospitals/", {"area": "310000"}).json()

    assert rows["long-term"]["fund"] == "23392.00"
    assert (rows["unregistered"]["fund"], rows["unregistered"]["is_least"]) == ("17952.00", True)
    assert [each["code"] for each in found] == ["310000-0"]
    wrong = anybody.get("/api/v1/care/compare/", {**where, "amount": "1e5"})
    assert wrong.status_code == 400
