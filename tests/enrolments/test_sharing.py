"""Sharing a medical account: both agree, either ends it, both read what was spent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from records.models import Relationship
from services.enrolments.actions import sharing as acts
from services.enrolments.models import Sharing
from services.enrolments.rules.sharing import Limits, Spent, left_on
from services.enrolments.sharing import SHARING
from tests.cast import MONDAY, insure
from tests.enrolments.story import filled, send

ON = MONDAY.date()


def test_what_is_left_is_the_lesser_of_month_and_year():
    spent = (Spent(date(2026, 9, 1), 30), Spent(date(2026, 3, 1), 50), Spent(date(2025, 9, 1), 99))

    assert left_on(ON, Limits(100, 90), spent) == 10
    assert left_on(ON, Limits(40, None), spent) == 10
    assert left_on(ON, Limits(20, None), spent) == 0
    assert left_on(ON, Limits(), spent) is None


@pytest.fixture
def offered(world):
    """The applicant offers it to somebody who is insured."""
    insure(world.stranger, world.agency("medical", "chengdu"), "medical", range(2024, 2026))
    Relationship.objects.filter(person=world.stranger).update(status="active")
    return offer(world)


def offer(world, **said):
    answers = {
        "relative_name": world.stranger.name,
        "relative_number": world.stranger.number,
        "relation": "sibling",
        "purposes": ["care"],
        "month_limit": Decimal("100.00"),
        **said,
    }
    send(world, filled(world, SHARING, **answers))
    return Sharing.objects.latest("pk")


@pytest.mark.django_db
def test_it_takes_effect_once_the_relative_agrees_and_ends_at_once(world, offered):
    edge = {"by": world.other_person, "now": MONDAY}
    spend = {"purpose": "care", "on": ON, "now": MONDAY}
    with pytest.raises(acts.NotShared):
        acts.spend(offered.pk, 100, reference="1", **spend)

    acts.agree(offered.pk, **edge)
    acts.spend(offered.pk, 9_000, reference="1", **spend)
    acts.spend(offered.pk, 9_000, reference="1", **spend)
    with pytest.raises(acts.NotShared):
        acts.spend(offered.pk, 1_001, reference="2", **spend)
    acts.end(offered.pk, by=world.applicant, now=MONDAY)
    with pytest.raises(acts.NotShared):
        acts.spend(offered.pk, 1, reference="3", **spend)

    assert [each.amount_fen for each in offered.spends.all()] == [9_000]
    assert Sharing.objects.get(pk=offered.pk).ended_by == "giver"


@pytest.mark.django_db
def test_nothing_is_paid_outside_the_days_that_were_named(world, offered):
    days = {"from_day": ON + timedelta(1), "until": ON + timedelta(2)}
    named = offer(world, **days)
    acts.agree(named.pk, by=world.other_person, now=MONDAY)
    spend = {"purpose": "care", "now": MONDAY}

    for day in (ON, ON + timedelta(3)):
        with pytest.raises(acts.NotShared):
            acts.spend(named.pk, 100, on=day, reference="1", **spend)
    for day in days.values():
        acts.spend(named.pk, 100, on=day, reference=str(day), **spend)

    assert named.spends.count() == 2


@pytest.mark.django_db
def test_after_thirty_days_nobody_can_agree_any_more(world, offered):
    late = MONDAY + timedelta(days=30)

    with pytest.raises(acts.NotShared):
        acts.agree(offered.pk, by=world.other_person, now=late)

    assert offered.has_lapsed(late)


@pytest.mark.django_db
def test_who_offers_it_does_not_learn_who_is_insured(world):
    wrong_name, uninsured = offer(world, relative_name="张三"), offer(world)

    assert (wrong_name.relative, uninsured.relative) == (None, world.stranger)
    with pytest.raises(acts.NotShared):
        acts.agree(uninsured.pk, by=world.other_person, now=MONDAY)
    with pytest.raises(Http404):
        acts.agree(wrong_name.pk, by=world.other_person, now=MONDAY)


@pytest.mark.django_db
@pytest.mark.one_database
def test_both_sides_read_it_and_the_relative_agrees_on_the_page(client, world, offered):
    client.force_login(world.other_person.user)
    page = client.get("/my/accounts/sharing/").content.decode()
    client.post(f"/my/accounts/sharing/{offered.pk}/agree/")

    assert "我同意" in page
    assert "王小燕" in page
    assert Sharing.objects.get(pk=offered.pk).is_in_force()
    assert client.post("/my/accounts/sharing/999/end/").status_code == 404
