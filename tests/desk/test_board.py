"""The head's board and the public page say how many, how soon, and of whom nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Post
from casework.actions import counting
from casework.models import TurnCount
from casework.models.figures import Measure
from tests.cast import make_clerk
from tests.desk.conftest import Desk
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def head_of(world):
    return make_clerk("head-of-new", world.pension_new_a.agency, Post.Role.SUPERVISOR)


def keep(agency, measure, n, *, days=0, month=date(2026, 2, 1), service="pension-transfer"):
    where = {"agency": agency, "measure": measure, "day": month, "days": days, "service": service}
    TurnCount.objects.create(n=n, **where)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_head_sees_work_by_month_clerk_and_service_and_no_person(world, language):
    story = Story(world).tell("submit wait")
    agency = world.pension_new_a.agency
    keep(agency, Measure.IN_TIME, 38, days=9)
    keep(agency, Measure.LATE, 2, days=19)

    page = Desk(head_of(world), language).open(reverse("desk_board"))

    shown = page.content.decode()
    assert page.status_code == 200
    assert "95\N{NO-BREAK SPACE}%" in shown
    assert "<dd>9</dd>" in shown
    assert story.case.person.name not in shown
    assert story.case.number not in shown


def test_who_only_works_on_cases_has_no_board(world):
    assert Desk(world.pension_new_a).open(reverse("desk_board")).status_code == 403


def test_a_head_does_not_see_the_figures_of_others(world):
    keep(world.pension_original_a.agency, Measure.IN_TIME, 4321)

    code = world.pension_original_a.agency.code
    page = Desk(head_of(world)).open(f"{reverse('desk_board')}?agency={code}")

    assert "4321" not in page.content.decode()


def test_tiles_count_past_a_thousand_and_leave_out_what_a_clerk_may_not_see(world):
    Story(world).tell("submit wait")
    agency = world.pension_new_a.agency
    never = date(2999, 1, 1)
    keep(agency, Measure.WAITING, 1233, month=never)

    shown = Desk(world.pension_new_a).open(reverse("desk_today")).content.decode()

    assert ">1,234<" in shown
    assert "1,000+" not in shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_sees_how_punctual_agencies_are_but_no_small_group(world, language):
    here, there = world.pension_new_a.agency, world.pension_original_a.agency
    keep(here, Measure.IN_TIME, 31, days=9)
    keep(there, Measure.LATE, 9, days=17)
    keep(here, Measure.IN_TIME, 77, days=3, month=date(2026, 9, 1))  # of this month: not over
    visitor = Client(headers={"accept-language": language})

    page = visitor.get(reverse("punctuality")).content.decode()
    file = visitor.get(f"{reverse('punctuality')}?file=csv")

    rows = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert f'<th scope="row">{here.name if language != "en" else here.name_en}</th>' in page
    assert f'<th scope="row">{there.name if language != "en" else there.name_en}</th>' not in page
    assert [row.split(",")[0] for row in rows[1:]] == [here.code]
    assert rows[1].endswith("31,31,100.0,9,9")


def test_a_wrong_agency_gets_a_sentence(client, world):
    answer = client.get(
        reverse("punctuality"), {"agency": "nowhere"}, headers={"accept-language": "en"}
    )

    assert answer.status_code == 400
    assert "Choose an agency from the list." in answer.content.decode()


def test_sums_of_a_board_hold_what_has_changed_since(world):
    Story(world).tell("submit wait")
    agency = world.pension_new_a.agency
    period = {"since": date(2026, 1, 1), "until": date(2026, 12, 1), "today": date(2026, 3, 2)}
    before = counting.figures([agency.pk], **period)

    counting.bring_up_to_date()

    assert counting.figures([agency.pk], **period) == before
