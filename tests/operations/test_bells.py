"""Bells that nobody heard do not pile up: each is over when the next one rings."""

from contextlib import suppress

from django.conf import settings

from casework import nudging, tasks
from casework.rules.wishes import Way


def test_each_bell_of_beat_is_over_when_the_next_one_rings():
    rings = settings.CELERY_BEAT_SCHEDULE

    assert rings["casework.tasks.tick"]["schedule"] == tasks.A_BELL
    late = [name for name, ring in rings.items() if ring["options"]["expires"] > ring["schedule"]]
    assert late == []


def test_a_bell_after_a_change_and_one_for_a_way_out_are_over_as_well(settings, monkeypatch):
    settings.NUDGE_WORKERS = True
    rung = []
    monkeypatch.setattr(tasks.send, "apply_async", lambda *_a, **how: rung.append(how["expires"]))
    monkeypatch.setattr(nudging.tick, "apply_async", lambda *_a, **how: rung.append(how["expires"]))
    monkeypatch.setattr(nudging, "_bell", OneRing())

    tasks.ring_for(Way.MAIL)
    with suppress(StopIteration):
        nudging._ring_when_asked()

    assert rung == [tasks.A_BELL, tasks.A_BELL]


class OneRing:
    """A bell that is rung once."""

    def __init__(self):
        self.rings = iter([None])

    def wait(self):
        next(self.rings)

    def clear(self):
        return None
