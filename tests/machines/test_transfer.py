"""Whatever happens to a transfer, in whatever order and twice: what must be true stays true.

`MACHINE_EXAMPLES=200` plays more and longer games than the suite does every time.
"""

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casework.models import Duty, Notice
from kit.errors import Refusal
from letters.models import Letter
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.machines.model import START, VERBS
from tests.story import STAGES, Story
from tests.undone import undone
from transfers.management.commands.check_invariants import violations

MORE = int(os.environ.get("MACHINE_EXAMPLES", "0"))
ENDS = ("withdrawn", "refused", "completed")
# Done once more, these say nothing: somebody has clicked twice.
SILENT = {"submit", "withdraw"}


class TransferMachine(RuleBasedStateMachine):
    """An applicant, two clerks at each agency, and time."""

    world = None

    def __init__(self):
        super().__init__()
        self.kept = undone()
        self.kept.__enter__()
        self.facts = dict(START)

    def teardown(self):
        self.kept.__exit__(None, None, None)

    @initialize(
        insurance=st.sampled_from(["pension", "medical"]),
        stage=st.sampled_from(list(STAGES)),
        is_double=st.booleans(),
    )
    def begin(self, insurance, stage, is_double):
        """Start anywhere in the procedure, by the straight way there."""
        self.story = Story(self.world, insurance)
        names = ["pay_twice"] * is_double + STAGES[stage].split()
        for name in names:
            if name == "pay_twice":
                self.story.pay_twice()
                self.facts["is_double"] = insurance == "pension"
            elif name == "wait":
                self.time_passes(1)
            else:
                self.succeed(next(v for v in VERBS if v.name == name and v.is_possible(self.facts)))

    def succeed(self, verb):
        self.do(verb)
        self.facts = verb.after(self.facts)

    def do(self, verb):
        getattr(self.story, verb.name)(**verb.given)

    @precondition(lambda self: self.facts["status"] not in ENDS)
    @rule(data=st.data(), is_clicked_twice=st.booleans())
    def somebody_does_what_is_possible(self, data, is_clicked_twice):
        possible = [verb for verb in VERBS if verb.is_possible(self.facts)]
        if not possible:
            return
        verb = data.draw(st.sampled_from(possible))
        self.succeed(verb)
        if is_clicked_twice:
            self.try_in_vain(verb)

    @rule(verb=st.sampled_from(VERBS))
    def somebody_tries_anything(self, verb):
        self.try_in_vain(verb)

    def try_in_vain(self, verb):
        """Do it if it is possible after all, else see it refused and nothing changed."""
        if verb.is_possible(self.facts):
            self.succeed(verb)
        elif self.has_its_object(verb):
            before = self.counted()
            self.see_refused(verb)
            assert self.counted() == before, f"{verb.name} left a trace"

    def see_refused(self, verb):
        is_silent = verb.name in SILENT and (self.facts["is_sent"] or verb.name == "withdraw")
        try:
            self.do(verb)
        except Refusal:
            return
        assert is_silent, f"{verb.name} was let through at {self.facts}"

    def has_its_object(self, verb):
        """Whether there is a form to send or money to arrive at all."""
        transfer = self.story.transfer
        if verb.name in ("record_arrival", "correct_arrival"):
            return transfer.remittances.exists()
        if verb.name in ("refuse", "send_back_refusal"):
            return self.story.prepared is not None
        return verb.name not in ("send_form", "send_back_form") or transfer.forms.exists()

    @rule(days=st.integers(0, 9))
    def time_passes(self, days):
        self.story.now += timedelta(days=days)
        self.story.work()
        if Notice.objects.filter(kind="clearing-asked-again").exists():
            self.facts["is_asked_twice"] = True
        if self.facts["status"] == "letter-issued":
            self.facts["is_delivered"] = True

    def counted(self):
        """Return what can be counted of the case, and its version."""
        case = self.story.case
        rows = (case.events, case.letters, case.notices, case.duties, case.steps)
        return (case.version, case.status, *(each.count() for each in rows))

    @invariant()
    def what_must_be_true_is_true(self):
        if hasattr(self, "story"):
            assert self.story.case.status == self.facts["status"]
            assert not list(violations())

    @invariant()
    def each_occasion_is_told_once_and_no_duty_dies(self):
        keys = list(Notice.objects.values_list("key", flat=True))
        assert len(keys) == len(set(keys))
        assert not Duty.objects.exclude(dead_at=None).exists()
        receipts = Letter.objects.filter(kind=Letter.Kind.RECEIPT).count()
        assert receipts == self.facts["is_sent"]


@pytest.mark.django_db
def test_no_order_of_events_breaks_a_transfer(monkeypatch):
    print_blank_letters(monkeypatch)
    TransferMachine.world = make_world()

    run_state_machine_as_test(
        TransferMachine,
        settings=settings(
            max_examples=MORE or 15,
            stateful_step_count=50 if MORE else 8,
            derandomize=not MORE,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
