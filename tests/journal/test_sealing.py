"""Each day is sealed once, none is left out, and no event is lost between two of them."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from agencies.actors import SYSTEM
from casework.actions.history import record
from casework.models import Event
from journal import keys, sealing, statements
from journal.models import JournalDay, JournalKey, JournalLeaf
from journal.rules.merkle import EMPTY
from kit import clock
from portal.keys import new_journal_key
from tests.cast import MONDAY
from tests.journal.conftest import NEXT_MORNING

MONDAY_DATE = date(2026, 9, 7)


def test_a_day_is_sealed_when_it_has_ended(story):
    assert sealing.seal_what_is_due(now=MONDAY + timedelta(hours=10)) == 0

    assert sealing.seal_what_is_due(now=NEXT_MORNING) == 1

    day = JournalDay.objects.get()
    assert (day.day, day.size) == (MONDAY_DATE, Event.objects.count())
    assert keys.is_signed(statements.of_day(day), day.signature, day.key.public)


def test_sealing_again_changes_nothing(sealed):
    before = list(JournalDay.objects.values())

    assert sealing.seal_what_is_due(now=NEXT_MORNING) == 0

    assert list(JournalDay.objects.values()) == before


def test_days_that_were_missed_are_caught_up_and_empty_ones_are_sealed_too(sealed):
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=4))

    days = list(JournalDay.objects.order_by("day"))
    assert [each.day.day for each in days] == [7, 8, 9, 10, 11]
    assert {each.root for each in days[1:]} == {EMPTY.hex()}
    assert [each.previous_hash for each in days] == ["", *(each.hash for each in days[:-1])]


def test_without_any_event_the_journal_begins_yesterday(world):
    sealing.seal_what_is_due(now=NEXT_MORNING)

    assert JournalDay.objects.get().day == MONDAY_DATE


def test_what_is_seen_only_after_its_day_was_sealed_is_in_the_next(sealed):
    """As when its transaction began before midnight and ended after the day was sealed."""
    late = record(sealed.case, Event.Kind.CLAIMED, by=SYSTEM, now=NEXT_MORNING - timedelta(hours=2))
    assert clock.day_of(late.at) == MONDAY_DATE

    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1))

    assert late.leaf.day == MONDAY_DATE + timedelta(days=1)
    assert not Event.objects.filter(leaf=None).exists()


def test_what_happens_after_midnight_waits_for_its_own_day(story):
    record(story.case, Event.Kind.CLAIMED, by=SYSTEM, now=NEXT_MORNING - timedelta(minutes=30))

    sealing.seal_what_is_due(now=NEXT_MORNING)

    assert Event.objects.get(leaf=None).kind == Event.Kind.CLAIMED


def test_a_sealing_that_stops_half_way_leaves_nothing(story, monkeypatch):
    def stop(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(statements, "of_day", stop)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        sealing.seal_what_is_due(now=NEXT_MORNING)

    assert not JournalLeaf.objects.exists()


def test_a_leaf_says_nothing_without_the_secret_of_its_day(sealed):
    """The same event under another secret is another leaf."""
    event = Event.objects.first()

    leaf = sealing.leaf_for(event, sealed.case.number, b"another secret")

    assert leaf.hash != bytes(event.leaf.hash)


def test_a_key_that_nobody_introduced_seals_nothing(sealed, settings, caplog):
    settings.JOURNAL_KEY = new_journal_key()

    assert sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1)) == 0

    assert "never introduced" in caplog.text
    assert JournalKey.objects.count() == 1
