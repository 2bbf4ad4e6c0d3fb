"""`may` and `visible_to` are the table, cell by cell, for real cases at every stage."""

import pytest

from agencies.actors import actor_of, actor_of_client
from agencies.models import Agency, ApiClient, Post
from casework.actions import steps
from casework.models import Case, Escalation, Step
from casework.policies import may, may_generally
from casework.rules.authorisation import TABLE, Action, Role, cell, needs_second_person
from letters.models import Letter
from tests.authorisation.cast import EVERYBODY
from tests.authorisation.expected import (
    ABOUT_A_CASE,
    COLUMN,
    lets_file_at_counter,
    lets_in,
    sees,
)
from tests.cast import MONDAY, make_clerk
from tests.story import Story, at_stage
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
SEEN = (
    "draft",
    "in review",
    "refused",
    "letter issued",
    "letter delivered",
    "clarification asked",
    "letter returned",
    "handed over",
    "disputed",
    "clearing",
    "completed",
)


@pytest.mark.parametrize("stage", SEEN)
def test_the_table_holds_at_every_stage_for_everybody(world, stage):
    case = at_stage(world, stage).case

    wrong = [
        f"{name} {action.value}"
        for name in EVERYBODY
        for action in ABOUT_A_CASE
        if may(getattr(world, name), action, case) != lets_in(name, action, stage)
    ]

    assert not wrong


@pytest.mark.parametrize("stage", SEEN)
def test_whoever_stands_at_a_counter_is_filed_for_there_and_nowhere_else(world, stage):
    case = at_stage(world, stage).case

    for name in EVERYBODY:
        who = getattr(world, name)
        here, with_another = who.beside(world.person), who.beside(world.stranger)
        expected = lets_file_at_counter(name, stage)
        assert may(here, Action.FILE_AT_COUNTER, case) == expected, name
        assert not may(with_another, Action.FILE_AT_COUNTER, case), name
        others = [each for each in ABOUT_A_CASE if each is not Action.FILE_AT_COUNTER]
        wrong = [each for each in others if may(here, each, case) != lets_in(name, each, stage)]
        assert not wrong, (name, wrong)


@pytest.mark.parametrize("stage", SEEN)
def test_who_may_read_a_case_is_who_finds_it(world, stage):
    story = at_stage(world, stage)
    case = story.case

    for name in EVERYBODY:
        who = getattr(world, name)
        found = Case.objects.visible_to(who).filter(pk=case.pk).exists()
        assert found == sees(name, stage), name
        assert found == may(who, Action.READ_CASE, case), name
        assert Transfer.objects.visible_to(who).count() == found, name
        letters = Letter.objects.visible_to(who).count()
        assert letters == (case.letters.count() if found else 0), name


def test_a_supervising_agency_sees_a_case_once_it_is_late_and_no_sooner(world):
    story = Story(world).tell("submit wait")
    assert not Case.objects.visible_to(world.supervisor_above).exists()

    story.wait(25)
    assert not Case.objects.visible_to(world.supervisor_above).exists()  # its own head first
    story.wait(10)

    assert [each.rung for each in Escalation.objects.order_by("rung")] == [1, 2]
    for name in EVERYBODY:
        for action in ABOUT_A_CASE:
            expected = lets_in(name, action, "in review", is_escalated=True)
            assert may(getattr(world, name), action, story.case) == expected, (name, action)
        seen = Case.objects.visible_to(getattr(world, name)).exists()
        assert seen == sees(name, "in review", is_escalated=True), name


def test_what_a_position_may_at_all_is_what_its_column_holds(world):
    for name in EVERYBODY:
        who, (role, _place) = getattr(world, name), COLUMN[name]
        columns = {role}
        if role in (Role.NEW_CLERK, Role.ORIGINAL_CLERK):
            columns = {Role.NEW_CLERK, Role.ORIGINAL_CLERK}
        if role == Role.DELEGATE:  # of nobody's case in particular: what everybody may
            columns = {Role.VERIFIED}
        for action in Action:
            expected = any(cell(action, column) for column in columns)
            assert may_generally(who, action) == expected, (name, action)


def test_nobody_may_change_history():
    assert not TABLE[Action.CHANGE_HISTORY].cells


def test_money_forms_refusals_and_void_letters_need_a_second_person():
    assert {each for each in Action if needs_second_person(each)} == {
        Action.MANAGE_CLERKS,
        Action.REFUSE,
        Action.VOID_LETTER,
        Action.HAND_OVER,
        Action.SETTLE,
        Action.RECORD_DEATH,
        Action.DECIDE_AFTER_DEATH,
        Action.APPROVE_DECISION,
        Action.PROCEEDINGS,
        Action.EXTEND_TERM,
        Action.OFFERS,
        Action.GUARDIAN_AT_COUNTER,
        Action.EMPLOYERS,
        Action.ANSWER_QUESTIONS,
        Action.RELEASE_RECORDS,
        Action.CHANGE_ENTITLEMENT,
        Action.RELEASE_BATCH,
    }


