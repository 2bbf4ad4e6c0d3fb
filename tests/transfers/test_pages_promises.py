"""What is said before sending is found again: in a no, in what is owed, in days, and at the end."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.models import Agency
from casework.errors import MoveNotPossible
from casework.models import Event, Notice
from tests import owner
from tests.api.calling import program_of
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_draft, make_world
from tests.story import Story, at_stage
from tests.transfers.pages import DECLARED, DETAILS, page, signed_in, text
from transfers.actions import arrears, drafting
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
CHENGDU, GUANGZHOU = "510100", "440100"


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    with time_machine.travel(MONDAY):
        yield make_world()


@pytest.fixture
def me(world):
    return signed_in(world.applicant)


def held(world, place):
    return world.person.relationships.get(agency=world.agency("pension", place))


@pytest.fixture
def owing(world):
    """Two months of 2024 are owed at the original place, each of 20 % of 6,000 yuan."""
    with owner.as_owner():
        period = held(world, "chengdu").periods.filter(first_month__year=2024).first()
        period.first_month, period.last_month = date(2024, 1, 1), date(2024, 2, 1)
        period.base_fen = 600_000
        period.employer_rate, period.personal_rate, period.account_rate = "0.12", "0.08", "0.08"
        period.is_paid, period.is_personal_arrears = False, True
        period.save()
    return make_draft(world, "pension")


# --- At the end -----------------------------------------------------------------------------------
def test_what_was_promised_is_found_again_at_the_end_to_the_fen(world):
    story = at_stage(world, "completed")
    said = Event.objects.get(case=story.case, moved_to="submitted").data["promised"]
    form = story.transfer.forms.get()

    shown = text(signed_in(world.applicant).get(reverse("case", args=[story.case.number])))

    assert said["total_fen"] == said["account_fen"] + said["pooled_fen"] > 0
    assert f"¥{said['total_fen'] / 100:,.2f}" in shown
    assert f"¥{form.total_fen / 100:,.2f}" in shown
    assert f"¥{form.account_fen / 100:,.2f}" in shown
    assert f"Sent by {story.transfer.original_agency.local_name} on" in shown
    assert f"Added to your record by {story.transfer.new_agency.local_name} on" in shown


# --- Months owed ----------------------------------------------------------------------------------
def test_what_is_owed_says_months_amount_whom_to_pay_and_what_each_choice_comes_to(me, owing):
    agency = owing.original_agency

    for name in ("known", "details"):
        shown = text(me.get(page(owing, name)))

        assert "January 2024" in shown
        assert "¥2,400.00" in shown
        assert f'href="{reverse("agency", args=[agency.code])}"' in shown
        assert "No day is fixed by law" in shown
        assert "¥960.00 more lies in your personal account" in shown
        assert "write in the note when and how you paid" in shown


def sent_with(owing, me, choice):
    me.post(page(owing, "details"), {**DETAILS, "arrears": choice})
    me.post(
        reverse("transfer_check", args=[owing.case.number]), {**DECLARED, "despite_checks": "on"}
    )
    return Transfer.objects.whole().get(pk=owing.pk)


def test_the_choice_can_be_changed_until_it_is_accepted_and_the_agency_is_told(world, me, owing):
    sent = sent_with(owing, me, "waive")
    address = reverse("case_arrears", args=[sent.case.number])
    version = sent.case.version

    case_page = text(me.get(sent.case.get_absolute_url()))
    changed = me.post(address, {"arrears": "pay", "version": version})
    too_late = me.post(address, {"arrears": "waive", "version": version})

    assert f'href="{address}"' in case_page
    assert reverse("case_messages", args=[sent.case.number]) in case_page
    assert changed.url == sent.case.get_absolute_url()
    assert too_late.status_code == 409
    assert Transfer.objects.get(pk=sent.pk).arrears == "pay"
    assert Event.objects.filter(case=sent.case, kind=Event.Kind.CHOSEN_ANEW).count() == 1
    assert Notice.objects.filter(case=sent.case, kind="arrears-chosen").exists()


def test_a_program_changes_the_choice_by_the_version_it_has_seen(world, me, owing):
    sent = sent_with(owing, me, "waive")
    program, number = program_of(world.applicant), sent.case.number
    version = program.get(f"cases/{number}").json()["version"]

    changed = program.post(f"cases/{number}/choose-arrears", {"arrears": "pay", "version": version})
    late = program.post(f"cases/{number}/choose-arrears", {"arrears": "waive", "version": version})
    odd = program.act(number, "choose-arrears", arrears="forget")

    assert changed.status_code == 200
    assert Transfer.objects.get(pk=sent.pk).arrears == "pay"
    assert (late.status_code, odd.status_code) == (409, 422)


def test_a_choice_is_not_changed_by_others_nor_after_acceptance_nor_to_nothing(world, me, owing):
    sent = sent_with(owing, me, "waive")
    address = reverse("case_arrears", args=[sent.case.number])

    assert signed_in(world.other_person).get(address).status_code == 404
    assert me.post(address, {"arrears": "forget", "version": sent.case.version}).status_code == 422
    story = Story(world)
    story.pk = sent.pk
    story.tell("wait accept")
    accepted = story.transfer
    with pytest.raises(MoveNotPossible):
        arrears.choose(accepted, "pay", by=world.applicant, now=MONDAY)
    assert me.get(address).url == sent.case.get_absolute_url()


# --- A no -----------------------------------------------------------------------------------------
def test_a_no_names_place_agency_telephone_and_page(world, me):
    world.person.relationships.filter(pk=held(world, "chengdu").pk).update(status="active")
    draft = make_draft(world, "pension")
    agency = draft.original_agency
    Agency.objects.filter(pk=agency.pk).update(phone="028-12345678")

    shown = text(me.get(page(draft, "known")))

    assert "Your pension insurance at the original place is still active." in shown
    assert (
        f'{agency.region.local_name}: <a href="{reverse("agency", args=[agency.code])}">' in shown
    )
    assert 'href="tel:02812345678"' in shown


def test_swapped_places_are_offered_to_be_swapped(world, me):
    draft = drafting.start("pension", by=world.applicant, now=MONDAY)
    wrong_way = {"original_region": GUANGZHOU, "new_region": CHENGDU}
    drafting.save(draft, wrong_way, by=world.applicant, now=MONDAY)
    known = page(draft, "known")

    offered = text(me.get(known))
    me.post(known, {"swap": "yes"})
    after = text(me.get(known))

    assert "Are the two places the wrong way round?" in offered
    assert "wrong way round" not in after
    assert "You can ask for this transfer" in after
    assert Transfer.objects.get(pk=draft.pk).original_region_id == CHENGDU


def test_places_that_are_right_are_not_offered_to_be_swapped(me, owing):
    assert "wrong way round" not in text(me.get(page(owing, "known")))


def test_what_moved_already_says_with_which_case(world):
    story = at_stage(world, "completed")
    me = signed_in(world.applicant)
    again = make_draft(world, "pension", story.now)

    shown = text(me.get(page(again, "known")))

    assert f"See case {story.case.number}" in shown
    assert f'href="{story.case.get_absolute_url()}"' in shown


# --- Days -----------------------------------------------------------------------------------------
def test_a_day_says_what_it_is_and_no_late_step_stands_after_what_follows(world):
    story = Story(world).tell("submit wait")
    address = reverse("case", args=[story.case.number])
    with time_machine.travel(story.now):
        running = text(signed_in(world.applicant).get(address))
    story.wait(35)
    with time_machine.travel(story.now):
        answer = signed_in(world.applicant).get(address)

    past = answer.context["past"]
    days = [
        (each["state"], each.get("on") or each["at"].date())
        for each in past["earlier"] + past["events"]
        if each.get("on") or each.get("at")
    ]
    late = [at for at, (state, _day) in enumerate(days) if state == "late"]
    assert "at the latest</time>" in running
    assert "was due on" in text(answer)
    assert len(late) >= 2
    assert all(days[at][1] <= day for at in late for _state, day in days[at:])
