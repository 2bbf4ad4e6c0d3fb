"""A figure that a clerk has corrected: with a reason, seen by the second person, printed."""

import json

import pytest
from django.urls import reverse

from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.models import Application, FigureCorrection
from casework.errors import MoveNotPossible
from kit.errors import NotPermitted, NotValid
from tests.applications import samples
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
RIGHT = {"figure": "letters", "value": "5", "reason": "漏数一个字"}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def act(name, application, who, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=MONDAY, version=application.case.version)


@pytest.fixture
def sent(world):
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    drafting.save(application, {"line": "Haus", "sure": True}, by=world.applicant, now=MONDAY)
    applying.submit(fresh(application), by=world.applicant, now=MONDAY)
    return fresh(application)


def test_the_letter_prints_what_counts_and_what_it_was_and_why(world, sent):
    act("correct-figure", sent, world.pension_new_a, **RIGHT)
    act("prepare-decision", sent, world.pension_new_a, outcome="granted")
    letter = act("approve-decision", sent, world.pension_new_b)

    [figure] = json.loads(letter.content)["figures"]
    assert figure["value"]["zh"] == "5"
    assert "4" in figure["formula"]["zh"]
    assert RIGHT["reason"] in figure["formula"]["zh"]
    assert samples.DONE[-1].said["figures"]["letters"]["value"] == "5"


def test_the_second_person_sees_it_before_approving(world, sent, client):
    act("correct-figure", sent, world.pension_new_a, **RIGHT)
    act("prepare-decision", sent, world.pension_new_a, outcome="granted")
    client.force_login(world.pension_new_b.user)

    page = client.get(reverse("desk_act", args=[sent.case.number, "approve-decision"])).text

    assert RIGHT["reason"] in page


def test_nothing_is_corrected_while_a_decision_waits_nor_what_is_not_worked_out(world, sent):
    with pytest.raises(NotValid):
        act("correct-figure", sent, world.pension_new_a, **{**RIGHT, "figure": "price"})
    with pytest.raises(NotPermitted):
        act("correct-figure", sent, world.pension_stranger, **RIGHT)
    act("prepare-decision", sent, world.pension_new_a, outcome="granted")
    with pytest.raises(MoveNotPossible):
        act("correct-figure", sent, world.pension_new_b, **RIGHT)
    assert not FigureCorrection.objects.exists()


def test_the_last_correction_of_a_figure_counts(world, sent):
    act("correct-figure", sent, world.pension_new_a, **RIGHT)
    act("correct-figure", sent, world.pension_new_a, **{**RIGHT, "value": "6"})
    act("prepare-decision", sent, world.pension_new_b, outcome="granted")
    letter = act("approve-decision", sent, world.pension_new_a)

    assert json.loads(letter.content)["figures"][0]["value"]["zh"] == "6"
