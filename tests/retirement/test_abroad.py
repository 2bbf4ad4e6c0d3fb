"""Whoever draws a pension and lives abroad says so once; nothing stops, and reminders fit."""

from datetime import date, timedelta

import pytest

from casework.actions.duties import do_what_is_due
from casework.models import Notice
from kit.errors import NotValid
from payouts.actions import proving
from payouts.models import Entitlement, Qualification
from payouts.rules.states import Drawn, Proof
from tests.cast import MONDAY
from tests.retirement.story import grant, judge, send

GONE = {"what": "gone", "since": date(2026, 9, 20), "country": "加拿大"}


@pytest.fixture
def retired(world):
    application = send(world)
    judge(world, application, "birth", from_month=date(1971, 4, 1))
    grant(world, application)
    return world


def test_it_is_kept_at_once_and_nothing_is_stopped(retired):
    application = send(retired, "staying-abroad", GONE)
    drawn = Entitlement.objects.get()
    assert (drawn.abroad_since, drawn.abroad_in) == (date(2026, 9, 20), "加拿大")
    assert drawn.status is Drawn.ACTIVE
    assert application.case.status == "completed"
    assert "使领馆" in application.case.letters.get().content
    send(retired, "staying-abroad", {"what": "back"}, now=MONDAY + timedelta(days=90))
    drawn.refresh_from_db()
    assert (drawn.abroad_since, drawn.abroad_in) == (None, "")


def test_the_reminder_says_how_it_is_shown_from_there(retired):
    send(retired, "staying-abroad", GONE)
    drawn = Entitlement.objects.get()
    near = MONDAY.replace(year=2027) + timedelta(days=1)
    Entitlement.objects.update(proven_until=near.date() + timedelta(days=6))
    proving.owe_day(now=near)
    do_what_is_due(now=near)
    assert Notice.objects.get(kind="benefit-prove").data["abroad"] is True
    clerk = retired.people["pension_new_a"]
    proving.prove_at_counter(drawn, Proof.CONSULATE, by=clerk, now=near, note="驻加使馆")
    assert Qualification.objects.get().way == "consulate"


def test_whoever_draws_nothing_has_nothing_to_report(world):
    with pytest.raises(NotValid):
        send(world, "staying-abroad", GONE)
