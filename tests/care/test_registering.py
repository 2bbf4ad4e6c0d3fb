"""Registering for treatment elsewhere: at once, once, followed to its end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from agencies.actors import SYSTEM
from agencies.models import RuleValue
from applications.actions import drafting
from applications.declaring import Deed, Outcome
from applications.known import known_for
from applications.medical import agency_of, insured_place, scheme_of
from applications.registry import service_of
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Duty, Notice
from kit.errors import NotValid
from records.models import Relationship
from services.care.actions import announcing, registering
from services.care.models import Registration
from services.care.rules import values
from tests.care.story import BY_PROMISE, NOTICE, SHORT, TODAY, fresh, send, the_registration
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
State = Registration.State


def days_later(days, hours=2):
    return MONDAY + timedelta(days=days, hours=hours)


def test_by_promise_one_is_registered_at_once_and_locked_for_six_months(world):
    application = send(world, "care-long", BY_PROMISE)
    made = the_registration()

    assert application.case.status == "completed"
    assert application.case.letters.get().kind == "confirmation"
    assert (made.places, made.until, made.proof) == (["310000"], None, "promise")
    assert made.locked_until == date(2027, 3, 7)
    assert made.paper_due_on is None  # in Jiangsu the promise stands in the paper's place


def test_a_short_stay_needs_no_paper_and_lasts_six_months(world):
    application = send(world, "care-temporary", SHORT)

    assert application.case.status == "completed"
    assert the_registration().until == date(2027, 3, 7)


def test_a_paper_is_looked_at_by_one_clerk_within_the_days_of_the_province(world):
    application = send_with_paper_left_out(world)
    assert application is None
    assert not Registration.objects.exists()


def send_with_paper_left_out(world):
    """Whoever neither promises nor sends a paper is told which one is missing."""
    with pytest.raises(NotValid) as refused:
        send(world, "care-long", {**BY_PROMISE, "proof": "paper"})
    assert "paper:residence-permit" in refused.value.errors


def test_at_home_and_beside_another_nothing_is_registered_by_the_rules(world):
    send(world, "care-temporary", SHORT)
    again = send(world, "care-long", BY_PROMISE)

    assert (again.case.status, again.is_human_review_asked) == ("submitted", True)
    assert Registration.objects.count() == 1


def test_of_two_devices_at_once_one_registers(world):
    application = send(world, "care-long", BY_PROMISE)
    deed = Deed(
        application=application,
        by=SYSTEM,
        now=MONDAY,
        outcome=Outcome.GRANTED,
        said={},
    )

    with pytest.raises(MoveNotPossible):
        registering.register(deed)

    assert Registration.objects.count() == 1


def test_postgresql_refuses_two_that_overlap_whatever_an_action_believes(world):
    first = (send(world, "care-long", BY_PROMISE), the_registration())[1]
    other = send(world, "care-temporary", {**SHORT, "why_away": "study"}).case
    row = {
        "person_id": first.person_id,
        "case": other,
        "kind": "other",
        "scheme": first.scheme,
        "insured_area_id": first.insured_area_id,
        "places": ["310000"],
        "from_day": TODAY + timedelta(10),
        "until": TODAY + timedelta(20),
        "proof": "data",
        "made_at": MONDAY,
    }
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such constraint: there the action alone refuses")
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(**row)


def test_a_change_puts_another_in_its_place_from_that_day_on(world):
    send(world, "care-temporary", SHORT)
    changed = {"kind": "other", "place": "440100", "from_day": TODAY + timedelta(3), **NOTICE}

    send(world, "care-change", changed)
    old, new = Registration.objects.order_by("pk")

    assert (old.state, old.replaced_by, old.stopped_on) == (State.REPLACED, new, new.from_day)
    assert (new.state, new.places) == (State.ACTIVE, ["440100"])
    on_the_way = Registration.objects.counting_on(TODAY + timedelta(2))
    assert list(on_the_way) == [old]


def test_a_locked_one_is_changed_by_a_clerk_alone(world):
    send(world, "care-long", BY_PROMISE)
    cancelling = send(world, "care-cancel", {"why_back": "back", "is_sure": True})

    assert cancelling.case.status == "submitted"
    assert the_registration().state == State.ACTIVE


def test_what_was_cancelled_still_counts_today(world):
    send(world, "care-temporary", SHORT)
    send(world, "care-cancel", {"why_back": "back", "is_sure": True})

    assert the_registration().state == State.CANCELLED
    assert Registration.objects.counting_on(TODAY).exists()
    assert not Registration.objects.counting_on(TODAY + timedelta(1)).exists()


# --- What follows -------------------------------------------------------------------------------
def test_the_place_is_told_and_asked_again_until_it_answers(world):
    send(world, "care-temporary", SHORT)  # invented Shanghai answers at the second try

    do_what_is_due(now=MONDAY)
    assert the_registration().announced_at is None
    do_what_is_due(now=MONDAY + timedelta(minutes=2))

    assert the_registration().announced_at is not None


def test_what_is_not_taken_over_within_an_hour_is_raised_once(world, monkeypatch):
    send(world, "care-temporary", SHORT)
    never = announcing.Answer.NOT_TAKEN
    monkeypatch.setattr(announcing.treatment_places, "announce", lambda *_: never)

    for minutes in (0, 2, 10, 20, 40, 80, 150, 220):
        do_what_is_due(now=MONDAY + timedelta(minutes=minutes))

    assert Notice.objects.filter(kind="registration-not-taken-over").count() == 1
    assert Duty.objects.waiting().filter(kind=Duty.Kind.ANNOUNCE).exists()


def test_one_is_reminded_before_the_end_once_a_day_and_told_of_it(world):
    send(world, "care-temporary", SHORT)
    until = the_registration().until - TODAY

    for ahead in (30, 7, 1, -1, -1):
        do_what_is_due(now=days_later(until.days - ahead))

    told = Notice.objects.filter(kind__startswith="registration-").order_by("pk")
    assert [each.kind for each in told] == ["registration-ends"] * 3 + ["registration-ended"]
    assert the_registration().state == State.ENDED


def test_days_that_were_missed_are_told_as_the_nearest_alone(world):
    send(world, "care-temporary", SHORT)
    until = the_registration().until - TODAY

    do_what_is_due(now=days_later(until.days - 1))

    assert Notice.objects.filter(kind="registration-ends").count() == 1


def owed_paper(world, *, verified):
    """Let Jiangsu ask for the promised paper within three months."""
    RuleValue.objects.create(
        rule=values.PROMISE_MONTHS.name,
        region_id="320000",
        number=3,
        document_number="测试",
        document="测试",
        document_en="Test",
        article="1",
        effective_on=date(2023, 1, 1),
        valid_from=date(2023, 1, 1),
        is_verified=verified,
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
        approved_by=world.applicant.user,
        approved_at=MONDAY,
    )


@pytest.mark.parametrize("verified", [True, False])
def test_a_promise_that_is_not_kept_counts_no_more_from_tomorrow_where_its_day_was_read(
    world, verified
):
    owed_paper(world, verified=verified)
    send(world, "care-long", BY_PROMISE)
    made = the_registration()
    assert made.paper_due_on == date(2026, 12, 7)

    do_what_is_due(now=days_later(92))
    made.refresh_from_db()

    assert made.state == (State.VOID if verified else State.ACTIVE)
    if verified:
        assert made.stopped_on == date(2026, 12, 9)
        assert made.span.holds(date(2026, 12, 8))
        assert Notice.objects.filter(kind="registration-void").count() == 1


def test_whoever_is_insured_at_two_places_is_registered_as_the_one_they_chose(world):
    elsewhere = world.agency("medical", "hangzhou")
    Relationship.objects.create(
        person=world.person,
        agency=elsewhere,
        insurance="medical",
        scheme="resident",
        status="active",
        personal_number="M2",
        opened_month=date(2020, 1, 1),
    )
    edge = {"by": world.applicant, "now": MONDAY}
    application = drafting.start(service_of("care-long"), **edge)
    drafting.choose_agency(fresh(application), elsewhere, **edge)

    held = known_for(fresh(application).case, today=TODAY)

    assert insured_place(held) == elsewhere.region_id
    assert scheme_of(held) == "resident"
    assert len(agency_of(held, {}).agencies) == 2  # the other one can still be chosen
