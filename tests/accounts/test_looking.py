"""Looking at a person's data leaves a note; searching by number is limited and exact."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from accounts.models import AccessEntry, NumberSearch, User
from agencies.actors import actor_of
from casework.actions import looking
from casework.models.decoys import standing_decoys
from kit import held
from kit.errors import NotPermitted, NotValid, TooOften
from tests import cast
from transfers.actions import applying

NOW = cast.MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return cast.make_world()


@pytest.fixture
def case(world):
    transfer = cast.make_draft(world, "pension")
    applying.submit(transfer, by=world.applicant, now=NOW)
    return transfer.case


def test_a_clerk_looking_is_noted_once_an_hour(world, case):
    for minutes in (0, 1, 59):
        at = NOW + timedelta(minutes=minutes)
        looking.looked(case, "case", by=world.pension_new_a, now=at)
    looking.looked(case, "case", by=world.pension_new_a, now=NOW + timedelta(hours=1))

    entries = AccessEntry.objects.all()
    assert len(entries) == 2
    assert entries[0].agency_name == "广州市社会保险基金管理中心"
    assert entries[0].case_number == case.number


def test_a_list_is_noted_once_a_day_which_ends_at_midnight_in_shanghai(world, case):
    before = NOW.replace(hour=15, minute=59)  # 23:59 in Shanghai
    for at in (NOW, before, before + timedelta(minutes=1)):
        looking.listed([case], by=world.pension_new_a, now=at)

    assert AccessEntry.objects.count() == 2


def test_two_clerks_and_two_things_are_noted_each(world, case):
    looking.looked(case, "case", by=world.pension_new_a, now=NOW)
    looking.looked(case, "case", by=world.pension_new_b, now=NOW)
    looking.looked(case, "history", by=world.pension_new_a, now=NOW)

    assert AccessEntry.objects.count() == 3


def test_looking_at_ones_own_is_not_noted(world, case):
    looking.looked(case, "case", by=world.applicant, now=NOW)
    assert not AccessEntry.objects.exists()


def test_a_member_of_staff_looking_at_their_own_case_is_not_noted(world, case):
    clerk = world.pension_new_a.user
    User.objects.filter(person=world.person).update(person=None, identity_verified_at=None)
    User.objects.filter(pk=clerk.pk).update(person=world.person, identity_verified_at=NOW)

    looking.looked(case, "case", by=actor_of(User.objects.get(pk=clerk.pk)), now=NOW)

    assert not AccessEntry.objects.exists()


def test_a_note_costs_one_query(world, case, django_assert_num_queries):
    """Within a request: what is held of the decoys costs nothing there."""
    clerk = world.pension_new_a
    with held.asking_once():
        standing_decoys()
        with django_assert_num_queries(1):
            looking.looked(case, "case", by=clerk, now=NOW)


def test_an_exact_number_finds_the_case_at_ones_agency(world, case):
    found = looking.find_by_number(world.person.number, by=world.pension_new_a, now=NOW)

    assert list(found) == [case]
    assert AccessEntry.objects.get().what == "search"


def test_a_part_of_a_number_finds_nothing(world, case):
    for part in (world.person.number[:17], "%", world.person.number + "0", ""):
        assert not looking.find_by_number(part, by=world.pension_new_a, now=NOW)
    assert not AccessEntry.objects.exists()


def test_another_agency_finds_nothing_and_leaves_no_note(world, case):
    assert not looking.find_by_number(world.person.number, by=world.pension_stranger, now=NOW)
    assert not AccessEntry.objects.exists()
    assert NumberSearch.objects.get().found == 0


def test_a_persons_own_search_is_refused(world, case):
    with pytest.raises(NotPermitted):
        looking.find_by_number(world.person.number, by=world.applicant, now=NOW)


def test_an_auditor_says_why(world, case):
    auditor = world.pension_auditor
    with pytest.raises(NotValid) as refusal:
        looking.find_by_number(world.person.number, by=auditor, now=NOW, reason=" ")
    assert "reason" in refusal.value.errors

    looking.find_by_number(world.person.number, by=auditor, now=NOW, reason="投诉核查")
    assert NumberSearch.objects.count() == 1


def test_the_sixty_first_search_of_an_hour_is_refused_whatever_the_cache_says(world, case):
    clerk = world.pension_new_a
    for _each in range(60):
        looking.find_by_number("0", by=clerk, now=NOW)
    cache.clear()

    with pytest.raises(TooOften):
        looking.find_by_number(world.person.number, by=clerk, now=NOW)
    assert looking.find_by_number("0", by=world.pension_new_b, now=NOW) is not None
    looking.find_by_number("0", by=clerk, now=NOW + timedelta(hours=1, seconds=1))


def test_the_full_number_is_shown_for_a_reason_that_the_person_can_read(world, case):
    with pytest.raises(NotValid):
        looking.unmask(case, by=world.pension_new_a, now=NOW)

    number = looking.unmask(case, by=world.pension_new_a, now=NOW, reason=" 核对档案 ")

    assert number == world.person.number
    assert AccessEntry.objects.get().reason == "核对档案"


def test_a_reason_is_not_endless(world, case):
    with pytest.raises(NotValid):
        looking.unmask(case, by=world.pension_new_a, now=NOW, reason="长" * 201)


def test_a_stranger_sees_no_full_number(world, case):
    for stranger in (world.pension_stranger, world.other_person, world.administrator):
        with pytest.raises(NotPermitted):
            looking.unmask(case, by=stranger, now=NOW, reason="好奇")
    assert not AccessEntry.objects.exists()


def test_a_person_sees_their_own_number_without_a_note(world, case):
    assert looking.unmask(case, by=world.applicant, now=NOW) == world.person.number
    assert not AccessEntry.objects.exists()


def test_the_person_may_read_who_looked_and_a_clerk_may_not(world, case):
    looking.looked(case, "case", by=world.pension_new_a, now=NOW)

    assert looking.who_looked(case, by=world.applicant).count() == 1
    with pytest.raises(NotPermitted):
        looking.who_looked(case, by=world.pension_new_a)
