"""What was kept long enough: shown, released by two, erased in batches, or frozen."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import NumberSearch
from agencies import approval
from casework.models import Case, Notice, Proceeding
from kit.errors import NotPermitted, Refusal
from privacy import retained
from privacy.actions import retaining
from privacy.models import Release
from privacy.rules.keeping import CHECKS, KINDS, NOTICES, SEARCHES
from tests.cast import MONDAY, make_world
from tests.story import at_stage

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=365 * 4)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def ended(world):
    return at_stage(world, "completed")


def searches(world, number, at=MONDAY):
    NumberSearch.objects.bulk_create(
        NumberSearch(user=world.pension_new_a.user, number_index=f"x{n}", found=0, at=at)
        for n in range(number)
    )


def release(world, kind, now=NOW):
    found = retaining.propose(kind, by=world.administrator.user, now=now)
    approval.approve(found, by=world.second_administrator.user, now=now)
    return found


def test_every_kind_has_a_rule_with_its_article():
    for kind in KINDS:
        assert kind.rule.values[0].basis.article
        assert kind.rule.values[0].number >= 6


def test_showing_erases_nothing(world, ended, capsys):
    before = Notice.objects.count()

    call_command("retain", "--show")

    assert "notices:" in capsys.readouterr().out
    assert Notice.objects.count() == before


def test_nothing_goes_that_nobody_has_released(world):
    searches(world, 3)
    retaining.propose(SEARCHES, by=world.administrator.user, now=NOW)

    assert retaining.carry_out(now=NOW) == 0
    assert NumberSearch.objects.count() == 3


def test_nobody_releases_what_they_have_proposed(world):
    searches(world, 1)
    proposed = retaining.propose(SEARCHES, by=world.administrator.user, now=NOW)

    with pytest.raises(NotPermitted):
        approval.approve(proposed, by=world.administrator.user, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=proposed.pk).update(
            approved_by=world.administrator.user, approved_at=NOW
        )


def test_what_is_released_goes_in_batches_and_once(world, monkeypatch):
    monkeypatch.setattr(retaining, "BATCH", 2)
    monkeypatch.setattr(retaining, "BATCHES_A_ROUND", 1)
    searches(world, 5)
    searches(world, 1, at=NOW - timedelta(days=30))
    found = release(world, SEARCHES)

    rounds = [retaining.carry_out(now=NOW) for _round in range(4)]

    found.refresh_from_db()
    assert rounds == [2, 2, 1, 0]
    assert (found.rows, found.erased, found.done_at) == (5, 5, NOW)
    assert NumberSearch.objects.count() == 1


def test_notices_go_three_years_after_their_case_has_ended(world, ended):
    closed = Case.objects.get(pk=ended.case.pk).closed_at
    just_before = closed + timedelta(days=365 * 3 - 5)

    assert not retained.due_of(NOTICES, retained.last_moment(NOTICES, just_before)).exists()
    release(world, NOTICES)
    while retaining.carry_out(now=NOW):
        pass

    assert not Notice.objects.filter(to_person=world.person).exists()
    assert Notice.objects.filter(to_agency__isnull=False).exists()


def test_what_is_under_proceedings_is_frozen_even_after_the_release(world, ended):
    release(world, NOTICES)
    Proceeding.objects.create(
        case=ended.case,
        agency=world.agency("pension", "guangzhou"),
        kind=Proceeding.Kind.values[0],
        filed_on=date(2026, 12, 1),
        recorded_by=world.pension_new_a.user,
        recorded_at=NOW,
    )

    retaining.carry_out(now=NOW)

    assert Notice.objects.filter(to_person=world.person).exists()


def test_what_belongs_to_somebody_with_a_running_case_is_frozen(world):
    at_stage(world, "handed over")
    user = world.applicant.user
    user.identity_checks.create(person=world.person, document_index="x", started_at=MONDAY)
    other = world.other_person.user
    other.identity_checks.create(person=world.stranger, document_index="y", started_at=MONDAY)

    due = retained.due_of(CHECKS, retained.last_moment(CHECKS, NOW))

    assert {each.user for each in due} == {other}


def test_of_nothing_no_release_is_made_and_of_each_kind_one_stands(world):
    with pytest.raises(Refusal):
        retaining.propose(SEARCHES, by=world.administrator.user, now=NOW)
    searches(world, 1)
    retaining.propose(SEARCHES, by=world.administrator.user, now=NOW)
    with pytest.raises(Refusal):
        retaining.propose(SEARCHES, by=world.second_administrator.user, now=NOW)


@pytest.mark.one_database
def test_two_administrators_release_it_in_the_administration(world):
    searches(world, 2, at=MONDAY - timedelta(days=900))
    browsers = []
    for who in (world.administrator, world.second_administrator):
        client = Client()
        client.force_login(who.user)
        browsers.append(client)

    shown = browsers[0].get(reverse("admin:privacy_release_add"))
    answer = browsers[0].post(reverse("admin:privacy_release_add"), {"kind": SEARCHES.name})
    found = Release.objects.get()
    page = browsers[1].get(reverse("admin:privacy_release_change", args=[found.pk]))

    assert shown.status_code == page.status_code == 200
    assert answer.status_code == 302
    assert (found.rows, found.proposed_by) == (2, world.administrator.user)
