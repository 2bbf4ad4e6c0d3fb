"""What programs read of shared accounts and inheritances, and what they may say."""

import pytest

from services.enrolments.models import Heir
from tests.api.calling import program_of
from tests.cast import insure
from tests.enrolments.test_inheriting import asked, family  # noqa: F401 -- a family in mourning
from tests.enrolments.test_sharing import offer

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_both_sides_read_a_shared_account_and_the_relative_agrees(world):
    relative = insure(
        world.stranger, world.agency("medical", "chengdu"), "medical", range(2024, 2026)
    )
    type(relative).objects.filter(pk=relative.pk).update(status="active")
    made = offer(world)
    giver, other = program_of(world.applicant), program_of(world.other_person)

    assert giver.get("sharing/").json()[0]["month_limit"] == "100.00"
    assert other.post(f"sharing/{made.pk}/agree/").json()["agreed_at"]
    assert other.post(f"sharing/{made.pk}/end/").json()["ended_at"]
    assert giver.get("sharing/").json()[0]["ended_at"]


def test_an_heir_answers_by_a_program_and_a_stranger_does_not(family):  # noqa: F811
    asked(family)
    row = Heir.objects.get(person=family.brother_person)
    heir, stranger = program_of(family.brother), program_of(family.other_person)

    listed = heir.get("inheritances/").json()

    assert [(each["parts"], each["of_parts"]) for each in listed[0]["heirs"]] == [(1, 2), (1, 2)]
    assert heir.post(f"inheritances/{row.pk}/", {"agrees": True}).json()["agreed_at"]
    assert stranger.post(f"inheritances/{row.pk}/", {"agrees": True}).status_code == 404
    assert stranger.get("inheritances/").json() == []
