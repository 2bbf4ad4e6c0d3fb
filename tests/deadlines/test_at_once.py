"""Several workers at once do each thing once: threads on PostgreSQL, drivers in turn elsewhere."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from casework.actions.claiming import LEASE, MOST_TRIES
from casework.actions.duties import do_claimed, do_duty, do_what_is_due, revive
from casework.actions.rescheduling import reproject
from casework.models import Duty, Escalation, Notice
from tests.deadlines.dates import at, told
from tests.deadlines.test_rescheduling import LOADED, load_2027
from tests.story import Story
from transfers.management.commands.check_invariants import violations

WORKERS = 6


def at_once(act, workers=WORKERS):
    """Let several workers do the same at the same moment, each with a connection of its own."""
    together = Barrier(workers)

    def work(_number):
        try:
            together.wait(10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, range(workers)))


def test_six_workers_tell_lateness_once(shared_world):
    Story(shared_world).submit()
    late = at("2026-09-29", 9)

    for _round in range(3):
        at_once(lambda: do_what_is_due(now=late))

    assert told("late") == ["P440100", "person"]
    assert told("escalated") == []  # its head has the same inbox, and has just been told
    assert Escalation.objects.count() == 1
    assert not list(violations())


def test_six_workers_count_a_due_day_anew_once(shared_world):
    Story(shared_world, now=at("2026-12-11")).submit()
    load_2027()

    moved = at_once(lambda: reproject(now=LOADED))

    assert sum(moved) == 1
    assert told("rescheduled") == ["P440100", "person"]


def test_a_reminder_and_the_end_of_its_turn_do_not_hold_each_other_up(shared_world):
    story = Story(shared_world)
    story.submit()
    story.work()
    story.now = at("2026-09-20", 9)
    story.prepare_refusal()
    turns = iter([story.refuse, *[lambda: do_what_is_due(now=story.now)] * (WORKERS - 1)])

    at_once(lambda: next(turns)())

    assert story.case.status == "refused"
    assert Notice.objects.filter(kind="reminder").count() <= 1
    assert not list(violations())


def test_several_who_hold_the_same_duty_do_it_once(shared_world):
    story = Story(shared_world)
    story.submit()
    duty = Duty.objects.get(kind=Duty.Kind.DELIVER)  # by each of them, as after too long a pause

    done = at_once(lambda: do_claimed(duty, now=story.now))

    assert sum(done) == 1
    assert Notice.objects.filter(kind="letter").count() == 1


def test_what_a_dead_worker_had_claimed_is_done_by_the_next_one(world):
    story = Story(world)
    story.submit()
    duty = Duty.objects.filter(kind=Duty.Kind.DELIVER).get()
    Duty.objects.filter(pk=duty.pk).update(claimed_until=story.now + LEASE, attempts=1)

    assert not do_duty(duty.pk, now=story.now)
    assert do_duty(duty.pk, now=story.now + LEASE * 1.1)
    assert not do_duty(duty.pk, now=story.now + LEASE * 3)


def test_a_duty_that_ends_its_worker_each_time_dies_and_can_be_revived(world, caplog):
    story = Story(world)
    story.submit()
    duty = Duty.objects.filter(kind=Duty.Kind.DELIVER).get()
    Duty.objects.filter(pk=duty.pk).update(attempts=MOST_TRIES)

    assert not do_duty(duty.pk, now=story.now)
    duty.refresh_from_db()
    assert duty.dead_at == story.now
    assert "no try ever came to an end" in caplog.text

    revive(duty, now=story.now)
    assert do_duty(duty.pk, now=story.now)


def test_a_duty_that_fails_is_tried_later_and_dies_after_the_last_try(world, monkeypatch, caplog):
    story = Story(world)
    story.submit()
    duty = Duty.objects.filter(kind=Duty.Kind.DELIVER).get()

    def break_down(*_args, **_kwargs):
        raise OSError("王小燕 510104199205100000")

    monkeypatch.setattr("letters.actions.issuing.sealed", break_down)
    for _try in range(MOST_TRIES):
        story.now += LEASE * 20
        assert not do_duty(duty.pk, now=story.now)

    duty.refresh_from_db()
    assert (duty.attempts, duty.dead_at, duty.last_error) == (MOST_TRIES, story.now, "OSError")
    assert "王小燕" not in caplog.text
    assert story.case.letters.filter(file=None).count() == 1
