"""Whoever moves medical insurance reads what the gap between the two places means for them."""

from datetime import date

import pytest
from django.test import Client

from records.models import InsuredPeriod, Relationship
from tests import owner
from tests.cast import make_world
from tests.story import Story, at_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


def page(story, who, address, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(getattr(story.world, who).user)
    return client.get(address.format(story.case.number)).content.decode()


def stop_cover(story, last_month):
    """Let the months at the original place end earlier than the record says."""
    held = story.transfer.original_relationship
    with owner.as_owner():
        InsuredPeriod.objects.filter(relationship=held, first_month__gt=last_month).delete()


def test_cover_that_went_on_is_said_to_both_sides(world):
    story = at_stage(world, "in review", "medical")

    for who, address in (("applicant", "/cases/{}/"), ("medical_new_a", "/desk/cases/{}/")):
        shown = page(story, who, address)
        assert "ended with December 2024 and began at the new one with January 2025" in shown


def test_a_gap_is_said_with_its_wait_and_its_article(world):
    story = at_stage(world, "in review", "medical")
    stop_cover(story, date(2023, 12, 1))

    shown = page(story, "applicant", "/cases/{}/", "zh-hans")

    assert "到2023年12月为止，新医保从2025年1月开始，中间中断12个月" in shown
    assert "最长6个月" in shown
    assert "医保办发〔2021〕43号" in shown


@pytest.mark.parametrize("status", ["suspended", "ended"])
def test_cover_that_ended_at_the_new_place_too_is_not_said_to_go_on(world, status):
    story = at_stage(world, "in review", "medical")
    Relationship.objects.filter(pk=story.transfer.new_relationship_id).update(status=status)

    for who, address in (("applicant", "/cases/{}/"), ("medical_new_a", "/desk/cases/{}/")):
        shown = page(story, who, address)
        assert "there is no gap" not in shown
        assert "nothing is recorded since then" in shown


def test_months_that_came_with_the_transfer_are_no_months_of_the_new_place(world):
    story = at_stage(world, "completed", "medical")

    assert "ended with December 2024" in page(story, "applicant", "/cases/{}/")


@pytest.mark.parametrize("stage", ["refused", "withdrawn"])
def test_a_move_that_does_not_happen_says_nothing_of_cover(world, stage):
    assert "Medical cover" not in page(at_stage(world, stage, "medical"), "applicant", "/cases/{}/")


def test_a_pension_says_nothing_of_medical_cover(world):
    story = Story(world).tell("submit wait")

    assert "Medical cover" not in page(story, "applicant", "/cases/{}/")
