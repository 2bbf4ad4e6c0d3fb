"""Letters and money are stopped in one step, wait in order, and go on; the terms run on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Post
from applications.acts.doing import do
from casework.actions import halting, holding, steps
from casework.actions.duties import do_what_is_due
from casework.errors import IssuingStopped, MoveNotPossible
from casework.models import Event, Halt, HeldAct, Notice
from kit.errors import NotPermitted, NotValid
from letters.models import Counter, Letter, LetterDelivery
from records.models import Posting
from tests import owner
from tests.api.calling import program_of
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, insure, make_clerk, make_world
from tests.kept import kept
from tests.story import HANDED_OVER, Story, at_stage
from transfers.actions import accepting
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def world(db):
    return kept(("heads",), lambda: with_heads(make_world()))


def with_heads(world):
    for place in ("guangzhou", "chengdu"):
        head = make_clerk(f"head-{place}", world.agency("pension", place), Post.Role.SUPERVISOR)
        world.people[f"head_{place}"] = head
    return world


def stop(story, agency="guangzhou", by=None):
    who = by or story.world.people[f"head_{agency}"]
    return halting.stop(
        story.world.agency("pension", agency), reason="印章疑似被盗用", by=who, now=story.now
    )


def let_go(story, halt, agency="guangzhou"):
    head = story.world.people[f"head_{agency}"]
    halting.ask_to_lift(halt, reason="已更换证书", by=head, now=story.now)
    halting.lift(halt, by=story.world.administrator, now=story.now)


def decide(story, act="accept", who="new_a", **said):
    return do(act, story.transfer, said, **story.by(who))


def acceptances():
    return Letter.objects.filter(kind=Letter.Kind.ACCEPTANCE)


# --- Who may ------------------------------------------------------------------------------------
def test_supervisors_stop_their_own_agency_and_the_administrator_all(world):
    story = at_stage(world, "in review")
    guangzhou = world.agency("pension", "guangzhou")

    for who in ("pension_new_a", "head_chengdu", "pension_auditor", "applicant"):
        with pytest.raises(NotPermitted):
            stop(story, by=getattr(world, who))
    with pytest.raises(NotPermitted):
        halting.stop(None, reason="x", by=world.head_guangzhou, now=MONDAY)
    halting.stop(None, reason="演练", by=world.administrator, now=MONDAY)
    halting.stop(guangzhou, reason="演练", by=world.head_guangzhou, now=MONDAY)

    assert Halt.objects.in_force().count() == 2


def test_nothing_is_stopped_twice_or_without_a_reason(world):
    story = at_stage(world, "in review")
    halt = stop(story)

    with pytest.raises(MoveNotPossible):
        stop(story)
    with pytest.raises(NotValid):
        halting.ask_to_lift(halt, reason=" ", by=world.head_guangzhou, now=story.now)
    let_go(story, halt)
    with pytest.raises(MoveNotPossible):
        let_go(story, halt)


def test_whoever_asks_to_go_on_does_not_confirm_it(world):
    story = at_stage(world, "in review")
    halt = stop(story)
    with pytest.raises(MoveNotPossible):
        halting.lift(halt, by=world.administrator, now=story.now)
    halting.ask_to_lift(halt, reason="已更换证书", by=world.head_guangzhou, now=story.now)

    for who in (world.head_guangzhou, world.head_chengdu, world.pension_new_a):
        with pytest.raises(NotPermitted):
            halting.lift(halt, by=who, now=story.now)

    assert Halt.objects.in_force().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Halt.objects.update(lifted_at=story.now, lifted_by=world.head_guangzhou.user)


def test_what_somebody_asked_who_was_locked_since_is_asked_anew(world):
    story = at_stage(world, "in review")
    halt = stop(story)
    head = world.head_guangzhou
    halting.ask_to_lift(halt, reason="已更换证书", by=head, now=story.now)
    type(head.user).objects.filter(pk=head.user.pk).update(is_active=False)

    with pytest.raises(MoveNotPossible):
        halting.lift(halt, by=world.administrator, now=story.now)
    halting.ask_to_lift(halt, reason="已更换证书", by=world.administrator, now=story.now)
    halting.lift(halt, by=world.second_administrator, now=story.now)

    assert not Halt.objects.in_force().exists()


def test_every_stop_is_kept_with_who_when_and_why(world):
    story = at_stage(world, "in review")
    let_go(story, stop(story))
    stop(story)

    second, first = Halt.objects.all()
    assert (first.reason, first.lifting_reason) == ("印章疑似被盗用", "已更换证书")
    assert first.lifting_asked_by == world.head_guangzhou.user
    assert first.lifted_by == world.administrator.user
    assert second.lifted_at is None


# --- What waits ---------------------------------------------------------------------------------
def test_a_decision_waits_and_its_term_runs_on(world):
    story = at_stage(world, "in review")
    due_on = steps.current_step(story.case).due_on
    stop(story)

    held = decide(story)

    assert isinstance(held, HeldAct)
    assert story.case.status == "submitted"
    assert steps.current_step(story.case).due_on == due_on
    assert not acceptances().exists()
    assert not Counter.objects.filter(series__startswith="letter:P440100").exists()
    assert Event.objects.filter(kind=Event.Kind.HELD).count() == 1
    story.wait(25)
    assert Notice.objects.filter(kind="late").exists()


def test_it_is_carried_out_when_letters_go_on(world):
    story = at_stage(world, "in review")
    halt = stop(story)
    decide(story)
    story.wait(2)
    assert story.case.status == "submitted"

    let_go(story, halt)
    story.work()

    letter = acceptances().get()
    assert (story.case.status, letter.issued_by) == ("letter-issued", world.pension_new_a.user)
    assert letter.issued_at.date() == story.now.date()
    assert not HeldAct.objects.waiting().exists()
    assert not list(violations())


def test_what_cannot_be_done_is_refused_even_while_letters_are_stopped(world):
    story = at_stage(world, "in review")
    stop(story)

    with pytest.raises(NotPermitted):
        decide(story, who="original_a")

    assert not HeldAct.objects.exists()


def test_one_decision_of_a_case_waits_at_a_time(world):
    story = at_stage(world, "in review")
    stop(story)
    decide(story)

    with pytest.raises(MoveNotPossible):
        decide(story, "accept", who="new_b")
    with pytest.raises(MoveNotPossible):
        story.prepare_refusal("new_b")


def test_a_letter_on_its_way_waits_for_its_delivery(world):
    story = at_stage(world, "letter issued")
    halt = stop(story)
    story.wait(2)
    assert not LetterDelivery.objects.filter(letter=acceptances().get()).exists()

    let_go(story, halt)
    story.work()

    assert LetterDelivery.objects.filter(letter=acceptances().get()).exists()
    assert steps.current_step(story.case).kind == "hand-over"


def test_money_is_not_sent_while_its_agency_is_stopped(world):
    story = at_stage(world, "form prepared")
    halt = stop(story, "chengdu")
    said = {"form": 1, "reference": "BANK-1", "sent_on": story.now.date().isoformat()}

    decide(story, "send-form", "original_b", **said)
    story.wait()
    assert not Posting.objects.exists()

    let_go(story, halt, "chengdu")
    story.work()

    assert story.transfer.remittances.get().reference == "BANK-1"
    assert story.case.status == "handed-over"
    assert not list(violations())


def test_a_stop_of_one_agency_does_not_hold_the_other(world):
    story = at_stage(world, "letter delivered")
    stop(story, "guangzhou")

    story.tell("prepare_form send_form wait")

    assert story.case.status == "handed-over"


def test_completing_and_voiding_wait_too(world):
    settled = Story(world, "pension").tell(f"{HANDED_OVER} record_arrival prepare_settlement")
    stop(settled)

    assert isinstance(decide(settled, "complete", "new_b"), HeldAct)


def test_telling_what_stays_waits_too(world):
    story = at_stage(world, "letter delivered")
    halt = stop(story, "chengdu")
    story.prepare_notice(first_month=date(2014, 1, 1), last_month=date(2014, 3, 1))

    decide(story, "tell-not-transferable", "original_b")
    assert not Letter.objects.filter(kind=Letter.Kind.NOT_TRANSFERABLE).exists()
    let_go(story, halt, "chengdu")
    story.work()

    assert Letter.objects.filter(kind=Letter.Kind.NOT_TRANSFERABLE).count() == 1


def test_an_action_called_past_the_door_is_stopped_all_the_same(world):
    story = at_stage(world, "in review")
    stop(story)

    with pytest.raises(IssuingStopped):
        accepting.accept(story.transfer, **story.by("new_a"))


# --- Order --------------------------------------------------------------------------------------
def insured_like_the_first(world, person):
    old, new = (world.agency("pension", place) for place in ("chengdu", "guangzhou"))
    insure(person, old, "pension", range(2024, 2025))
    insure(person, new, "pension", range(2025, 2026), status="active")


def several(world, number):
    """Return several cases under review at the same agency, each of another person."""
    found = []
    for count in range(number):
        found.append(Story(world).tell("submit wait"))
        if count < number - 1:
            case = found[-1].case
            case.person.pk, case.person.number = None, f"X{count}"
            case.person.save()
            insured_like_the_first(world, case.person)
            type(case).objects.filter(pk=case.pk).update(person=case.person)
    return found


def test_decisions_go_out_in_the_order_in_which_they_were_made(world):
    first, second, third = several(world, 3)
    halt = stop(third)
    for story in (second, third, first):
        decide(story)

    let_go(third, halt)
    third.work()

    cases = acceptances().order_by("number").values_list("case", flat=True)
    assert list(cases) == [second.pk, third.pk, first.pk]


def test_who_decides_afterwards_queues_up_behind_those_who_wait(world):
    first, second = several(world, 2)
    halt = stop(second)
    decide(first)
    let_go(second, halt)

    assert isinstance(decide(second), HeldAct)
    second.work()

    cases = acceptances().order_by("number").values_list("case", flat=True)
    assert list(cases) == [first.pk, second.pk]


def test_a_case_that_moved_on_is_told_and_holds_nobody_up(world):
    first, second = several(world, 2)
    halt = stop(second)
    decide(first)
    decide(second)
    first.ask_correction("new_b")

    let_go(second, halt)
    second.work()

    assert [each.case_id for each in acceptances()] == [second.pk]
    assert Notice.objects.filter(kind="held-act-failed", to_agency__code="P440100").count() == 1
    assert HeldAct.objects.get(case=first.case).refusal


def test_a_decision_is_taken_back_by_its_agency(world):
    story = at_stage(world, "in review")
    stop(story)
    held = decide(story)

    with pytest.raises(NotPermitted):
        holding.take_back(held, **story.by("original_a"))
    holding.take_back(held, **story.by("new_b"))
    decide(story, "accept", "new_b")

    assert HeldAct.objects.waiting().count() == 1


# --- At once --------------------------------------------------------------------------------------
@pytest.fixture
def shared_world(transactional_db):
    yield with_heads(make_world())
    owner.take_down()


def test_once_stopping_has_returned_no_letter_is_issued(shared_world):
    """Six clerks accept while the head stops: what was not faster waits, and nothing is lost."""
    stories = several(shared_world, 6)
    together = Barrier(7)

    def clerk(story):
        try:
            together.wait(10)
            decide(story)
        finally:
            connection.close()

    def head():
        try:
            together.wait(10)
            stop(stories[0])
            return acceptances().count()
        finally:
            connection.close()

    with ThreadPoolExecutor(7) as pool:
        stopped = pool.submit(head)
        for done in [pool.submit(clerk, story) for story in stories]:
            done.result()
        issued_before = stopped.result()

    assert acceptances().count() == issued_before
    assert HeldAct.objects.waiting().count() == 6 - issued_before


def test_two_drivers_carry_out_each_decision_once_and_in_order(shared_world):
    stories = several(shared_world, 4)
    halt = stop(stories[0])
    for story in stories:
        decide(story)
    let_go(stories[0], halt)
    together = Barrier(3)

    def drive(_number):
        try:
            together.wait(10)
            while do_what_is_due(now=stories[-1].now):
                pass
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(drive, range(3)))
    stories[-1].work()

    cases = acceptances().order_by("number").values_list("case", flat=True)
    assert list(cases) == [story.pk for story in stories]


# --- The pages, the API and the command -----------------------------------------------------------
def desk(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    return client


def test_the_head_stops_and_lifts_at_the_desk_and_all_clerks_see_it(world):
    at_stage(world, "in review")
    head, clerk = desk(world.head_guangzhou), desk(world.pension_new_a)
    agency = world.agency("pension", "guangzhou")
    other = desk(make_clerk("second-head", agency, Post.Role.SUPERVISOR))
    banner = "Letters and money of your agency are stopped"

    head.post(reverse("desk_issuing_stop"), {"reason": "Seal stolen"})
    seen = clerk.get("/desk/").content.decode()
    elsewhere = desk(world.pension_original_a).get("/desk/").content.decode()
    assert "What was done about it" in head.get(reverse("desk_issuing")).content.decode()
    assert "Write what was done" in head.post(reverse("desk_issuing_go_on")).content.decode()
    head.post(reverse("desk_issuing_go_on"), {"reason": "New seal"})
    assert banner in clerk.get("/desk/").content.decode()
    asked = Halt.objects.get().lifting_asked_at.isoformat()
    confirm = reverse("desk_issuing_confirm")
    assert head.post(confirm, {"asked_at": asked}).status_code == 403
    assert other.post(confirm, {"asked_at": "yesterday"}).status_code == 409
    other.post(confirm, {"asked_at": asked})
    after = clerk.get("/desk/").content.decode()

    assert banner in seen
    assert "Seal stolen" in seen
    assert banner not in elsewhere
    assert banner not in after
    assert "New seal" in head.get(reverse("desk_issuing")).content.decode()


def test_a_clerk_has_no_switch(world):
    clerk = desk(world.pension_new_a)

    assert clerk.get(reverse("desk_issuing")).status_code == 403
    assert clerk.post(reverse("desk_issuing_stop"), {"reason": "x"}).status_code == 403
    assert not Halt.objects.exists()


def test_the_switch_asks_why(world):
    answer = desk(world.head_guangzhou).post(reverse("desk_issuing_stop"), {"reason": ""})

    assert answer.status_code == 422
    assert "Write why." in answer.content.decode()


def test_a_clerk_who_accepts_reads_that_it_waits(world):
    story = at_stage(world, "in review")
    stop(story)
    address = reverse("desk_accept", args=[story.case.number])

    page = (
        desk(world.pension_new_a)
        .post(address, {"version": story.case.version}, follow=True)
        .content.decode()
    )

    assert "Your decision is kept and carried out in its turn." in page
    assert "Waits until letters may go out again" in page
    assert "Decided, held back" in desk(world.pension_new_a).get("/desk/cases/").content.decode()


def test_a_program_is_answered_that_it_waits(world):
    story = at_stage(world, "in review")
    stop(story)

    answer = program_of(world.pension_new_a).act(story.case.number, "accept")

    assert answer.status_code == 202
    assert answer.json()["status"] == "submitted"


def test_one_administrator_stops_all_and_two_let_go_on(world):
    client = desk(world.administrator)
    client.post(reverse("admin:casework_halt_add"), {"agency": "", "reason": "Key lost"})
    halt = Halt.objects.in_force().get()
    listed = client.get(reverse("admin:casework_halt_changelist")).content.decode()

    chosen = {"_selected_action": [halt.pk], "why": "New key"}
    for action in ("ask", "lift"):
        client.post(reverse("admin:casework_halt_changelist"), {"action": action, **chosen})
    assert Halt.objects.in_force().exists()
    second = desk(world.second_administrator)
    second.post(reverse("admin:casework_halt_changelist"), {"action": "lift", **chosen})

    halt.refresh_from_db()
    assert "Key lost" in listed
    assert (halt.lifting_reason, halt.lifting_asked_by) == ("New key", world.administrator.user)
    assert halt.lifted_by == world.second_administrator.user


def test_an_operator_stops_and_lets_go_on(world, capsys):
    call_command("issuing", "stop", agency="P440100", reason="演练")
    with pytest.raises(CommandError, match="stopped already"):
        call_command("issuing", "stop", agency="P440100", reason="演练", verbosity=0)
    people = {"asked_by": "head-guangzhou@people.example", "confirmed_by": "admin@people.example"}
    alone = people | {"confirmed_by": "head-guangzhou@people.example"}
    for wrong in ({}, alone, people | {"confirmed_by": "pension-new-a@people.example"}):
        with pytest.raises(CommandError):
            call_command("issuing", "go-on", agency="P440100", reason="结束", **wrong)
    assert Halt.objects.get().lifting_asked_at is None
    call_command("issuing", "go-on", agency="P440100", reason="结束", **people)

    said = capsys.readouterr().out
    assert "P440100: stopped since" in said
    assert not Halt.objects.in_force().exists()


@pytest.mark.parametrize(("what", "said"), [("stop", "reason"), ("go-on", "nothing is stopped")])
def test_an_operator_is_told_what_is_missing(world, what, said):
    with pytest.raises(CommandError, match=said):
        call_command("issuing", what)
