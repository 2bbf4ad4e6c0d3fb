"""An agency closes and another acts in its place: nothing that is under way is lost."""

from datetime import date

import pytest
from django.test import Client

from agencies.actors import actor_of
from agencies.models import Agency, Merger, Post
from applications.desk.showing import who_acted
from casework.history_shown import entry
from casework.models import Case, Notice
from kit.errors import NotPermitted, NotValid
from letters.checking import judging
from letters.models import Letter
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_clerk, make_draft, make_user, make_world
from tests.story import at_stage
from transfers.actions import handing_over, preparing_form, taking_over
from transfers.actions.places import agency_for
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    print_blank_letters(monkeypatch)
    world = make_world()
    second = make_user("second", is_staff=True, is_superuser=True)
    world.people["second_administrator"] = actor_of(second)
    return world


def merge(world, old, into, now=MONDAY):
    by = world.administrator
    merger = taking_over.propose_merger(
        old, into, on=MONDAY.date(), document="〔2026〕1号", by=by, now=now
    )
    taking_over.merge_agency(merger, by=world.second_administrator, now=now)
    return Agency.objects.get(pk=into.pk)


def places(world):
    """The agency that closes, its successor, and a third."""
    return [world.agency("pension", each) for each in ("chengdu", "sichuan", "hangzhou")]


def test_the_successor_goes_on_with_what_is_under_way(world):
    story = at_stage(world, "letter delivered")
    old, into, _third = places(world)
    (before,) = story.case.steps.open()

    merge(world, old, into, story.now)
    story.now = story.now.replace(hour=3)

    (step,) = story.case.steps.open()
    assert (step.agency, step.due_on) == (into, before.due_on)
    a, b = (make_clerk(f"into-{each}", Agency.objects.get(pk=into.pk)) for each in "ab")
    form = preparing_form.prepare_form(story.transfer, by=a, now=story.now)
    form = story.transfer.forms.select_related("transfer__case").get(pk=form.pk)
    edge = {"reference": "B-1", "sent_on": story.now.date(), "by": b, "now": story.now}
    letter = handing_over.send_form(form, **edge)
    assert letter.agency == into
    assert form.months == 132
    assert not list(violations())


def test_person_and_both_agencies_are_told_and_history_says_so(world):
    story = at_stage(world, "letter delivered")
    old, into, _third = places(world)

    merge(world, old, into, story.now)

    told = Notice.objects.filter(case=story.case, kind="taken-over")
    new = world.agency("pension", "guangzhou")
    assert {each.to_agency for each in told} == {None, into, new}
    assert story.case.events.last().kind == "taken-over"


def test_staff_of_the_successor_see_old_cases_and_those_that_ended(world):
    story = at_stage(world, "completed")
    old, into, _third = places(world)
    merge(world, old, into, story.now)

    clerk = make_clerk("into-a", Agency.objects.get(pk=into.pk))

    assert Case.objects.visible_to(clerk).filter(pk=story.case.pk).exists()
    assert not list(violations())


def test_a_letter_on_its_way_to_a_closed_agency_opens_the_successors_turn(world):
    story = at_stage(world, "letter issued")
    old, into, _third = places(world)
    merge(world, old, into, story.now)

    story.work()

    assert story.case.steps.open().get().agency == into


def test_an_old_letter_is_known_by_the_name_on_it(world):
    story = at_stage(world, "letter returned")
    old, into, _third = places(world)
    story.work()
    merge(world, old, into, story.now)

    letter = Letter.objects.get(case=story.case, kind=Letter.Kind.RETURN)
    assert judging.by_code(letter.code).letter.issuer.name == old.name
    story.reissue()
    assert not Notice.objects.filter(case=story.case, kind="sent-elsewhere").exists()


def test_the_successor_serves_the_place_and_finds_the_record(world):
    old, into, _third = places(world)
    merge(world, old, into)

    transfer = make_draft(world, "pension")

    assert agency_for(old.region, "pension") == into
    assert transfer.original_agency == into
    assert transfer.original_relationship.agency == old


def test_a_successor_that_is_merged_too_hands_everything_on(world):
    old, into, third = places(world)
    third = merge(world, merge(world, old, into), third)

    old.refresh_from_db()

    assert old.successor == third
    assert agency_for(old.region, "pension") == third


def test_no_circle_of_successors_can_be_made(world):
    old, into, _third = places(world)
    into = merge(world, old, into)
    old.refresh_from_db()

    with pytest.raises(NotValid):
        merge(world, into, old)
    with pytest.raises(NotValid):
        merge(world, into, into)


def test_one_administrator_alone_merges_nothing_and_not_before_the_day(world):
    old, into, _third = places(world)
    edge = {"on": date(2026, 9, 8), "document": "x", "by": world.administrator, "now": MONDAY}
    merger = taking_over.propose_merger(old, into, **edge)

    with pytest.raises(NotValid):
        taking_over.merge_agency(merger, by=world.second_administrator, now=MONDAY)
    with pytest.raises(NotPermitted):
        taking_over.merge_agency(merger, by=world.administrator, now=MONDAY.replace(day=8))
    old.refresh_from_db()
    assert old.is_active


def test_two_agencies_with_a_transfer_between_them_are_not_merged(world):
    at_stage(world, "in review")

    with pytest.raises(NotValid):
        merge(world, world.agency("pension", "chengdu"), world.agency("pension", "guangzhou"))


def test_an_agency_with_open_turns_is_not_just_switched_off(world):
    at_stage(world, "in review")
    agency = world.agency("pension", "guangzhou")
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.administrator.user)
    typed = {
        field.name: getattr(agency, field.attname) or ""
        for field in Agency._meta.fields
        if field.name not in ("id", "is_active", "successor", "account_name")
    }

    answer = client.post(f"/admin/agencies/agency/{agency.pk}/change/", typed)

    assert "Propose its merger" in answer.content.decode()
    agency.refresh_from_db()
    assert agency.is_active


def test_a_merger_is_proposed_and_approved_in_the_administration(world):
    story = at_stage(world, "letter delivered")
    old, into, _third = places(world)
    first, second = Client(), Client()
    first.force_login(world.administrator.user)
    second.force_login(world.second_administrator.user)

    first.post(
        "/admin/agencies/merger/add/",
        {"old": old.pk, "into": into.pk, "on": "2026-09-07", "document": "〔2026〕1号"},
    )
    merger = Merger.objects.get(old=old)
    seen = second.get(f"/admin/agencies/merger/{merger.pk}/change/").context["preview"]
    assert (seen["cases"], seen["posts"], seen["clerks"]) == (1, 2, 0)
    second.post(f"/admin/agencies/merger/{merger.pk}/approve/")

    assert story.case.steps.open().get().agency == into
    assert not Post.objects.current().filter(agency=old).exists()
    event = story.case.events.last()
    assert {who_acted(event), entry(event, "")["who"]} == {"平台管理员"}
