"""One person grants, two refuse; and what is granted may have to be made before a case is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from agencies.actions.reference import load_terms
from agencies.actors import SYSTEM
from applications.actions import applying, completing, correcting
from applications.acts import table
from applications.api.desk import ACT_VIEWS
from applications.declaring import Deciding
from applications.models import Application, Decision
from applications.rules import flows
from casework.errors import MoveNotPossible
from casework.models import Notice, Step
from casework.rules.authorisation import NOT_FOR_WHO_FILED, Action
from casework.rules.statuses import Party, Status
from kit.errors import NotPermitted
from law.values import Unit, rule, value
from law.wording import Text
from letters.models import Letter
from tests.api.calling import program_of
from tests.applications import samples
from tests.applications.test_flow import act, draft, fresh
from tests.cast import MONDAY
from tests.desk.conftest import Desk, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    """It is Monday morning."""
    with time_machine.travel(MONDAY, tick=False):
        yield


MAKE = rule(
    "term.sample-plate.produce",
    Text("制作", "Making"),
    Unit.WORKING_DAYS,
    value(12, samples.BASIS, region="440100"),
    value(15, samples.BASIS, region="330000"),
    is_local=True,
)


@pytest.fixture
def plate(world, redeclare):
    """Let one person decide about plates."""
    return redeclare(samples.PLATE, deciding=Deciding.ONE)


@pytest.fixture
def made_plate(world, redeclare):
    """Let a plate be made once it was granted."""
    procedure = flows.produced(
        "sample-plate", Text("门牌", "A plate"), term=samples.TERM, produce=MAKE
    )
    made = redeclare(samples.PLATE, deciding=Deciding.ONE, procedure=procedure)
    load_terms(now=MONDAY)
    return made


def sent(world, service, **answers):
    application = draft(world, service, **answers)
    applying.submit(application, by=world.applicant, now=MONDAY, despite_checks=True)
    return fresh(application)


def names(application, who):
    return [each.name for each in table.possible(fresh(application), who)]


def test_one_person_grants_and_it_takes_effect(world, plate):
    application = sent(world, plate)
    assert names(application, world.pension_new_a)[:2] == ["correct-figure", "grant"]

    letter = act("grant", application, world.pension_new_a)

    decision = Decision.objects.get()
    assert fresh(application).case.state is Status.COMPLETED
    assert (decision.prepared_by, decision.approved_by) == (None, world.pension_new_a.user)
    assert letter.kind == Letter.Kind.DECISION
    assert len(samples.DONE) == 1
    assert not Step.objects.filter(closed_at=None).exists()


def test_a_refusal_is_prepared_by_one_and_approved_by_another(world, plate):
    application = sent(world, plate)
    act("propose-refusal", application, world.pension_new_a, reasons=["SMP01"])

    with pytest.raises(NotPermitted):
        act("approve-decision", application, world.pension_new_a)
    assert "grant" not in names(application, world.pension_new_b)
    with pytest.raises(MoveNotPossible):
        act("grant", application, world.pension_new_b)
    act("approve-decision", application, world.pension_new_b)

    assert fresh(application).case.state is Status.REFUSED
    assert not samples.DONE


def test_where_two_decide_nobody_grants_alone(world):
    application = sent(world, samples.PLATE)

    assert "grant" not in names(application, world.pension_new_a)
    assert "propose-refusal" not in names(application, world.pension_new_a)
    with pytest.raises(NotPermitted):
        act("grant", application, world.pension_new_a)


def test_only_a_person_of_the_handling_agency_grants(world, plate):
    application = sent(world, plate)

    for who in ("medical_new_a", "pension_original_a", "applicant", "pension_auditor"):
        with pytest.raises(NotPermitted):
            act("grant", application, getattr(world, who))
    assert Action.GRANT in NOT_FOR_WHO_FILED
    assert correcting._is_decided_again(application.case)


@pytest.mark.one_database
def test_the_desk_shows_the_letter_and_issues_it_in_one_act(world, plate):
    application = sent(world, plate)
    desk = Desk(world.pension_new_a).sign_in()
    address = f"/desk/cases/{application.case.number}/grant/"

    case = text_of(desk.get(f"/desk/cases/{application.case.number}/"))
    shown = desk.post(address, {"version": application.case.version, "note": ""})
    again = desk.post(
        address, {"version": application.case.version, "confirmed": "yes", "seen": "x"}
    )
    assert fresh(application).case.state is Status.SUBMITTED
    seen = {"version": application.case.version, "confirmed": "yes", "seen": shown.context["seen"]}
    desk.post(address, seen)

    assert "Grant it" in case
    assert "Prepare a refusal" in case
    assert "Prepare the decision" not in case
    assert shown.status_code == again.status_code == 200
    assert fresh(application).case.state is Status.COMPLETED


@pytest.mark.one_database
def test_programs_and_the_guide_read_who_decides(world, plate, client):
    said = client.get("/api/v1/services/sample-plate/").json()
    guide = text_of(client.get("/services/sample-plate/", headers={"accept-language": "en"}))

    assert said["deciding"] == "one"
    assert "a refusal needs two" in guide
    assert {"grant", "propose-refusal"} <= set(ACT_VIEWS)


# --- What was granted has to be made --------------------------------------------------------------
def test_the_procedure_names_every_status_and_move():
    procedure = flows.produced("x", Text("甲", "x"), term=samples.TERM, produce=MAKE)

    assert procedure.whose[Status.APPROVED] is Party.HANDLING
    assert set(procedure.labels) == procedure.statuses
    assert set(procedure.clocks) == {each for each in procedure.statuses if not each.is_end}
    assert set(procedure.sentences) == set(procedure.moves)


def test_a_yes_opens_a_turn_with_a_term_of_its_own_and_the_end_comes_when_it_is_handed_out(
    world, made_plate
):
    application = sent(world, made_plate)
    act("grant", application, world.pension_new_a)

    application = fresh(application)
    (step,) = application.case.steps.open()
    assert application.case.state is Status.APPROVED
    assert application.case.is_open
    assert (step.kind, step.working_days) == (flows.PRODUCE, 12)
    assert step.due_on > date(2026, 9, 7) + timedelta(days=12)
    for _twice in range(2):
        completing.complete(fresh(application), by=SYSTEM, now=MONDAY + timedelta(days=2))

    assert fresh(application).case.state is Status.COMPLETED
    told = Notice.objects.filter(to_person=world.person).order_by("pk")
    assert list(told.values_list("kind", flat=True))[-2:] == [
        "application-granted",
        "application-done",
    ]
    assert not application.case.steps.open().exists()


def test_nothing_is_completed_before_it_was_granted(world, made_plate):
    application = sent(world, made_plate)

    with pytest.raises(MoveNotPossible):
        completing.complete(application, by=world.pension_new_a, now=MONDAY)


def test_where_no_term_is_known_no_clock_runs_and_none_is_guessed(world, made_plate, redeclare):
    nowhere = replace(MAKE, name="term.sample-plate.make", values=MAKE.values[1:])
    procedure = replace(
        made_plate.procedure,
        turns={
            **made_plate.procedure.turns,
            flows.PRODUCE: replace(made_plate.procedure.turns[flows.PRODUCE], term=nowhere),
        },
    )
    application = sent(world, redeclare(made_plate, procedure=procedure))
    act("grant", application, world.pension_new_a)

    (step,) = application.case.steps.open()
    assert (step.due_on, step.starts_on) == (None, None)


@pytest.mark.one_database
def test_the_person_reads_that_it_is_being_made(world, made_plate, client):
    application = sent(world, made_plate)
    act("grant", application, world.pension_new_a)
    client.force_login(world.applicant.user)
    english = {"accept-language": "en"}
    before = text_of(client.get(f"/cases/{application.case.number}/", headers=english))
    completing.complete(fresh(application), by=SYSTEM, now=MONDAY)
    after = text_of(client.get(f"/cases/{application.case.number}/", headers=english))
    clerk = program_of(world.pension_new_a)

    assert "Granted. What you asked for is being made." in before
    assert "Made and handed out" in after
    assert clerk.get(f"cases/{application.case.number}").json()["status"] == "completed"
    assert Application.objects.get().decision is not None
