"""Auditors and supervisors are offered what is theirs to do, and nothing that ends in an error."""

import re

import pytest
from django.urls import reverse

from agencies.models import Post
from casework.actions.duties import do_what_is_due
from tests.cast import make_clerk
from tests.desk.conftest import Desk, text_of
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LINK = re.compile(r'href="(/desk/[^"#]*)"')


@pytest.fixture
def late(world, monday):
    """A review at Guangzhou that is late, and has been brought before the province."""
    story = Story(world).tell("submit wait")
    story.wait(25)
    monday.move_to(story.now)
    do_what_is_due(now=story.now)
    return story


def above(world, role):
    return Desk(make_clerk(f"above-{role}", world.agency("pension", "guangdong"), role))


@pytest.mark.parametrize("role", [Post.Role.AUDITOR, Post.Role.SUPERVISOR])
def test_no_link_on_a_page_of_the_desk_ends_in_an_error(world, late, role):
    desk = above(world, role)
    case = f"/desk/cases/{late.case.number}/"
    for page in ("/desk/", "/desk/cases/?whose=brought", case):
        links = set(LINK.findall(desk.open(page).content.decode()))
        assert links
        wrong = {
            link: status
            for link in links
            if (status := desk.client.get(link.replace("&amp;", "&")).status_code) != 200
        }
        assert not wrong, page


@pytest.mark.parametrize("role", [Post.Role.AUDITOR, Post.Role.SUPERVISOR])
def test_no_tile_says_zero(world, late, role):
    counts = above(world, role).open("/desk/").context["counts"]

    assert all(each["number"] for each in counts)
    assert bool(counts) == (role == Post.Role.AUDITOR)


def test_an_auditor_begins_with_what_is_late_in_the_province_and_who_looked(world, late):
    desk = above(world, Post.Role.AUDITOR)

    page = text_of(desk.open("/desk/"))

    assert late.case.number in page
    assert "Who looked at whose data" in page
    for foreign in ("Take up the next case", "Next of mine", "Bank account", "Nobody's yet"):
        assert foreign not in page
    assert desk.client.get(reverse("desk_looks")).status_code == 200


def test_an_auditor_is_offered_no_button_in_a_case_that_is_not_theirs_to_press(world, late):
    page = text_of(above(world, Post.Role.AUDITOR).page(late.transfer))

    for foreign in ("Messages and notes", "Term: remind", "Reconsideration", "Take it on"):
        assert foreign not in page
