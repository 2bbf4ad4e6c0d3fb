"""Several things asked for side by side, and each of them once at a time."""

import pytest
import time_machine
from django.urls import reverse

from applications.actions import applying
from casework.errors import MoveNotPossible
from casework.models import Case
from tests.applications import samples
from tests.applications.test_flow import act, draft, fresh, sent
from tests.cast import MONDAY
from tests.transfers.pages import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def each_plate_by_itself(redeclare):
    redeclare(samples.PLATE, matter=lambda said: str(said.get("line", ""))[:10])


def test_two_matters_stand_side_by_side(world):
    sent(world, line="Haus", sure=True)
    sent(world, line="Tor", sure=True)

    assert set(Case.objects.open().values_list("matter", flat=True)) == {"Haus", "Tor"}


def test_the_same_matter_is_asked_for_once_at_a_time_and_the_case_is_named(world):
    first = sent(world, line="Haus", sure=True)
    with pytest.raises(MoveNotPossible, match=first.case.number):
        sent(world, line="Haus", sure=True)
    assert Case.objects.open().count() == 1

    applying.withdraw(fresh(first), by=world.applicant, now=MONDAY)

    assert sent(world, line="Haus", sure=True).case.status == "submitted"


def test_a_correction_that_makes_it_the_same_is_refused_and_nothing_is_kept(world):
    sent(world, line="Haus", sure=True)
    other = sent(world, line="Tor", sure=True)
    act("ask-correction", other, world.pension_new_a, wrong=["line"], note="?")

    with pytest.raises(MoveNotPossible):
        applying.answer_correction(fresh(other), {"line": "Haus"}, by=world.applicant, now=MONDAY)
    assert fresh(other).raw_answers["line"] == "Tor"

    applying.answer_correction(fresh(other), {"line": "Hof"}, by=world.applicant, now=MONDAY)
    assert fresh(other).case.matter == "Hof"


def test_the_last_look_says_so_before_anything_is_sent(world):
    first = sent(world, line="Haus", sure=True)
    application = draft(world, line="Haus", sure=True)

    with time_machine.travel(MONDAY, tick=False):
        page = signed_in(world.applicant).get(
            reverse("apply_check", args=[application.case.number])
        )

    assert first.case.number in text(page)
    assert "declared" not in page.content.decode()
