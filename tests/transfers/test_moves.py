"""Every action at every status: what is not permitted changes nothing."""

import pytest

from casework.errors import MoveNotPossible
from casework.models import Case, Duty, Event, Notice, PreparedAct, Step
from casework.rules.statuses import Party, Status
from kit.errors import NotPermitted, NotValid
from letters.models import Letter, VoidingProposal
from records.models import AccountEntry, InsuredPeriod, Posting
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import STAGES, at_stage
from transfers.models import Clearing, InformationForm, Remittance, Repayment, Settlement
from transfers.rules.flow import MOVES


def test_nobody_refuses_without_being_the_new_agency():
    assert {who for (_from, to), who in MOVES.items() if to == Status.REFUSED} == {Party.HANDLING}


# --- Every action at every stage ----------------------------------------------------------------
# What can be done at each stage; everything else is refused and leaves no trace.
POSSIBLE = {
    "draft": {"submit", "withdraw"},
    "in review": {"ask_correction", "prepare_refusal", "accept", "withdraw"},
    "refusal prepared": {
        *("ask_correction", "prepare_refusal", "refuse", "send_back_refusal"),
        *("accept", "withdraw"),
    },
    "correction asked": {"answer", "withdraw"},
    "withdrawn": set(),
    "refused": {"propose_voiding"},
    "letter issued": {"propose_voiding"},
    "letter delivered": {"return_letter", "ask", "prepare_form", "propose_voiding"},
    "clarification asked": {"clarify", "propose_voiding"},
    "letter returned": {"reissue", "ask_correction", "prepare_refusal"},
    "form prepared": {
        *("return_letter", "ask", "prepare_form", "send_form", "send_back_form"),
        "propose_voiding",
    },
    "handed over": {"record_arrival", "dispute"},
    # What the bank says can be written down whenever money has been announced: more of it, too.
    "money arrived": {"record_arrival", "dispute", "prepare_settlement", "correct_arrival"},
    "settlement prepared": {
        "record_arrival",
        "correct_arrival",
        "dispute",
        "prepare_settlement",
        "complete",
        "send_back_settlement",
    },
    "disputed": {"record_arrival", "prepare_form", "correct_arrival"},
    "clearing": {"record_arrival", "answer_clearing", "note_answer"},
    "completed": {"record_arrival"},
}
# Doing these again changes nothing and is no fault of anybody.
AGAIN = {"submit": lambda stage: stage != "draft", "withdraw": lambda stage: stage == "withdrawn"}
VERBS = sorted(
    {
        *("submit", "answer", "withdraw", "ask_correction", "accept", "clarify"),
        *("prepare_refusal", "refuse", "send_back_refusal"),
        "reissue",
        *("return_letter", "ask", "prepare_form", "send_form", "send_back_form"),
        *("record_arrival", "dispute", "prepare_settlement", "send_back_settlement", "complete"),
        *("correct_arrival", "return_surplus", "propose_voiding"),
        *("answer_clearing", "note_answer", "prepare_clearing", "send_back_clearing"),
        *("approve_clearing", "bounce", "prepare_payment", "approve_payment", "send_back_payment"),
    }
)
STORED = (
    Case,
    Step,
    Event,
    Letter,
    Notice,
    Duty,
    InformationForm,
    PreparedAct,
    Remittance,
    Settlement,
    Posting,
    VoidingProposal,
    Clearing,
    Repayment,
    InsuredPeriod,
    AccountEntry,
)


def everything_stored():
    """Return every row of a case, as it is."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in STORED}


def has_its_object(verb, transfer):
    """Whether there is a form to send or money to arrive at all."""
    if verb in ("record_arrival", "correct_arrival"):
        return transfer.remittances.exists()
    if verb in ("refuse", "send_back_refusal"):
        return PreparedAct.objects.exists()
    return verb not in ("send_form", "send_back_form") or transfer.forms.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("stage", STAGES)
def test_at_each_stage_only_what_the_procedure_allows_can_be_done(stage, plain_letters):
    story = at_stage(make_world(), stage)
    before = everything_stored()

    for verb in VERBS:
        if verb in POSSIBLE[stage] or not has_its_object(verb, story.transfer):
            continue
        if verb in AGAIN and AGAIN[verb](stage):
            getattr(story, verb)()
        else:
            with pytest.raises((MoveNotPossible, NotPermitted)):
                getattr(story, verb)()
        assert everything_stored() == before, f"{verb} left a trace"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stage", "verb"),
    [(stage, verb) for stage, verbs in POSSIBLE.items() for verb in sorted(verbs)],
)
def test_what_the_procedure_allows_is_not_done_by_the_other_side(stage, verb, plain_letters):
    story = at_stage(make_world(), stage)
    before = everything_stored()

    for name in ("other_person", "pension_stranger", "pension_supervisor", "pension_auditor"):
        story.by = lambda _who, name=name: {"by": getattr(story.world, name), "now": story.now}
        with pytest.raises((NotPermitted, MoveNotPossible, NotValid)):
            getattr(story, verb)()

    assert everything_stored() == before


@pytest.mark.django_db
def test_a_settlement_confirmed_before_a_dispute_is_confirmed_anew(plain_letters):
    story = at_stage(make_world(), "settlement prepared")
    story.tell("dispute prepare_form send_form")

    with pytest.raises(MoveNotPossible):
        story.complete()
    story.tell("prepare_settlement complete")

    assert story.case.status == "completed"


@pytest.fixture
def plain_letters(monkeypatch):
    """What a letter looks like is tested elsewhere."""
    print_blank_letters(monkeypatch)
