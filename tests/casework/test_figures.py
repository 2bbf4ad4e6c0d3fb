"""What is kept of how many turns wait, came and were done is true at every moment."""

from datetime import date

import pytest

from casework import invariants, turn_triggers
from casework.actions import counting
from casework.models import Step, TurnChange, TurnCount
from casework.rules.figures import Figures, quantile
from tests import owner
from tests.cast import make_world
from tests.deadlines.test_at_once import at_once
from tests.story import Story, at_stage

MONTHS = {"since": date(2026, 1, 1), "until": date(2026, 12, 1)}


def of(agency, *by, today=date(2026, 12, 1)):
    return counting.figures([agency.pk], *by, **MONTHS, today=today)


def wrong():
    return list(invariants.kept_figures_are_those_of_the_turns())


# --- Without a database -----------------------------------------------------------------------
def test_half_and_nine_of_ten_are_days_that_somebody_waited():
    assert quantile({}, 50) is None
    assert quantile({3: 1}, 50) == quantile({3: 1}, 90) == 3
    assert quantile({1: 5, 9: 5}, 50) == 1
    assert quantile({1: 5, 9: 5}, 90) == 9
    assert quantile(dict.fromkeys(range(1, 101), 1), 90) == 90


def test_what_ended_without_a_decision_is_neither_in_time_nor_late():
    found = Figures(in_time=3, late=1, ended=6)

    assert (found.done, found.decided, found.in_time_percent) == (10, 4, 75.0)
    assert not found.is_public
    assert Figures().in_time_percent is None


# --- On the way of a case ---------------------------------------------------------------------
@pytest.mark.django_db
def test_figures_follow_a_case_from_desk_to_desk():
    world = make_world()
    story = Story(world).tell("submit wait")
    [here] = of(world.pension_new_a.agency).values()
    assert (here.received, here.waiting, here.done) == (1, 1, 0)

    story.tell("accept")

    [here] = of(world.pension_new_a.agency).values()
    assert (here.received, here.waiting, here.in_time, here.late) == (1, 0, 1, 0)
    assert here.median is not None
    assert not wrong()


@pytest.mark.django_db
def test_bringing_up_to_date_changes_where_sums_stand_and_not_what_they_are():
    world = make_world()
    at_stage(world, "completed")
    Step.objects.update(clerk=world.pension_new_b.user)
    before = counting.kept()

    added = [counting.bring_up_to_date() > 0 for _time in range(2)]

    assert added == [True, False]
    assert not TurnChange.objects.exists()
    assert counting.kept() == before == counting.recounted()
    assert not TurnCount.objects.filter(n=0).exists()


@pytest.mark.django_db
def test_what_goes_past_the_portal_is_counted_too_and_what_is_wrong_is_found():
    world = make_world()
    Story(world).tell("submit wait")
    Step.objects.update(clerk=world.pension_new_a.user, due_on=date(2026, 3, 2))
    assert not wrong()
    counting.bring_up_to_date()

    TurnCount.objects.filter(measure="waiting").update(n=7)

    assert any("waiting" in finding for finding in wrong())


@pytest.mark.django_db
def test_what_was_there_before_figures_were_kept_is_counted_as_they_begin():
    world = make_world()
    Story(world).tell("submit wait")
    there = counting.recounted()
    TurnChange.objects.all().delete()

    with owner.as_owner():
        turn_triggers.put_up()
        turn_triggers.put_up()

    assert counting.kept() == there


@pytest.mark.django_db
def test_who_withdraws_makes_no_agency_punctual():
    world = make_world()
    story = Story(world).tell("submit wait")

    story.tell("withdraw")

    [here] = of(world.pension_new_a.agency).values()
    assert (here.in_time, here.late, here.ended) == (0, 0, 1)


@pytest.fixture
def shared_world(transactional_db):
    """A world that other connections see too."""
    yield make_world()
    owner.take_down()


def test_two_that_bring_up_to_date_at_once_add_nothing_twice(shared_world):
    Story(shared_world).tell("submit wait")

    at_once(counting.bring_up_to_date, workers=4)

    assert counting.kept() == counting.recounted()
