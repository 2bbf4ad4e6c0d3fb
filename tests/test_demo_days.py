"""The demo opens on whatever day somebody starts it: at a month's beginning, at the turn of a year.

Its stories reach months back, so the days on which years are closed, months have just begun or a
February ends meet them differently. A world for each day takes a minute: not in CI.
"""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command

from demo import world

pytestmark = [pytest.mark.django_db, pytest.mark.long]

DAYS = (
    "2026-11-30T17:40",  # the first of December in Shanghai
    "2026-12-05T03:00",
    "2026-12-31T16:30",  # New Year in Shanghai: last year is closed, this one is an hour old
    "2027-02-15T02:00",
    "2027-03-31T03:00",
    "2027-10-03T03:00",  # within a long holiday
    "2028-02-29T03:00",
)


@pytest.mark.parametrize("day", DAYS)
def test_the_demo_opens_on_any_day(day):
    now = datetime.fromisoformat(day).replace(tzinfo=UTC)

    with time_machine.travel(now, tick=False):
        world.load(now=now, say=str)
        call_command("check_invariants")
