"""The insured person dies in the middle: nothing moves until two persons have decided."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Person
from casework import notices
from casework.actions import after_death, deaths
from casework.errors import MoveNotPossible
from casework.models import Event, Notice
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records.models import Posting
from tests.blank_letters import print_blank_letters
from tests.cast import PASSWORD, make_world
from tests.desk.conftest import text_of
from tests.story import at_stage
from tests.transfers.pages import signed_in
from transfers.actions import applying
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db

OPEN = [
    *("in review", "correction asked", "letter delivered", "clarification asked"),
    *("letter returned", "form prepared", "handed over", "settlement prepared", "disputed"),
]
# What would send, credit, complete or ask something at each stage.
GOES_ON = {
    "in review": ("accept", "ask_correction", "withdraw"),
    "correction asked": ("answer", "withdraw"),
    "letter delivered": ("return_letter", "ask", "prepare_form"),
    "clarification asked": ("clarify",),
    "letter returned": ("reissue",),
    "form prepared": ("send_form", "return_letter"),
    "money arrived": ("prepare_settlement", "dispute"),
    "settlement prepared": ("complete",),
}


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    return make_world()


def report(story, who="new_a", **said):
    died_on = story.now.date() - timedelta(days=3)
    told = {"died_on": died_on, "source": "死亡登记"} | said
    return deaths.report(story.case, **told, **story.by(who))


def died(story):
    report(story)
    deaths.confirm(story.case, **story.by("new_b"))
    return story


def decide(story, *, goes_on):
    said = {"goes_on": goes_on, "reason": "参保人去世"}
    after_death.propose(story.case, **said, **story.by("new_a"))
    return after_death.approve(story.case, **story.by("new_b"))


@pytest.mark.parametrize("stage", GOES_ON)
def test_from_the_report_on_nothing_of_the_case_goes_on(world, stage):
    story = at_stage(world, stage)
    report(story)

    for verb in GOES_ON[stage]:
        with pytest.raises(MoveNotPossible, match=r"去世|death"):
            getattr(story, verb)()


@pytest.mark.parametrize("stage", OPEN)
def test_two_persons_end_the_case_and_every_fen_stays_where_it_is(world, stage):
    story = died(at_stage(world, stage))
    money = list(Posting.objects.order_by("pk").values())

    decide(story, goes_on=False)
    story.work()

    assert story.case.state == Status.ENDED
    assert list(Posting.objects.order_by("pk").values()) == money
    assert not list(violations())
    assert story.case.events.get(moved_to="ended").data["reasons"] == ["E02"]


def test_a_program_reads_that_a_case_is_stopped_and_the_person_of_no_mere_report(world):
    story = at_stage(world, "letter delivered")
    report(story)
    address = f"/api/v1/cases/{story.case.number}/"

    def stopped(who):
        return signed_in(who).get(address).json()["is_stopped_by_death"]

    assert stopped(story.who("original_a"))
    assert not stopped(world.applicant)


def test_what_was_under_way_may_be_carried_through(world):
    story = died(at_stage(world, "money arrived"))
    decide(story, goes_on=True)

    story.tell("prepare_settlement complete wait")

    assert story.case.state == Status.COMPLETED
    assert not list(violations())


def test_before_anything_was_sent_the_case_can_only_end(world):
    story = died(at_stage(world, "letter delivered"))

    with pytest.raises(NotValid):
        decide(story, goes_on=True)


def test_one_person_alone_neither_records_a_death_nor_decides(world):
    story = at_stage(world, "letter delivered")
    report(story)
    with pytest.raises(NotPermitted):
        deaths.confirm(story.case, **story.by("new_a"))
    deaths.confirm(story.case, **story.by("original_b"))
    said = {"goes_on": False, "reason": "参保人去世"}
    after_death.propose(story.case, **said, **story.by("new_a"))

    with pytest.raises(NotPermitted):
        after_death.approve(story.case, **story.by("new_a"))
    with pytest.raises(NotPermitted):
        after_death.approve(story.case, **story.by("original_a"))


def test_both_agencies_are_told_and_the_dead_are_not(world):
    story = at_stage(world, "letter delivered")
    mail.outbox.clear()
    before = Notice.objects.filter(to_agency=None).count()

    died(story)
    decide(story, goes_on=False)
    story.wait()

    told = Notice.objects.filter(kind="death-confirmed")
    assert {each.to_agency.region_id for each in told} == {"440100", "510100"}
    assert Notice.objects.filter(to_agency=None).count() == before
    assert not [each for each in mail.outbox if "people.example" in str(each.to)]


def test_the_agency_that_does_not_decide_reads_which_one_does(world):
    story = died(at_stage(world, "letter delivered"))
    decides = str(story.transfer.new_agency)

    for told in Notice.objects.filter(kind="death-confirmed"):
        assert decides in notices.body(told)
        assert "decide" not in notices.title(told)


def test_a_death_recorded_wrongly_is_taken_back_by_two_persons(world):
    story = died(at_stage(world, "in review"))
    report(story, is_taken_back=True, source="同名之误")
    assert Person.objects.get(pk=world.person.pk).deceased_on is not None

    deaths.confirm(story.case, **story.by("new_b"))
    story.accept()

    assert Person.objects.get(pk=world.person.pk).deceased_on is None
    assert story.case.state == Status.LETTER_ISSUED


def test_a_report_turned_down_lets_the_case_go_on(world):
    story = at_stage(world, "in review")
    report(story)
    deaths.turn_down(story.case, **story.by("new_b"))

    story.accept()

    assert story.case.events.filter(kind=Event.Kind.SENT_BACK).exists()


def test_a_decision_does_not_outlive_the_record_it_was_made_about(world):
    story = died(at_stage(world, "money arrived"))
    decide(story, goes_on=True)
    story.wait()
    report(story, is_taken_back=True)
    deaths.confirm(story.case, **story.by("new_b"))
    story.wait()
    died(story)

    with pytest.raises(MoveNotPossible):
        story.prepare_settlement()


@pytest.mark.parametrize(
    "said", [{"died_on": None}, {"died_on": date(2050, 1, 1)}, {"died_on": date(1950, 1, 1)}]
)
def test_a_death_has_a_day_in_the_life_of_the_person(world, said):
    with pytest.raises(NotValid):
        report(at_stage(world, "in review"), **said)


def test_nobody_files_for_somebody_who_has_died(world):
    story = at_stage(world, "draft")
    Person.objects.update(deceased_on=date(2026, 1, 1))

    with pytest.raises(MoveNotPossible):
        applying.submit(story.transfer, despite_checks=True, **story.by("applicant"))


def test_the_desk_leads_two_persons_through_it_and_the_page_speaks_to_the_family(world, client):
    story = at_stage(world, "in review")
    address = reverse("desk_death", args=[story.case.number])

    def post(name, **said):
        client.login(username=f"pension-{name}@people.example", password=PASSWORD)
        version = story.case.version
        answer = client.post(address, {"version": version, **said})
        assert answer.status_code == 302, text_of(answer)

    day = {"died_on": "2026-09-01"}
    post("new-a", **day, source="Register")
    post("new-b", what="confirm-death")
    post("new-a", goes_on="no", reason="Died")
    post("new-b", what="approve-after-death")
    client.login(username="applicant@people.example", password=PASSWORD)
    page = client.get(reverse("case", args=[story.case.number]), headers={"accept-language": "en"})

    assert story.case.state == Status.ENDED
    assert "We are sorry for your loss" in page.content.decode()
    assert "can be inherited" in page.content.decode()
    assert "Apply again" not in page.content.decode()


def test_a_case_that_a_death_stopped_promises_nothing(world, client):
    story = at_stage(world, "letter delivered")
    address = reverse("case", args=[story.case.number])

    def page():
        client.login(username="applicant@people.example", password=PASSWORD)
        return client.get(address, headers={"accept-language": "en"}).content.decode()

    before = page()
    report(story)
    reported = page()
    deaths.confirm(story.case, **story.by("new_b"))
    confirmed = page()

    term, promises = 'class="turn__left"', ("adds your months", "adds months and money")
    assert all(each in before for each in (term, *promises))
    for shown in (reported, confirmed):
        assert "This case stands still." in shown
        assert not any(each in shown for each in (term, *promises))
    assert "We are sorry for your loss" not in reported
    mine = client.get(reverse("my_page"), headers={"accept-language": "en"}).content.decode()
    assert "To the family" in mine
    assert reverse("service_guide", args=["account-inheritance"]) in mine
    assert "insurance as well" not in mine


def test_at_the_desk_a_stopped_case_asks_for_the_decision_and_for_nothing_else(world, client):
    story = died(at_stage(world, "letter delivered"))

    def page(who):
        client.force_login(story.who(who).user)
        address = reverse("desk_case", args=[story.case.number])
        return client.get(address, headers={"accept-language": "en"})

    assert "See and decide" in text_of(page("new_a"))
    assert "See and decide" not in text_of(page("original_a"))
    assert page("original_a").context["work"]["actions"] == []


def test_what_was_prepared_before_a_death_is_not_offered_until_it_is_decided(world, client):
    story = died(at_stage(world, "settlement prepared"))
    client.force_login(story.who("new_b").user)

    page = client.get(reverse("desk_case", args=[story.case.number]))

    assert page.context["work"]["prepared"] is None


def test_the_second_person_reads_what_waits_and_an_ended_case_shows_the_family_the_way(
    world, client
):
    story = died(at_stage(world, "letter delivered"))
    client.force_login(story.who("new_b").user)

    def page(name):
        address = reverse(name, args=[story.case.number])
        return text_of(client.get(address, headers={"accept-language": "en"}))

    after_death.propose(story.case, goes_on=False, reason="Died", **story.by("new_a"))
    assert "It has been proposed how this case goes on" in page("desk_case")

    after_death.approve(story.case, **story.by("new_b"))
    assert "Until two persons have decided" not in page("desk_death")
    assert "the family inherits the balance of the personal account" in page("desk_death")


def test_where_money_is_compared_the_desk_reads_that_a_death_stopped_the_case(world, client):
    story = died(at_stage(world, "money arrived"))
    client.force_login(story.who("new_b").user)
    address = reverse("desk_settle", args=[story.case.number])

    assert "See and decide" in text_of(client.get(address, headers={"accept-language": "en"}))
