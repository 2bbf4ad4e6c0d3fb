"""The clerk is reminded, lateness is told and brought up, and each of it happens once."""

from datetime import timedelta

import pytest

from agencies.models import Post
from casework.actions import escalating, steps
from casework.actions.duties import do_what_is_due
from casework.desk.escalations import escalations_of
from casework.models import Dispatch, Escalation, Event, Notice
from tests.cast import make_clerk
from tests.deadlines.dates import at, milestones_ahead, milestones_done, told, work
from tests.story import Story
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
# The term of a pension review that begins on Monday 7 September 2026: 15 working days, one of
# them Sunday 20 September, worked in place of a day of the National Day holiday.
DUE = "2026-09-28"


@pytest.fixture
def waiting(world):
    story = Story(world)
    story.submit()
    story.work()
    return story


def test_a_term_owes_its_milestones_from_the_first_day(waiting):
    step = steps.current_step(waiting.case)

    assert step.due_on.isoformat() == DUE
    assert milestones_ahead() == [(5, "09-20 08:30"), (1, "09-24 08:30"), (-1, "09-29 00:00")]


@pytest.mark.parametrize(
    ("moment", "fired"),
    [
        (at("2026-09-20", 8, 29), []),
        (at("2026-09-20", 8, 30), [5]),
        (at("2026-09-28", 23, 59, 59), [5, 1]),
        (at("2026-09-29", 0), [5, 1, -1]),
    ],
)
def test_each_milestone_comes_at_its_moment(waiting, moment, fired):
    for day in range(1, 23):
        now = at("2026-09-07", 9) + timedelta(days=day)
        if now >= moment:
            break
        work(now)
    work(moment)

    assert milestones_done() == fired


def test_the_agency_is_reminded_and_nobody_else(waiting):
    work(at("2026-09-20", 9))

    assert told("reminder") == ["P440100"]
    assert Notice.objects.get(kind="reminder").data["left"] == 5
    assert Event.objects.filter(kind=Event.Kind.REMINDED).count() == 1


def test_lateness_is_told_to_all_sides_and_brought_before_the_head_of_the_agency(waiting):
    work(at("2026-09-29", 0))

    assert told("late") == ["P440100", "person"]
    assert told("escalated") == []  # the agency's own head reads the same inbox
    raised = Escalation.objects.get()
    assert (raised.supervisor.code, raised.rung, raised.closed_at) == ("P440100", 1, None)


def test_both_agencies_are_told_once_both_have_had_a_turn(waiting):
    waiting.wait()
    waiting.accept()
    waiting.wait(22)  # the letter was delivered on 9 September; 15 working days end on 30 September
    assert told("late") == []

    waiting.wait(1)

    assert told("late") == ["P440100", "P510100", "person"]
    assert told("escalated") == []


def test_lateness_is_told_again_every_five_working_days(waiting):
    for day in range(45):  # until 21 October, across the National Day holiday
        work(at("2026-09-07", 9) + timedelta(days=day))

    assert milestones_done() == [5, 1, -1, -6, -11]
    days = [str(n.at.date()) for n in Notice.objects.filter(kind="escalated").order_by("at")]
    assert days == ["2026-10-10", "2026-10-16"]
    # Here the province supervises the city: what waits there already waits there once.
    assert [each.rung for each in Escalation.objects.order_by("rung")] == [1, 3]


def test_nothing_is_told_twice_however_often_anybody_looks(waiting):
    for _look in range(5):
        work(at("2026-09-29", 9))
        do_what_is_due(now=at("2026-09-29", 10), driver="sweep")

    assert told("late") == ["P440100", "person"]
    messages = Dispatch.objects.filter(notice__kind="late")
    assert messages.values("notice", "way").distinct().count() == messages.count() == 3


def test_after_a_month_without_any_worker_each_thing_is_told_once_and_no_flood_follows(waiting):
    work(at("2026-10-30", 9))

    assert told("reminder") == []  # "five days left" would be untrue by now
    assert told("late") == ["P440100", "person"]
    assert told("escalated") == ["P440000"]
    assert milestones_ahead() == [(-26, "11-06 00:00")]


def test_a_late_reminder_says_what_is_truly_left(waiting):
    work(at("2026-09-23", 9))

    assert Notice.objects.get(kind="reminder").data["left"] == 2


def test_two_reminders_missed_together_become_one(waiting):
    work(at("2026-09-24", 9))

    assert [each.data["left"] for each in Notice.objects.filter(kind="reminder")] == [1]
    assert milestones_done() == [5, 1]


def test_no_milestone_of_a_turn_that_has_ended_fires(waiting):
    waiting.tell("prepare_refusal refuse")

    work(at("2026-12-01"))

    assert told("reminder") == told("late") == []


def test_a_closed_enquiry_comes_up_again_one_rung_higher_while_the_case_is_late(waiting, world):
    work(at("2026-09-29", 9))
    now = at("2026-09-29", 15)
    head = make_clerk("gz", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)
    escalating.close(Escalation.objects.get(), outcome="已催办", by=head, now=now)

    work(at("2026-10-10", 9))
    second = Escalation.objects.open().get()
    assert (second.rung, second.supervisor.code) == (2, "P440000")
    supervisor = _supervisor_of_guangdong(world)
    escalating.close(second, outcome="已督办", by=supervisor, now=at("2026-10-10", 15))
    work(at("2026-10-16", 9))
    third = Escalation.objects.open().get()
    escalating.close(third, outcome="已督办", by=supervisor, now=at("2026-10-16", 15))
    work(at("2026-10-23", 9))

    assert Escalation.objects.open().get().rung == 3  # at the top it comes before the same again
    assert Escalation.objects.count() == 4


def test_a_case_forgotten_by_everybody_is_on_the_board_of_the_province_by_itself(waiting, world):
    boards = []
    for day in ("2026-09-28", "2026-09-29", "2026-10-10", "2026-10-16"):
        work(at(day, 9))
        boards.append([each.rung for each in Escalation.objects.open().order_by("rung")])

    assert boards == [[], [1], [1, 2], [1, 3]]
    auditor = make_clerk("audit", world.agency("pension", "guangdong"), Post.Role.AUDITOR)
    assert escalations_of(auditor).filter(case=waiting.case, rung=3).exists()
    assert not list(violations())


def _supervisor_of_guangdong(world):

    return make_clerk("gd", world.agency("pension", "guangdong"), Post.Role.SUPERVISOR)
