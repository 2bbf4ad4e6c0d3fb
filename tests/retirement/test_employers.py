"""A later retirement is signed by the employer too; one that denies it is asked about."""

from datetime import date

import pytest

from applications import papers
from applications.actions import applying, drafting
from applications.models import Employer
from applications.registry import service_of
from casework.models import Notice
from kit.errors import NotPermitted
from services.retirement.actions import agreeing
from services.retirement.models import Choice
from tests.cast import MONDAY, make_user
from tests.papers import bring_papers
from tests.retirement.story import ANSWERS, fresh, send, world_of_retiring

CODE = "91330100MA00000008"
CHOICE = {
    "when": "late",
    "post": "management",
    "day": date(2027, 3, 15),
    "agreed_on": date(2026, 6, 1),
    "is_leading": False,
    "is_true": True,
}


@pytest.fixture
def world(db):
    made = world_of_retiring()
    made.employer = Employer.objects.create(
        agency=made.agency("pension", "guangzhou"),
        name="示例科技有限公司",
        credit_code=CODE,
        contact_name="人事",
        proposed_by=made.pension_new_a.user,
        proposed_at=MONDAY,
        approved_by=made.pension_new_b.user,
        approved_at=MONDAY,
        user=make_user("hr"),
    )
    return made


def chosen(world):
    send(world, "retirement-choice", CHOICE)
    choice = Choice.objects.get()
    choice.employer_code = CODE
    choice.save()
    return choice


def late(world):
    said = {**ANSWERS, "when": "late", "day": date(2027, 3, 15)}
    said |= {"agreed_on": date(2026, 6, 1), "is_leading": False}
    application = drafting.start(service_of("retirement"), by=world.applicant, now=MONDAY)
    drafting.save(application, said, by=world.applicant, now=MONDAY)
    application = bring_papers(world, fresh(application))
    applying.submit(application, by=world.applicant, now=MONDAY, despite_checks=True)
    return fresh(application)


def test_what_the_employer_has_signed_needs_no_paper(world):
    choice = chosen(world)
    (waiting,) = agreeing.agreements_for(world.employer)
    assert (waiting.name, waiting.until) == (world.person.name, date(2027, 3, 15))
    with pytest.raises(NotPermitted):
        agreeing.say(world.employer, choice.pk, agrees=True, by=make_user("another"), now=MONDAY)

    agreeing.say(world.employer, choice.pk, agrees=True, by=world.employer.user, now=MONDAY)

    assert agreeing.agreements_for(world.employer) == []
    with pytest.raises(NotPermitted):  # it is said once
        agreeing.say(world.employer, choice.pk, agrees=False, by=world.employer.user, now=MONDAY)
    assert Notice.objects.filter(kind="late-choice-signed", to_person=world.person).count() == 1
    agreement = {each.paper.slot: each for each in papers.of(late(world))}["agreement"]
    assert agreement.spared
    assert not agreement.is_missing


@pytest.mark.one_database
def test_an_employer_that_denies_it_is_asked_about_and_nobody_is_refused_for_it(world, client):
    choice = chosen(world)
    client.force_login(world.employer.user)
    assert world.person.name in client.get("/employer/agreements/").content.decode()
    client.post(f"/employer/agreements/{choice.pk}/", {"agrees": "no"})

    choice.refresh_from_db()
    assert choice.employer_agrees is False
    address = f"/desk/cases/{late(world).case.number}/"
    client.force_login(world.pension_new_a.user)
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "no later retirement was agreed" in page
    client.force_login(make_user("somebody"))
    assert client.get("/employer/agreements/").status_code == 404


@pytest.mark.one_database
def test_programs_of_employers_read_and_answer_what_they_are_asked(world, client):
    choice = chosen(world)
    client.force_login(world.employer.user)
    (row,) = client.get("/api/v1/employer/agreements/").json()
    assert row["key"] == choice.pk
    assert client.get("/api/v1/employer/departures/").json() == []
    there = f"/api/v1/employer/agreements/{choice.pk}/"
    wrong = client.post(there, {"agrees": "perhaps"}, "application/json")
    assert wrong.status_code == 422
    assert client.post(there, {"agrees": True}, "application/json").json() == {"agrees": True}
    assert client.post(there, {"agrees": True}, "application/json").status_code == 403
    client.force_login(make_user("nobody"))
    assert client.get("/api/v1/employer/agreements/").status_code == 403


@pytest.mark.one_database
def test_pages_of_the_file_stand_beside_the_form_by_which_they_are_judged(world, client):
    application = send(world)
    client.force_login(world.pension_new_a.user)
    client.get(f"/desk/cases/{application.case.number}/")
    address = f"/desk/cases/{application.case.number}/judge-file/"
    empty = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "No page was taken in yet" in empty
    assert [e.paper.slot for e in papers.of(fresh(application), at_desk=True)] == ["file-pages"]
    assert papers.of(fresh(application)) == ()  # the person is not asked for it
