"""An application of a declared service from the draft to its decision."""

import json
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from applications.actions import applying, drafting, proving, reviewing
from applications.acts.doing import do
from applications.acts.table import ACTS, possible
from applications.models import Application, Decision
from casework.actions import halting, holding
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Case, Duty, HeldAct, PreparedAct
from kit.errors import NotPermitted, NotValid, TooOften
from letters.models import Letter
from tests.applications import samples
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def draft(world, service=samples.PLATE, **answers):
    application = drafting.start(service, by=world.applicant, now=MONDAY)
    said = answers or {"line": "Haus", "sure": True}
    drafting.save(application, said, by=world.applicant, now=MONDAY)
    return fresh(application)


def sent(world, **answers):
    application = draft(world, **answers)
    applying.submit(application, by=world.applicant, now=MONDAY, despite_checks=True)
    return fresh(application)


def act(name, application, who, now=MONDAY, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=now, version=application.case.version)


def decided(world, outcome="granted", **said):
    application = sent(world)
    act("prepare-decision", application, world.pension_new_a, outcome=outcome, **said)
    letter = act("approve-decision", application, world.pension_new_b)
    return fresh(application), letter


def test_two_clicks_make_one_draft(world):
    first = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)

    assert drafting.start(samples.PLATE, by=world.applicant, now=MONDAY) == first
    assert first.agency == world.agency("pension", "guangzhou")


def test_what_is_missing_is_named_at_its_question(world):
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    drafting.save(application, {"line": "7up", "sure": False}, by=world.applicant, now=MONDAY)

    with pytest.raises(NotValid) as refused:
        applying.submit(fresh(application), by=world.applicant, now=MONDAY)

    assert set(refused.value.errors) == {"line", "sure"}


def test_an_answer_that_nobody_asks_for_is_refused(world):
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)

    with pytest.raises(NotValid):
        drafting.save(application, {"bribe": "yes"}, by=world.applicant, now=MONDAY)


def test_an_older_page_writes_over_nothing(world):
    application = draft(world)
    drafting.save(application, {"line": "Hof"}, by=world.applicant, now=MONDAY, revision=1)

    with pytest.raises(drafting.ChangedMeanwhile):
        drafting.save(application, {"line": "Tor"}, by=world.applicant, now=MONDAY, revision=1)
    drafting.save(application, {"line": "Hof"}, by=world.applicant, now=MONDAY, revision=1)


def test_nobody_else_writes_into_it(world):
    with pytest.raises(NotPermitted):
        drafting.save(draft(world), {"line": "Hof"}, by=world.other_person, now=MONDAY)


def test_sending_it_opens_a_review_with_its_term_and_gives_a_receipt(world):
    application = sent(world)
    step = application.case.steps.get()

    assert application.case.status == "submitted"
    assert (step.kind, step.working_days) == ("review", 10)
    assert application.case.letters.get().kind == Letter.Kind.RECEIPT
    assert applying.submit(application, by=world.applicant, now=MONDAY) == application


def test_where_the_agency_does_not_do_it_online_nothing_is_sent(world):
    application = draft(world)
    application.agency.offers.update(is_online=False)

    with pytest.raises(MoveNotPossible, match=r"online|网上"):
        applying.submit(application, by=world.applicant, now=MONDAY)


def test_what_the_rules_speak_against_goes_to_a_person_only_if_asked(world):
    application = draft(world, line="x" * 21, sure=True)

    with pytest.raises(NotValid):
        applying.submit(application, by=world.applicant, now=MONDAY)
    applying.submit(application, by=world.applicant, now=MONDAY, despite_checks=True)

    assert fresh(application).is_human_review_asked


def test_one_prepares_and_another_approves(world):
    application, letter = decided(world)
    decision = Decision.objects.get(case=application.case)

    assert application.case.status == "completed"
    assert (decision.prepared_by, decision.approved_by) == (
        world.pension_new_a.user,
        world.pension_new_b.user,
    )
    assert letter.kind == Letter.Kind.DECISION
    assert [deed.application.pk for deed in samples.DONE] == [application.pk]
    assert json.loads(letter.content)["figures"][0]["formula"]["en"] == "each counted once"


def test_nobody_approves_what_they_prepared(world):
    application = sent(world)
    act("prepare-decision", application, world.pension_new_a, outcome="granted")

    with pytest.raises(NotPermitted):
        act("approve-decision", application, world.pension_new_a)
    can = {each.name for each in possible(fresh(application), world.pension_new_b)}
    assert {"prepare-decision", "approve-decision"} <= can


def test_a_no_needs_reasons_and_changes_nothing_else(world):
    application = sent(world)
    with pytest.raises(NotValid):
        act("prepare-decision", application, world.pension_new_a, outcome="refused")

    act("prepare-decision", application, world.pension_new_a, outcome="refused", reasons=["SMP01"])
    letter = act("approve-decision", application, world.pension_new_b)

    assert letter.kind == Letter.Kind.REFUSED
    assert fresh(application).case.status == "refused"
    assert json.loads(letter.content)["reasons"][0]["code"] == "SMP01"
    assert samples.DONE == []


