"""By which ways something goes out, when people are left alone, and how long a gateway is left."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.rules import patience
from casework.rules.wishes import (
    CHOOSABLE,
    MUST,
    Topic,
    Way,
    chosen_ways,
    is_quiet,
    next_morning,
    when_awake,
)

SHANGHAI, UTC = ZoneInfo("Asia/Shanghai"), ZoneInfo("UTC")
BOTH = (Way.MAIL, Way.SMS)
NOTHING_WISHED = {Way.MAIL: list(Topic), Way.SMS: list(Topic)}


def at(hour, minute=0, day=7):
    return datetime(2026, 9, day, hour, minute, tzinfo=SHANGHAI)


def test_whoever_says_nothing_is_told_by_every_way_that_reaches_them():
    assert chosen_ways(Topic.PROGRESS, BOTH, {}) == {Way.MAIL, Way.SMS}
    assert chosen_ways(Topic.PROGRESS, [Way.SMS], {}) == {Way.SMS}
    assert chosen_ways(Topic.DECISION, [], {}) == set()


@pytest.mark.parametrize("topic", sorted(MUST))
def test_what_must_be_told_goes_out_though_all_is_switched_off(topic):
    assert chosen_ways(topic, BOTH, NOTHING_WISHED) == {Way.MAIL, Way.SMS}
    assert chosen_ways(topic, BOTH, {Way.MAIL: [topic]}) == {Way.SMS}
    # the way that was left on reaches nobody any more: the other one is used after all
    assert chosen_ways(topic, [Way.MAIL], {Way.MAIL: [topic]}) == {Way.MAIL}


@pytest.mark.parametrize("topic", CHOOSABLE)
def test_what_may_be_switched_off_stays_off(topic):
    assert chosen_ways(topic, BOTH, NOTHING_WISHED) == set()
    assert chosen_ways(topic, BOTH, {Way.MAIL: [topic]}) == {Way.SMS}


def test_every_topic_of_a_person_may_be_chosen_or_must_be_told():
    assert set(CHOOSABLE) | MUST == set(Topic) - {Topic.OFFICE}


@pytest.mark.parametrize(
    ("moment", "quiet", "awake"),
    [
        (at(20, 59), False, at(20, 59)),
        (at(21), True, at(8, day=8)),
        (at(23, 59), True, at(8, day=8)),
        (at(0, day=8), True, at(8, day=8)),
        (at(7, 59), True, at(8)),
        (at(8), False, at(8)),
        (datetime(2026, 9, 7, 13, tzinfo=UTC), True, at(8, day=8)),  # 21:00 in Shanghai
        (datetime(2026, 9, 7, 0, tzinfo=UTC), False, at(8)),
    ],
)
def test_nobody_is_written_to_between_nine_in_the_evening_and_eight(moment, quiet, awake):
    assert is_quiet(moment) is quiet
    assert when_awake(moment) == awake


def test_the_next_morning_is_tomorrows_by_night_too():
    assert next_morning(at(10)) == at(8, day=8)
    assert next_morning(at(1)) == at(8, day=8)


def test_a_gateway_is_knocked_at_ever_more_seldom_but_once_an_hour():
    rests = [patience.rest(failures) for failures in range(1, 30)]

    assert rests == sorted(rests)
    assert rests[0] == timedelta(seconds=30)
    assert rests[-1] == timedelta(hours=1)


def test_a_message_waits_hours_and_then_days_and_a_week_at_most():
    pauses = [patience.pause(tries) for tries in range(1, 20)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(days=1))
    assert patience.GIVE_UP_AFTER < patience.STILL_WORTH_SENDING


def test_a_gateway_is_asked_for_a_receipt_a_few_times():
    assert [patience.next_receipt(asked) for asked in range(4)] == [*patience.RECEIPTS, None]
