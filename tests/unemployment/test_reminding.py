"""The month's word that one still looks for work: asked for only where the place asks for it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework import dates
from casework.models import Notice
from services.unemployment.actions.reminding import remind_to_confirm
from services.unemployment.models import StillLooking
from tests.cast import MONDAY
from tests.unemployment.story import draw

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def look_after(day):
    now = datetime.combine(day, time(9), ZoneInfo("Asia/Shanghai"))
    remind_to_confirm(day, now)
    remind_to_confirm(day, now)
    return Notice.objects.filter(kind="benefit-confirm").count()


def test_whoever_is_asked_each_month_is_reminded_once_until_they_have_said_it(world, ask_by):
    spell = draw(world)
    assert look_after(date(2026, 9, 20)) == 0  # nobody asks there
    assert dates.of(world.person, date(2026, 9, 20)) == []

    ask_by("440100", 25)

    assert look_after(date(2026, 9, 19)) == 0
    assert look_after(date(2026, 9, 20)) == 1
    assert [each.day for each in dates.of(world.person, date(2026, 9, 20))] == [date(2026, 9, 25)]
    StillLooking.objects.create(
        spell=spell, person=world.person, month=date(2026, 10, 1), at=MONDAY + timedelta(days=30)
    )
    assert look_after(date(2026, 10, 22)) == 1  # October was confirmed
    assert look_after(date(2026, 11, 22)) == 2