def test_what_was_sent_back_can_be_prepared_anew(world):
    application = sent(world)
    act("prepare-decision", application, world.pension_new_a, outcome="granted")
    act("send-back-decision", application, world.pension_new_b, note="Look again")

    assert PreparedAct.objects.get().outcome == "sent-back"
    act("prepare-decision", application, world.pension_new_b, outcome="granted")
    assert act("approve-decision", application, world.pension_new_a)


def test_a_correction_stops_the_clock_and_goes_back_to_the_same_desk(world):
    application = sent(world)
    act("ask-correction", application, world.pension_new_a, wrong=["line"], note="Spell it out")
    assert fresh(application).case.steps.get().paused_on is not None

    applying.answer_correction(
        fresh(application), {"line": "Hof"}, by=world.applicant, now=MONDAY + timedelta(days=9)
    )

    step = fresh(application).case.steps.get()
    assert (step.paused_on, fresh(application).case.status) == (None, "submitted")


def test_only_what_was_asked_can_be_called_wrong(world):
    application = sent(world)

    with pytest.raises(NotValid):
        reviewing.ask_for_correction(
            application, {"bribe": "too small"}, note="", by=world.pension_new_a, now=MONDAY
        )


def test_a_decision_waits_while_letters_are_stopped(world):
    application = sent(world)
    act("prepare-decision", application, world.pension_new_a, outcome="granted")
    halt = halting.stop(None, reason="forged seals", by=world.administrator, now=MONDAY)

    held = act("approve-decision", application, world.pension_new_b)
    assert isinstance(held, HeldAct)
    assert samples.DONE == []
    halting.ask_to_lift(halt, reason="found", by=world.administrator, now=MONDAY)
    halting.lift(halt, by=world.second_administrator, now=MONDAY)
    do_what_is_due(now=MONDAY + timedelta(minutes=1))

    assert fresh(application).case.status == "completed"
    assert not holding.others_wait(application.agency)
    assert not Duty.objects.exclude(dead_at=None).exists()


def test_strangers_to_the_case_do_nothing(world):
    application = sent(world)
    for who in (world.medical_new_a, world.pension_stranger, world.applicant, world.administrator):
        assert possible(application, who) == []
        for name in ACTS:
            said = {
                "prepare-decision": {"outcome": "granted"},
                "ask-correction": {"note": "x"},
                "ask-hospital": {"whom": "x", "what": "x"},
                "hospital-answered": {"answer": "x", "confirms": False},
            }
            with pytest.raises((NotPermitted, MoveNotPossible)):
                act(name, application, who, **said.get(name, {}))


def test_until_it_is_decided_it_can_be_withdrawn(world):
    application = sent(world)
    applying.withdraw(application, by=world.applicant, now=MONDAY, note="never mind")

    assert fresh(application).case.status == "withdrawn"
    assert not fresh(application).case.steps.open().exists()


# --- At once -------------------------------------------------------------------------------------
def proven(world, phone="+8613911112222"):
    application = draft(world, samples.PHONE_CHANGE, phone=phone)
    contact, code = proving.new_code(application, "code", {"phone": phone}, now=MONDAY)
    assert contact == phone
    drafting.save(application, {"code": code}, by=world.applicant, now=MONDAY)
    return fresh(application)


def test_what_is_done_at_once_is_done_with_its_sending(world):
    application = proven(world)
    applying.submit(application, by=world.applicant, now=MONDAY)

    case = fresh(application).case
    assert case.status == "completed"
    assert case.letters.get().kind == Letter.Kind.CONFIRMATION
    assert Decision.objects.get(case=case).approved_by is None
    assert len(samples.DONE) == 1
    assert Case.objects.visible_to(world.pension_new_a).get() == case  # done in their name
    assert not Case.objects.visible_to(world.pension_stranger).exists()


def test_a_code_counts_in_whichever_zone_its_moment_was_written(world):
    application = draft(world, samples.PHONE_CHANGE, phone="+8613911112222")
    said, in_shanghai = {"phone": "+8613911112222"}, MONDAY.astimezone(ZoneInfo("Asia/Shanghai"))
    _contact, code = proving.new_code(application, "code", said, now=in_shanghai)

    drafting.save(application, {"code": code}, by=world.applicant, now=in_shanghai)


def test_an_unproven_phone_is_not_taken(world):
    application = draft(world, samples.PHONE_CHANGE, phone="+8613911112222")

    with pytest.raises(NotValid):
        applying.submit(application, by=world.applicant, now=MONDAY)


def test_another_phone_typed_after_the_code_is_not_proven_by_it(world):
    application = proven(world)
    drafting.save(application, {"phone": "+8613911113333"}, by=world.applicant, now=MONDAY)

    with pytest.raises(NotValid):
        applying.submit(fresh(application), by=world.applicant, now=MONDAY)


def test_codes_cannot_be_guessed(world):
    application = draft(world, samples.PHONE_CHANGE, phone="+8613911112222")
    said = {"phone": "+8613911112222"}
    _contact, code = proving.new_code(application, "code", said, now=MONDAY)
    with pytest.raises(TooOften):
        proving.new_code(application, "code", said, now=MONDAY)

    for _guess in range(5):
        with pytest.raises(NotValid):
            drafting.save(application, {"code": "000000x"}, by=world.applicant, now=MONDAY)
    with pytest.raises(NotValid) as refused:
        drafting.save(application, {"code": code}, by=world.applicant, now=MONDAY)

    assert re.search("often|次数过多", str(refused.value.errors["code"]))