def test_every_action_has_a_row_of_its_own_number():
    assert set(TABLE) == set(Action)
    numbers = [row.number for row in TABLE.values()]
    assert len(set(numbers)) == len(numbers)


# --- Those who are clerks no more, and clerks with a case of their own ---------------------------
def end_the_post(clerk):
    Post.objects.filter(user=clerk.user).update(ended_at=MONDAY)


def deactivate_the_account(clerk):
    type(clerk.user).objects.filter(pk=clerk.user.pk).update(is_active=False)


def close_the_agency(clerk):
    Agency.objects.filter(pk=clerk.agency.pk).update(is_active=False)


@pytest.mark.parametrize("end", [end_the_post, deactivate_the_account, close_the_agency])
def test_who_works_there_no_more_sees_nothing(world, client, end):
    story = Story(world).tell("submit wait")
    clerk = world.pension_new_a
    client.force_login(clerk.user)
    page = f"/desk/cases/{story.case.number}/"
    assert client.get(page).status_code == 200

    end(clerk)

    now = actor_of(type(clerk.user).objects.get(pk=clerk.user.pk))
    assert not Case.objects.visible_to(now).exists()
    assert not Step.objects.visible_to(now).exists()
    assert not any(may(now, action, story.case) for action in ABOUT_A_CASE)
    assert client.get(page).status_code in (302, 404)
    assert client.get("/desk/").status_code in (302, 403)


def test_a_system_switched_off_is_nobody(world):
    Story(world).tell("submit wait")
    ApiClient.objects.update(is_active=False)

    now = actor_of_client(world.client_new.client.client_id)

    assert not Case.objects.visible_to(now).exists()


@pytest.fixture
def own_case(world):
    """A clerk of the new agency whose own pension moves there."""
    story = Story(world).tell("submit wait")
    user = world.applicant.user
    Post.objects.create(
        user=user, agency=world.agency("pension", "guangzhou"), role="clerk", started_at=MONDAY
    )
    return story, actor_of(type(user).objects.get(pk=user.pk))


def test_a_clerks_own_case_is_never_on_their_desk(own_case, client):
    story, clerk = own_case
    client.force_login(clerk.user)
    number = story.case.number

    assert not Step.objects.visible_to(clerk).exists()
    assert client.get(f"/desk/cases/{number}/").status_code == 404
    assert number not in client.get("/desk/cases/").content.decode()


def test_a_clerk_may_not_handle_their_own_case(own_case):
    story, clerk = own_case
    allowed = {action for action in Action if may(clerk, action, story.case)}

    own = {action for action in Action if cell(action, Role.VERIFIED)}
    assert allowed == own


@pytest.mark.parametrize(
    ("verbs", "approve"),
    [
        ("submit wait accept wait prepare_form", "send_form"),
        ("submit wait prepare_refusal", "refuse"),
        ("submit wait accept wait prepare_notice", "tell_what_stays"),
        (
            "submit wait accept wait prepare_form send_form wait record_arrival prepare_settlement",
            "complete",
        ),
    ],
)
def test_nobody_approves_what_they_prepared(world, verbs, approve, refused):
    story = Story(world).tell(verbs)
    preparer, second = {
        "send_form": ("original_a", "original_b"),
        "complete": ("new_a", "new_b"),
        "refuse": ("new_a", "new_b"),
        "tell_what_stays": ("original_a", "original_b"),
    }[approve]

    with refused("second person"):
        getattr(story, approve)(preparer)
    getattr(story, approve)(second)

    assert (
        story.case.status
        == {
            "send_form": "handed-over",
            "complete": "completed",
            "refuse": "refused",
            "tell_what_stays": "letter-issued",
        }[approve]
    )


def test_a_system_may_prepare_but_never_approve(world, refused):
    story = Story(world).tell("submit wait accept wait")
    world.people["pension_client"] = world.client_original
    story.prepare_form("client")

    with refused("second person"):
        story.send_form("client")
    story.send_form("original_a")


def test_a_clerk_without_a_post_claims_nothing(world, refused):
    story = Story(world).tell("submit wait")
    step = steps.current_step(story.case)

    with refused():
        steps.claim(step, by=world.pension_stranger, now=story.now)
    with refused():
        steps.claim(step, by=make_clerk("x", world.agency("medical", "guangzhou")), now=story.now)
