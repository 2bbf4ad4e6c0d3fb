"""What is told to a person against their wish is prepared by one clerk and issued by another."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from agencies.actors import actor_of
from agencies.models import Post
from applications.acts.doing import do
from casework.actions import halting, steps
from casework.errors import MoveNotPossible
from casework.models import Event, HeldAct, Notice, PreparedAct
from kit.errors import NotPermitted, NotValid
from letters.models import Letter
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.story import Story, at_stage
from transfers.management.commands.check_invariants import violations
from transfers.presenting.timelines import timeline

pytestmark = pytest.mark.django_db
Outcome = PreparedAct.Outcome


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def story(db):
    return at_stage(make_world(), "refusal prepared")


def refusals():
    return Letter.objects.filter(kind=Letter.Kind.REFUSAL)


def test_a_prepared_refusal_is_nothing_yet_and_its_term_runs_on(story):
    assert story.case.status == "submitted"
    assert not refusals().exists()
    assert steps.current_step(story.case).paused_on is None

    story.wait(25)

    assert Notice.objects.filter(kind="late").exists()


def test_the_person_does_not_read_of_it_before_it_is_issued(story):
    told = timeline(story.transfer, story.case.events.select_related("actor_agency"))

    assert [line["title"] for line in told if "second person" in line["title"]] == []
    assert "reasons" not in Event.objects.get(kind=Event.Kind.PREPARED).data


def test_what_was_said_is_encrypted(story):
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM casework_preparedact")
        stored = cursor.fetchone()[0]

    assert "reasons" not in stored


def test_the_second_persons_name_stands_on_the_letter(story):
    story.refuse("new_b")

    assert refusals().get().issued_by == story.who("new_b").user
    assert story.prepared.issued_by == story.who("new_b").user
    assert story.prepared.outcome == Outcome.ISSUED


def test_a_refusal_after_a_returned_letter_needs_two_as_well(db):
    story = at_stage(make_world(), "letter returned").tell("prepare_refusal")
    with pytest.raises(NotPermitted):
        story.refuse("new_a")

    story.refuse("new_b")

    assert story.case.status == "refused"
    assert not list(violations())


def test_the_applicant_is_not_the_second_person(story):
    user = story.world.applicant.user
    agency = story.world.agency("pension", "guangzhou")
    Post.objects.create(user=user, agency=agency, role="clerk", started_at=MONDAY)
    story.world.people["pension_own"] = actor_of(type(user).objects.get(pk=user.pk))

    with pytest.raises(NotPermitted):
        story.refuse("own")


def test_what_a_locked_clerk_prepared_is_prepared_anew(story):
    first = story.who("new_a").user
    type(first).objects.filter(pk=first.pk).update(is_active=False)

    with pytest.raises(MoveNotPossible):
        story.refuse("new_b")
    story.prepare_refusal("new_b")

    assert story.prepared.prepared_by == story.who("new_b").user


def test_the_second_person_sends_it_back_with_a_note_and_the_first_takes_it_back_without(story):
    story.send_back_refusal("new_b")
    assert story.prepared.outcome == Outcome.SENT_BACK
    with pytest.raises(MoveNotPossible):
        story.refuse("new_b")

    story.tell("prepare_refusal")
    story.send_back_refusal("new_a")

    assert story.prepared.outcome == Outcome.TAKEN_BACK
    notes = [each.note for each in Event.objects.filter(kind=Event.Kind.SENT_BACK)]
    assert notes == ["请核对依据"] * 2


def test_preparing_anew_replaces_what_was_prepared(story):
    seen = story.prepared
    story.prepare_refusal("new_b")

    seen.refresh_from_db()
    assert seen.outcome == Outcome.REPLACED
    with pytest.raises(NotPermitted):
        story.refuse("new_b")
    story.refuse("new_a")


def test_a_case_that_moves_on_makes_it_void_and_says_so(story):
    story.ask_correction("new_b")

    assert story.prepared.outcome == Outcome.OVERTAKEN
    assert Event.objects.filter(kind=Event.Kind.OVERTAKEN).count() == 1
    told = Notice.objects.get(kind="prepared-act-overtaken")
    assert told.to_agency == story.who("new_a").agency
    with pytest.raises(MoveNotPossible):
        story.refuse("new_b")


def test_of_two_who_issue_it_one_is_faster(story):
    seen, prepared = story.transfer, story.prepared
    story.refuse("new_b")

    with pytest.raises(MoveNotPossible):
        do("refuse", seen, {"prepared": prepared.pk}, **story.by("new_b"))

    assert refusals().count() == 1


def test_nobody_issues_their_own_not_even_past_the_actions(story):
    first = story.who("new_a").user

    with pytest.raises(IntegrityError), transaction.atomic():
        PreparedAct.objects.update(outcome=Outcome.ISSUED, issued_by=first, ended_at=MONDAY)


def test_while_letters_are_stopped_what_two_have_decided_waits(story):
    halt = halting.stop(None, reason="演练", by=story.world.administrator, now=story.now)
    held = do("refuse", story.transfer, {"prepared": story.prepared.pk}, **story.by("new_b"))
    assert isinstance(held, HeldAct)
    assert json.loads(held.said) == {"prepared": story.prepared.pk}
    with pytest.raises(MoveNotPossible):
        story.send_back_refusal("new_b")

    halting.ask_to_lift(halt, reason="结束", by=story.world.administrator, now=story.now)
    halting.lift(halt, by=story.world.second_administrator, now=story.now)
    story.work()

    assert story.case.status == "refused"
    assert refusals().get().issued_by == story.who("new_b").user


def test_a_notice_is_prepared_only_once_the_letter_has_arrived(db):
    story = Story(make_world()).tell("submit wait accept wait")
    story.tell("propose_voiding approve_voiding")  # the corrected letter is on its way

    with pytest.raises(MoveNotPossible):
        story.prepare_notice()


def test_what_makes_no_sense_is_told_to_the_first_person(story, monkeypatch):
    monkeypatch.setattr(story, "reasons", lambda _use: [])

    with pytest.raises(NotValid):
        story.prepare_refusal()


# --- The page -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "words"), [("en", "Approve and issue"), ("zh-hans", "复核通过并发出")]
)
def test_the_second_person_reads_what_the_insured_person_will_read(story, language, words):
    client = Client(headers={"accept-language": language})
    address = f"/desk/cases/{story.case.number}/refuse/"
    client.force_login(story.who("new_b").user)
    page = client.get(address).content.decode()
    assert words in page

    client.force_login(story.who("new_a").user)
    own = client.get(address).content.decode()
    assert words not in own
    assert "send-back-refusal/" in own
    empty = client.post(
        address.replace("refuse/", "send-back-refusal/"), {"version": story.case.version}
    )
    assert empty.status_code == 302  # one's own is taken back without a note
    assert client.get(address).status_code == 302


def test_whoever_sends_it_back_says_why(story):
    client = Client(headers={"accept-language": "en"})
    client.force_login(story.who("new_b").user)

    answer = client.post(
        f"/desk/cases/{story.case.number}/send-back-refusal/", {"version": story.case.version}
    )

    assert answer.status_code == 422
    assert "Write what has to be put right." in answer.content.decode()
