"""A new holiday notice moves every open due day, says so once, and fires nothing again."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection, transaction

from agencies.models import CalendarDay, CalendarNotice
from casework.actions import claiming, duties, recounting, rescheduling, steps
from casework.actions.rescheduling import follow_the_calendar, reproject
from casework.models import Case, Dispatch, Duty, Event, Notice
from kit import wall
from tests.deadlines.dates import at, milestones_ahead, milestones_done, told, work
from tests.story import Story
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
LOADED = at("2026-12-14")
LOADS = count(1)  # each loading is a moment of its own


def load_2027(*, off=("2027-01-01",), worked=(), now=LOADED):
    """Load the notice of 2027 as far as these tests need it."""
    moment = now + timedelta(microseconds=next(LOADS))
    notice, _made = CalendarNotice.objects.update_or_create(
        year=2027, defaults={"loaded_at": moment}
    )
    notice.days.all().delete()
    for day in (*off, *worked):
        CalendarDay.objects.create(
            notice=notice,
            date=date.fromisoformat(day),
            is_workday=day in worked,
            reason="元旦",
            reason_en="New Year's Day",
        )


@pytest.fixture
def december(world):
    """A review that began on 11 December: it ends on 1 January, provisionally."""
    story = Story(world, now=at("2026-12-11"))
    story.submit()
    story.work()
    return story


def test_the_due_day_moves_with_the_notice_and_is_certain_now(december):
    load_2027()

    work(LOADED)

    step = steps.current_step(december.case)
    assert (step.due_on.isoformat(), step.is_provisional) == ("2027-01-04", False)
    assert milestones_ahead() == [(5, "12-25 08:30"), (1, "12-31 08:30"), (-1, "01-05 00:00")]


def test_whoever_waits_is_told_which_day_moved(december):
    load_2027()

    work(LOADED)

    assert told("rescheduled") == ["P440100", "person"]
    data = Notice.objects.filter(kind="rescheduled").first().data
    assert (data["old"], data["due_on"]) == ("2027-01-01", "2027-01-04")
    assert Event.objects.get(kind=Event.Kind.RESCHEDULED).data["due_on"] == "2027-01-04"
    sent = Dispatch.objects.filter(notice__kind="rescheduled")
    assert {each.to_agency for each in sent} == {None}  # no mail for each of a thousand turns


def test_counting_again_moves_nothing_and_tells_nobody(december):
    load_2027()

    assert [reproject(now=LOADED), reproject(now=LOADED)] == [1, 0]
    assert [follow_the_calendar(now=LOADED), follow_the_calendar(now=LOADED)] == [1, 0]
    work(LOADED)
    assert told("rescheduled") == ["P440100", "person"]


def test_a_day_that_only_became_certain_is_no_news(december):
    load_2027(off=(), worked=())

    work(LOADED)

    assert not steps.current_step(december.case).is_provisional
    assert told("rescheduled") == []


def test_what_has_fired_never_fires_again(december):
    work(at("2026-12-25", 9))
    assert milestones_done() == [5]

    # The day before was a day off after all: five days are left on the 28th again.
    notice = CalendarNotice.objects.get(year=2026)
    notice.days.create(
        date=date(2026, 12, 24), is_workday=False, reason="放假", reason_en="Day off"
    )
    CalendarNotice.objects.filter(pk=notice.pk).update(loaded_at=at("2026-12-25", 10))
    work(at("2026-12-25", 11))
    work(at("2026-12-28", 9))

    assert steps.current_step(december.case).due_on.isoformat() == "2027-01-04"
    assert milestones_done() == [5]
    assert told("reminder") == ["P440100"]


def test_a_notice_taken_back_moves_the_day_back(december):
    load_2027()
    work(LOADED)
    load_2027(off=(), now=at("2026-12-15"))

    work(at("2026-12-15"))

    assert steps.current_step(december.case).due_on.isoformat() == "2027-01-01"
    assert len(told("rescheduled")) == 4
    assert not list(violations())


def test_a_stopped_clock_is_left_alone_and_one_that_goes_on_counts_from_its_new_start(december):
    december.now = at("2026-12-12")
    december.ask_correction()
    load_2027()
    work(LOADED)
    assert told("rescheduled") == []

    december.now = at("2026-12-15")
    december.answer()  # fifteen days are left
    load_2027(off=("2027-01-01", "2027-01-04"), now=at("2026-12-16"))
    work(at("2026-12-16"))

    assert steps.current_step(december.case).due_on.isoformat() == "2027-01-07"


def test_a_worked_weekend_brings_the_day_forward(december):
    load_2027(worked=("2026-12-27",))

    work(LOADED)

    assert steps.current_step(december.case).due_on.isoformat() == "2026-12-31"


def test_a_turn_that_has_ended_is_not_counted_again(december):
    december.tell("prepare_refusal refuse")
    load_2027()

    assert reproject(now=LOADED) == 0


def test_the_terms_are_counted_in_parts_that_the_administration_counts(world, monkeypatch):
    for insurance in ("pension", "medical"):
        Story(world, insurance, now=at("2026-12-11")).submit()
    monkeypatch.setattr(rescheduling, "OF_A_PART", 1)
    load_2027()

    follow_the_calendar(now=LOADED)
    begun = rescheduling.progress()
    [part, *_more] = claiming.claim(Duty.Kind.COUNT_ANEW, most=1, now=LOADED)
    duties.do_claimed(part, now=LOADED)
    between = rescheduling.progress()
    work(LOADED)

    assert (begun.done, between.done) == (0, 1)
    assert between.parts == begun.parts >= 2
    assert rescheduling.progress().is_over
    assert told("rescheduled") == ["P440100", "person"]  # the medical one ends before


def test_only_terms_that_a_notice_may_move_are_counted_anew(world, monkeypatch):
    for insurance, day in (("medical", "2026-12-10"), ("pension", "2026-12-11")):
        Story(world, insurance, now=at(day)).submit()  # until 17 December, and 1 January
    monkeypatch.setattr(rescheduling, "OF_A_PART", 1)

    load_2027(off=("2027-05-01",))
    of_may = follow_the_calendar(now=LOADED)
    load_2027(off=("2026-12-16", "2027-01-01"))
    of_both = follow_the_calendar(now=LOADED)

    assert (of_may, of_both) == (1, 2)  # by the first, one of them only became certain


def two_terms(world):
    """Two reviews of December, and a notice that moves both."""
    stories = [Story(world, each, now=at("2026-12-11")) for each in ("pension", "medical")]
    for story in stories:
        story.submit()
    load_2027(off=("2026-12-16",))
    return stories


def test_no_term_waits_until_the_others_of_its_part_are_counted(shared_world, monkeypatch):
    two_terms(shared_world)
    seen = []

    def move(turns, *_args, **_waits):
        seen.append((len(turns), connection.in_atomic_block))
        return set(turns.values()), 0

    monkeypatch.setattr(recounting, "FIRST", 1)
    monkeypatch.setattr(recounting, "in_time", lambda *_took: 1)
    monkeypatch.setattr(recounting, "_move", move)

    work(LOADED)

    assert seen == [(1, False), (1, False)]


def test_the_slower_terms_move_the_fewer_move_at_once():
    quick, slow, very_slow = (recounting.in_time(50, seconds) for seconds in (0.02, 0.4, 9.0))

    assert (quick, slow, very_slow) == (recounting.MOST, 7, 1)


def test_a_case_that_somebody_holds_keeps_no_other_waiting(shared_world):
    if not connection.features.has_select_for_update_skip_locked:
        pytest.skip("here one writes at a time")
    held, free = (story.case for story in two_terms(shared_world))

    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=held.pk)
            moving = beside.submit(in_its_own_connection, lambda: reproject(now=LOADED))
            wait_until(lambda: moved() == [free.pk])
            assert not moving.done()
        assert moving.result(20) == 2

    assert sorted(moved()) == sorted([held.pk, free.pk])
    assert not list(violations())


def moved():
    """Return the cases of which a due day has moved."""
    return list(Event.objects.filter(kind="rescheduled").values_list("case", flat=True))


def in_its_own_connection(act):
    try:
        with wall.as_house("tests"):
            return act()
    finally:
        connection.close()


def wait_until(is_so):
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
