"""A registration changed and cancelled by a program, and what was settled in hospitals there."""

import pytest

from applications import known
from applications.registry import service_of
from casework.models import Case
from services.care.models import Hospital, Registration, Visit
from tests.api.calling import program_of, program_of_agency
from tests.care.story import BY_PROMISE, SHORT, TODAY, send, the_registration

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
State = Registration.State
CANCEL = {"why_back": "back", "is_sure": True}
CHANGE = {"kind": "other", "place": "310000", "from_day": "2026-10-08", "notice_read": True}
HOME = "320100-0"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-09-07 10:00 +0800", tick=False)


def test_a_program_changes_a_registration_and_then_cancels_it(world):
    send(world, "care-temporary", SHORT)
    first = the_registration()
    program, stranger = program_of(world.applicant), program_of(world.other_person)

    assert stranger.post(f"registrations/{first.case.number}/change", CHANGE).status_code == 404
    changed = program.post(f"registrations/{first.case.number}/change", CHANGE)
    assert (changed.status_code, changed.json()["status"]) == (201, "completed")
    first.refresh_from_db()
    assert first.state == State.REPLACED
    number = changed.json()["number"]
    assert program.post(f"registrations/{first.case.number}/cancel", CANCEL).status_code == 422
    gone = program.post(f"registrations/{number}/cancel", CANCEL)

    assert gone.status_code == 201
    assert Registration.objects.get(pk=first.replaced_by_id).state == State.CANCELLED


def test_what_is_wrong_leaves_nothing_behind_and_what_is_locked_is_for_a_clerk(world):
    send(world, "care-long", BY_PROMISE)
    number = the_registration().case.number

    program = program_of(world.applicant)
    for wrong in ({"why_back": "x"}, {"why_back": "back"}):
        assert program.post(f"registrations/{number}/cancel", wrong).status_code == 422
    unknown = {**CANCEL, "unknown": 1}
    assert program.post(f"registrations/{number}/cancel", unknown).status_code == 400
    assert not Case.objects.filter(service="care-cancel").exists()
    locked = program.post(f"registrations/{number}/cancel", CANCEL)

    assert (locked.status_code, locked.json()["status"]) == (201, "submitted")  # a clerk looks
    assert the_registration().state == State.ACTIVE


def test_of_two_registrations_the_one_that_was_named_is_cancelled(world):
    send(world, "care-temporary", SHORT)
    one = the_registration()
    Registration.objects.update(stands_alone=False, kind="long-resident", proof="paper")
    case = send(world, "care-temporary", {**SHORT, "place": "440100"}).case
    assert case.status == "submitted"  # a clerk looks: another counts then
    one.pk, one.case, one.stands_alone = None, case, False
    one.save()

    said = send(world, "care-cancel", CANCEL)
    assert said.case.status == "submitted"  # nobody said which
    left = Registration.objects.exclude(case=case).get()
    gone = program_of(world.applicant).post(f"registrations/{left.case.number}/cancel", CANCEL)
    assert gone.status_code in (201, 409)


def test_whoever_was_treated_at_home_meanwhile_is_registered_and_the_clerk_is_told(world):
    Hospital.objects.create(code=HOME, name="南京示范医院", region_id="320100", grade="3")
    hospitals = program_of_agency(world.agencies["nanjing"])
    long_stay = send(world, "care-long", BY_PROMISE)
    visit = {**VISIT, "number": str(world.person.number)}
    today = {"admitted_on": "2026-09-07", "discharged_on": "2026-09-07"}

    def codes():
        said = {**BY_PROMISE, "place": "440100"}
        held = known.known_for(long_stay.case, today=TODAY)
        asked = known.asked(service_of("care-long"), said, held, today=TODAY)
        found = known.pre_check(service_of("care-long"), asked)
        return [each.code for each in found.verdict.reasons]

    assert hospitals.post("hospital-visits", visit).status_code == 200  # before it began
    assert "CAR23" not in codes()
    later = {**visit, **today, "settled_on": "2026-09-07", "visit": "V-2"}
    assert hospitals.post("hospital-visits", later).status_code == 200
    assert "CAR23" in codes()


VISIT = {
    "hospital": HOME, "visit": "V-1", "kind": "in-patient", "admitted_on": "2026-08-20",
    "discharged_on": "2026-08-28", "settled_on": "2026-08-28", "total": "30000.00",
    "covered": "28000.00", "deductible": "800.00", "fund": "23392.00",
}  # fmt: skip


def test_a_hospital_files_what_it_settled_and_the_person_sees_the_sheet(world, client):
    Hospital.objects.create(code=HOME, name="南京示范医院", region_id="320100", grade="3")
    hospitals = program_of_agency(world.agencies["nanjing"])
    said = {**VISIT, "number": str(world.person.number)}

    filed, again = (hospitals.post("hospital-visits", said) for _time in range(2))
    assert (filed.status_code, filed.json()["own"]) == (200, "6608.00")
    assert filed.json() == again.json()
    assert Visit.objects.count() == 1
    for wrong in (
        {"fund": "28000.01"},
        {"covered": "30000.01"},
        {"discharged_on": "2026-08-19"},
        {"settled_on": "2026-09-08"},
        {"total": 30000},
        {"fund": "1.00"},  # another visit under the same number
    ):
        assert hospitals.post("hospital-visits", said | wrong).status_code == 422, wrong

    mine = program_of(world.applicant).get("visits").json()
    assert [(each["visit"], each["registered_as"]) for each in mine] == [("V-1", "")]
    client.force_login(world.applicant.user)
    page = client.get("/my/registrations/").content.decode()
    assert "南京示范医院" in page
    assert "6,608.00" in page
    assert program_of(world.other_person).get("visits").json() == []
