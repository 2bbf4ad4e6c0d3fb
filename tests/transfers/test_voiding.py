"""A letter with a mistake is voided by two persons; the clock follows the one that counts."""

import pytest
from django.test import Client
from django.urls import reverse

from casework.actions import steps
from casework.errors import MoveNotPossible
from casework.models import Event, Notice, Step
from kit.errors import NotPermitted, NotValid
from letters.models import Letter, LetterVoiding, VoidingProposal
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import STAGES, at_stage
from transfers.actions import voiding
from transfers.rules import voiding as rules
from transfers.rules.voiding import Clock, VoidingRule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def world(db):
    return make_world()


def letters(story, kind=Letter.Kind.ACCEPTANCE):
    return list(story.case.letters.filter(kind=kind))


def told(kind):
    notices = Notice.objects.filter(kind=kind).select_related("to_agency")
    return sorted(each.to_agency.code if each.to_agency else "person" for each in notices)


# --- Two persons --------------------------------------------------------------------------------
def test_nobody_approves_what_they_proposed(world):
    story = at_stage(world, "letter delivered")
    story.propose_voiding("new_a")

    with pytest.raises(NotPermitted):
        story.approve_voiding("new_a")

    assert Letter.objects.valid().filter(pk=letters(story)[0].pk).exists()


@pytest.mark.parametrize("who", ["original_a", "stranger", "supervisor", "auditor"])
def test_nobody_but_the_new_agency_proposes(world, who):
    story = at_stage(world, "letter delivered")

    with pytest.raises(NotPermitted):
        story.propose_voiding(who)


def test_a_proposal_waits_alone_and_changes_nothing_else(world):
    story = at_stage(world, "letter delivered")
    due_on = steps.current_step(story.case).due_on
    story.propose_voiding()

    with pytest.raises(MoveNotPossible):
        story.propose_voiding("new_b")

    assert steps.current_step(story.case).due_on == due_on
    assert not LetterVoiding.objects.exists()


def test_what_is_turned_down_leaves_the_letter_and_may_be_proposed_again(world):
    story = at_stage(world, "letter delivered").tell("propose_voiding turn_down_voiding")
    assert Letter.objects.valid().filter(pk=letters(story)[0].pk).exists()
    assert story.voiding.answer == "没有错误"

    story.tell("propose_voiding approve_voiding")

    assert [each.is_approved for each in VoidingProposal.objects.all()] == [False, True]


def test_a_reason_is_needed(world):
    story = at_stage(world, "letter delivered")

    with pytest.raises(NotValid):
        voiding.propose(story.transfer, reason=" ", is_reissued=True, **story.by("new_a"))


# --- A corrected letter -------------------------------------------------------------------------
@pytest.mark.parametrize("stage", ["letter delivered", "form prepared", "clarification asked"])
@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_a_corrected_letter_takes_its_place_and_the_term_starts_again(world, stage, insurance):
    story = at_stage(world, stage, insurance)
    first_due = Step.objects.get(kind="hand-over").due_on
    story.wait(3)

    story.tell("propose_voiding approve_voiding")
    assert steps.current_step(story.case) is None  # the new letter is on its way
    story.wait()

    wrong, corrected = letters(story)
    running = steps.current_step(story.case)
    assert (corrected.replaces, wrong.voiding.reason) == (wrong, "账号有误")
    assert list(Letter.objects.valid().filter(kind=wrong.kind)) == [corrected]
    assert (story.case.status, running.kind) == ("letter-issued", "hand-over")
    assert running.due_on > first_due
    assert running.starts_on == story.now.date()
    assert not story.transfer.forms.filter(sent_at=None).exists()


def test_the_case_goes_on_to_its_end_with_the_corrected_letter(world):
    story = at_stage(world, "letter delivered").tell("propose_voiding approve_voiding wait")

    story.tell("prepare_form send_form wait record_arrival prepare_settlement complete wait")

    assert story.case.status == "completed"


def test_original_agency_and_person_are_told(world):
    at_stage(world, "letter delivered").tell("propose_voiding approve_voiding")

    assert told("letter-voided") == ["P510100", "person"]
    event = Event.objects.get(kind=Event.Kind.VOIDED)
    assert event.data["replaced_by"] == Letter.objects.last().number


def test_a_letter_voided_before_it_went_out_reaches_nobody(world):
    story = at_stage(world, "letter issued").tell("propose_voiding approve_voiding wait")

    wrong, corrected = letters(story)
    assert not hasattr(wrong, "delivery")
    assert hasattr(corrected, "delivery")
    assert told("letter-voided") == ["person"]
    assert story.case.steps.filter(kind="hand-over").count() == 2


def test_another_dated_rule_lets_the_term_go_on(world, monkeypatch):
    story = at_stage(world, "letter delivered")
    due_on = steps.current_step(story.case).due_on
    kept = rules.CLOCKS["pension"][0]
    going_on = VoidingRule(Clock.GOES_ON, kept.basis, kept.valid_from)
    monkeypatch.setitem(rules.CLOCKS, "pension", (going_on,))

    story.wait(2)
    story.tell("propose_voiding approve_voiding wait")

    assert steps.current_step(story.case).due_on == due_on


