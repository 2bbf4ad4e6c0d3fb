"""Reconsideration and lawsuits about a case: recorded by one, confirmed by another, told to all."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from applications.acts.doing import do
from casework.actions import proceedings
from casework.models import Case, Event, Notice, Proceeding, TermExtension
from casework.serializers import bodies
from kit.errors import NotPermitted, NotValid
from tests.cast import MONDAY, make_world
from tests.story import Story

pytestmark = pytest.mark.django_db
FILED = {"kind": "reconsideration", "body": "广州市人民政府", "number": "穗府复〔2026〕1号"}
ENDED = {"outcome": "changed", "ended_on": MONDAY.date(), "outcome_note": "重新审核。"}


@pytest.fixture
def story(db):
    told = Story(make_world())
    told.submit()
    return told


def record(story, who, filed_on=None, **said):
    day = filed_on or MONDAY.date() - timedelta(days=3)
    case = Case.objects.get(pk=story.pk)
    return proceedings.record(case, **{**FILED, **said}, filed_on=day, by=who, now=MONDAY)


def again(proceeding):
    return Proceeding.objects.select_related("case").get(pk=proceeding.pk)


def test_it_counts_and_is_told_once_a_second_person_confirms_it(story):
    world = story.world
    found = record(story, world.pension_new_a, stops="暂停执行")
    assert not Proceeding.objects.visible_to(world.applicant).exists()
    with pytest.raises(NotPermitted):
        proceedings.confirm(again(found), by=world.pension_new_a, now=MONDAY)

    proceedings.confirm(again(found), by=world.pension_new_b, now=MONDAY)

    assert Proceeding.objects.visible_to(world.applicant).get().stops == "暂停执行"
    assert Event.objects.filter(case=story.pk, kind=Event.Kind.PROCEEDING).count() == 1
    assert Notice.objects.filter(kind="proceeding").count() == 2


def test_so_does_how_it_ended(story):
    world = story.world
    found = record(story, world.pension_new_a)
    proceedings.confirm(again(found), by=world.pension_new_b, now=MONDAY)
    proceedings.record_outcome(again(found), **ENDED, by=world.pension_new_b, now=MONDAY)
    with pytest.raises(NotPermitted):
        proceedings.confirm(again(found), by=world.pension_new_b, now=MONDAY)
    proceedings.turn_down(again(found), by=world.pension_new_a, now=MONDAY)
    assert again(found).outcome == ""

    proceedings.record_outcome(again(found), **ENDED, by=world.pension_new_b, now=MONDAY)
    proceedings.confirm(again(found), by=world.pension_new_a, now=MONDAY)

    assert again(found).outcome_confirmed_by == world.pension_new_a.user


def test_days_that_cannot_be_are_refused_and_strangers_record_nothing(story):
    with pytest.raises(NotValid):
        record(story, story.world.pension_new_a, filed_on=MONDAY.date() + timedelta(days=1))
    strangers = (story.world.other_person, story.world.pension_stranger)
    for who in (*strangers, story.world.pension_auditor):
        with pytest.raises(NotPermitted):
            record(story, who)


def test_the_desk_records_it_and_the_case_shows_it_to_its_person(story, client):
    number, day = story.case.number, {"filed_on": "2026-09-01"}
    address = reverse("desk_proceedings", args=[number])
    client.force_login(story.world.pension_new_a.user)
    assert client.post(address, {**FILED, **day}).status_code == 302
    found = Proceeding.objects.get()
    assert FILED["number"] in client.get(address).text
    client.force_login(story.world.pension_new_b.user)
    assert client.post(address, {"yes": found.pk}).status_code == 302
    assert client.get(f"{address}?ended={found.pk}").status_code == 200
    assert client.get(f"{address}?ended=0").status_code == 404

    client.force_login(User.objects.get(pk=story.world.applicant.user.pk))
    assert FILED["number"] in client.get(reverse("case", args=[number])).text
    assert client.get(address).status_code == 404


def test_the_person_says_it_themselves_and_one_of_the_agency_confirms_it(story, client):
    world, number = story.world, story.case.number
    client.force_login(User.objects.get(pk=world.applicant.user.pk))
    address = reverse("case_proceeding", args=[number])
    assert address in client.get(reverse("case", args=[number])).text
    day = {"filed_on_year": "2026", "filed_on_month": "9", "filed_on_day": "1"}
    assert client.post(address, {**FILED, "number": ""}).status_code == 422

    assert client.post(address, {**FILED, **day}).status_code == 302
    assert client.post(address, {**FILED, **day}).status_code == 422  # it waits already
    found = Proceeding.objects.get()
    assert found.agency == world.agency("pension", "guangzhou")
    assert "尚未经经办机构确认" in client.get(reverse("case", args=[number])).text
    assert Notice.objects.get(kind="proceeding-reported").to_agency == found.agency
    with pytest.raises(NotPermitted):
        proceedings.confirm(again(found), by=world.applicant, now=MONDAY)

    proceedings.confirm(again(found), by=world.pension_new_a, now=MONDAY)
    assert Notice.objects.filter(kind="proceeding").count() == 2


def test_programs_record_and_confirm_it_as_the_desk_does(story):
    case, said = Case.objects.get(pk=story.pk), {**FILED, "filed_on": MONDAY.date(), "stops": ""}
    edge = {"now": MONDAY, "version": case.version}
    do("record-proceeding", story.transfer, said, by=story.world.pension_new_a, **edge)
    found = Proceeding.objects.get()
    which = {"proceeding": found.pk + 1}
    with pytest.raises(NotValid):
        do("confirm-proceeding", story.transfer, which, by=story.world.pension_new_b, **edge)
    which = {"proceeding": found.pk}
    do("confirm-proceeding", story.transfer, which, by=story.world.pension_new_b, **edge)

    assert again(found).confirmed_by == story.world.pension_new_b.user


def test_what_programs_may_name_is_what_the_records_know():
    for name, known in (
        ("kind", Proceeding.Kind.values),
        ("outcome", Proceeding.Outcome.values),
        ("ground", TermExtension.PROPOSED),
    ):
        body = {
            "kind": bodies.ProceedingBody,
            "outcome": bodies.ProceedingOutcomeBody,
            "ground": bodies.ExtensionBody,
        }[name]
        assert set(body().fields[name].choices) == set(known)
