"""Several drivers, and clerks at work while a day is sealed: one day, and no event lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event as Signal

from django.db import connection, transaction

from agencies.actors import SYSTEM
from casework.actions.history import record
from casework.models import Event
from journal import keys, sealing, verifying
from journal.models import JournalDay, JournalKey, JournalLeaf
from tests.deadlines.test_at_once import at_once
from tests.journal.conftest import NEXT_MORNING
from tests.story import Story

BEFORE_MIDNIGHT = NEXT_MORNING - timedelta(hours=1, seconds=1)


def is_well(now):
    return not list(verifying.findings(now=now, tally=verifying.Tally()))


def test_six_drivers_seal_each_day_once(shared_world):
    Story(shared_world).submit()
    now = NEXT_MORNING + timedelta(days=3)

    sealed = at_once(lambda: sealing.seal_what_is_due(now=now))

    assert sum(sealed) == JournalDay.objects.count() == 4
    assert JournalKey.objects.count() == 1
    assert JournalLeaf.objects.count() == Event.objects.count()
    assert is_well(now)


def test_a_driver_that_comes_late_to_a_day_seals_the_one_after_it(shared_world, monkeypatch):
    """It has seen a day, waits, and finds that day sealed by another when it gets in."""
    Story(shared_world).submit()
    now, current = NEXT_MORNING + timedelta(days=1), keys.current

    def current_after_another(*, now):
        monkeypatch.setattr(keys, "current", current)
        assert sealing.seal_what_is_due(now=now - timedelta(days=1)) == 1
        return current(now=now)

    monkeypatch.setattr(keys, "current", current_after_another)

    assert sealing.seal_what_is_due(now=now) == 1
    assert JournalDay.objects.count() == 2


def test_an_event_whose_transaction_ends_after_the_sealing_is_in_the_next_day(shared_world):
    """It says a second before midnight and can be seen only when its day is sealed already.

    SQLite lets one write at a time: there the sealing waits, and the event is in its own day.
    """
    case = Story(shared_world).case
    is_written, may_end = Signal(), Signal()

    def write_late():
        try:
            with transaction.atomic():
                record(case, Event.Kind.CLAIMED, by=SYSTEM, now=BEFORE_MIDNIGHT)
                is_written.set()
                may_end.wait(10 if connection.vendor == "postgresql" else 0.2)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_late)
        assert is_written.wait(10)
        sealing.seal_what_is_due(now=NEXT_MORNING)
        may_end.set()
        writing.result(10)
    waiting = Event.objects.filter(leaf=None).count()
    sealing.seal_what_is_due(now=NEXT_MORNING + timedelta(days=1))

    assert waiting == (1 if connection.vendor == "postgresql" else 0)
    assert not Event.objects.filter(leaf=None).exists()
    assert is_well(NEXT_MORNING + timedelta(days=1))


def test_what_is_written_while_all_is_checked_is_no_tampering(shared_world, monkeypatch):
    """The check reads events before leaves; what comes between them is read once more."""
    story = Story(shared_world)
    now = NEXT_MORNING + timedelta(minutes=1)
    read = verifying.read

    def read_and_go_on(ids, *args):
        monkeypatch.setattr(verifying, "read", read)
        half = read(ids, *args)
        story.submit()
        sealing.seal_what_is_due(now=now)
        for pk, history in half.items():
            history.leaves = list(JournalLeaf.objects.filter(case=pk))
        return half

    monkeypatch.setattr(verifying, "read", read_and_go_on)

    assert is_well(now)
    assert JournalLeaf.objects.count() == Event.objects.count() == 2
