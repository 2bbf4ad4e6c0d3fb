"""Every state of every service has a clock, or says by law why it has none; nothing can stall."""

import sys
from datetime import date

import pytest

from casework import clocks_shown
from casework.actions.following import ENDINGS, FINDERS
from casework.models import Duty
from casework.notices import TITLES, TOPICS
from casework.rules.clocks import WAITS, Reader
from casework.rules.procedures import procedures
from casework.rules.statuses import ENDS, Party
from law.values import RELEASE

SIDES = {Party.HANDLING: "N", Party.OTHER: "R"}
WAITS_FOR = {"clearing": Party.HANDLING}  # the person, but for what no law gives a term
TODAY = date(2026, 9, 7)


@pytest.mark.parametrize("service", procedures(), ids=lambda service: service.name)
def test_every_state_says_whose_it_is_by_when_and_who_is_told(service):
    lines = [
        *clocks_shown.lines_of(service, today=TODAY, book=RELEASE),
        *clocks_shown.inside(today=TODAY, book=RELEASE),
    ]
    sys.stdout.write("".join(f"{service.name}: {spelled(line)}\n" for line in lines))

    assert len(lines) >= len(service.statuses - ENDS)
    assert not [line.state.en for line in lines if line.is_gap]


def spelled(line):
    """Return a line as the run of the test prints it."""
    parts = (line.state, line.whose, line.by, line.told, line.then)
    return " | ".join(part.en if part else "no day by law" for part in parts)


@pytest.mark.parametrize("service", procedures(), ids=lambda service: service.name)
def test_no_status_and_no_turn_is_left_out_of_the_table(service):
    assert set(service.clocks) == service.statuses - ENDS
    for turn in service.turns.values():
        assert (turn.term is None) == (turn.because is not None)


@pytest.mark.parametrize("service", procedures(), ids=lambda service: service.name)
def test_a_clock_runs_on_the_side_whose_move_it_is(service):
    for status, clock in service.clocks.items():
        party = service.whose[status]
        if clock.turn:
            assert service.turns[clock.turn].side == SIDES[party], status
        if clock.wait:
            assert party == WAITS_FOR.get(clock.wait.name, Party.APPLICANT), status


@pytest.mark.parametrize("wait", WAITS.values(), ids=WAITS)
def test_what_waits_is_found_told_and_comes_nearer_day_by_day(wait):
    numbers = [step.after.values[-1].number for step in wait.follow_ups]

    assert wait.name in FINDERS
    assert numbers == sorted(set(numbers))
    assert {step.after.unit for step in wait.follow_ups} == {wait.follow_ups[0].after.unit}
    for step in wait.follow_ups:
        assert step.notice in TITLES
        assert step.notice in TOPICS
        assert all(rule.basis.title.en.startswith("Own practice") for rule in step.after.values)


def test_what_ends_by_itself_has_warned_twice_before():
    for name in ENDINGS:
        *before, _end = WAITS[name].follow_ups
        warnings = [step for step in before if step.notice.endswith("-ends-soon")]

        assert len(warnings) == 2
        assert all(step.told == (Reader.PERSON,) for step in warnings)


def test_a_subject_of_a_follow_up_fits_into_its_duty():
    longest = f"{max(WAITS, key=len)}:99:{2**31}:{2**53}"

    assert len(longest) <= Duty._meta.get_field("subject").max_length