# --- No letter in its place -----------------------------------------------------------------------
def test_without_a_corrected_letter_the_turn_ends_and_the_review_goes_on(world):
    story = at_stage(world, "letter delivered")  # accepted on the second of fifteen days
    story.wait(3)

    story.void_without_successor()

    running = steps.current_step(story.case)
    assert (story.case.status, running.kind, running.working_days) == ("submitted", "review", 14)
    assert not story.case.steps.filter(kind="hand-over", closed_at=None).exists()
    assert not Letter.objects.valid().filter(kind=Letter.Kind.ACCEPTANCE).exists()
    assert told("letter-voided") == ["P510100", "person"]


def test_a_review_that_goes_on_late_has_three_days_at_least(world):
    story = at_stage(world, "in review")
    story.wait(20)
    story.tell("accept wait")

    story.void_without_successor()

    assert steps.current_step(story.case).working_days == 3


@pytest.mark.parametrize(
    "verbs", ["accept wait", "prepare_refusal refuse wait", "withdraw", "ask_correction"]
)
def test_all_that_a_review_can_end_in_is_open_again(world, verbs):
    story = at_stage(world, "letter delivered")
    story.void_without_successor()

    story.tell(verbs)

    assert story.case.status in ("letter-issued", "refused", "withdrawn", "correction-asked")


# --- A refusal ------------------------------------------------------------------------------------
def test_a_refusal_is_explained_anew_and_stays_a_refusal(world):
    story = at_stage(world, "refused").tell("propose_voiding approve_voiding wait")

    wrong, corrected = letters(story, Letter.Kind.REFUSAL)
    assert (story.case.status, corrected.replaces) == ("refused", wrong)
    assert hasattr(corrected, "delivery")


def test_a_refusal_is_not_left_without_an_explanation(world):
    story = at_stage(world, "refused")

    with pytest.raises(NotValid):
        story.propose_voiding(reissued=False)


# --- Too late -------------------------------------------------------------------------------------
def test_whoever_hands_over_first_is_faster_than_the_second_person(world):
    story = at_stage(world, "form prepared").tell("propose_voiding send_form")

    with pytest.raises(MoveNotPossible):
        story.approve_voiding()

    assert story.case.status == "handed-over"


@pytest.mark.parametrize(
    "stage",
    sorted(
        set(STAGES)
        - {
            "draft",
            "letter issued",
            "letter delivered",
            "form prepared",
            "clarification asked",
            "refused",
        }
    ),
)
def test_at_no_other_stage_a_letter_is_voided(world, stage):
    story = at_stage(world, stage)

    with pytest.raises((MoveNotPossible, NotPermitted)):
        story.propose_voiding()


# --- The pages ------------------------------------------------------------------------------------
def desk(world, who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(getattr(world, who).user)
    return client


def test_two_clerks_void_a_letter_at_the_desk(world):
    story = at_stage(world, "letter delivered")
    address = reverse("desk_void", args=[story.case.number])
    first, second = desk(world, "pension_new_a"), desk(world, "pension_new_b")

    typed = {"reason": "Wrong account", "is_reissued": "yes", "version": story.case.version}
    proposed = first.post(address, typed, follow=True).content.decode()
    waiting = second.get(reverse("desk_case", args=[story.case.number])).content.decode()
    approved = second.post(
        reverse("desk_void_approve", args=[story.case.number]),
        {"version": story.case.version},
        follow=True,
    ).content.decode()

    assert "Somebody else of your agency has to approve it" in proposed
    assert address in waiting
    assert "is being delivered" in approved
    assert len(letters(story)) == 2


def test_the_form_says_what_is_missing(world):
    story = at_stage(world, "letter delivered")
    address = reverse("desk_void", args=[story.case.number])

    answer = desk(world, "pension_new_a").post(address, {"version": story.case.version})

    assert answer.status_code == 422
    assert "Write what is wrong with the letter." in answer.content.decode()


@pytest.mark.parametrize("who", ["pension_original_a", "pension_auditor"])
def test_others_are_not_offered_it(world, who):
    story = at_stage(world, "letter delivered")

    page = desk(world, who).get(reverse("desk_case", args=[story.case.number]))

    assert reverse("desk_void", args=[story.case.number]) not in page.content.decode()


@pytest.mark.parametrize("who", ["applicant", "pension_original_a", "pension_new_a"])
def test_a_void_letter_says_so_before_it_opens(world, who):
    story = at_stage(world, "letter delivered").tell("propose_voiding approve_voiding wait")
    wrong, corrected = letters(story)
    client = desk(world, who)

    cover = client.get(wrong.get_absolute_url())
    paper = client.get(f"{wrong.get_absolute_url()}?anyway=yes")

    assert "This letter no longer counts" in cover.content.decode()
    assert corrected.get_absolute_url() in cover.content.decode()
    assert paper["Content-Type"] == "application/pdf"
    assert client.get(corrected.get_absolute_url())["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_person_reads_in_the_history_what_happened(world, language):
    story = at_stage(world, "letter delivered").tell("propose_voiding approve_voiding wait")
    client = desk(world, "applicant")

    page = client.get(f"/cases/{story.case.number}/", headers={"accept-language": language})

    assert page.status_code == 200
    assert "账号有误" not in page.content.decode()  # words between agencies stay there
