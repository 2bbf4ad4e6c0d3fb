"""A report by a tap is a case with a sealed letter; two at once are one."""

import pytest

from applications.registry import service_of
from casework.models import Case, Event
from kit.errors import NotValid
from letters.models import Letter
from services.cards.actions import filing
from services.cards.models import CardEvent
from services.cards.rules.states import State, Wish
from services.cards.shown import REPORTS
from tests.cards.story import NIGHT, again


def report(world, wish=Wish.LOSE_FOR_NOW, now=NIGHT):
    service = service_of(REPORTS[wish])
    return filing.file(service, wish, world.card, by=world.applicant, now=now)


def test_a_tap_is_a_case_with_a_certificate_to_the_second(world):
    case = report(world)

    letter = Letter.objects.get(case=case)
    said = str(letter.content)
    assert again(world.card).state == State.TEMPORARY
    assert letter.kind == Letter.Kind.CONFIRMATION
    assert "23:14:00" in said
    assert "95588" in said
    assert world.card.number not in said
    assert CardEvent.objects.get().case == case


def test_two_taps_are_one_case(world):
    assert report(world) == report(world)
    assert Case.objects.count() == 1
    assert Event.objects.filter(moved_to="completed").count() == 1


def test_what_cannot_be_found_is_refused_in_words(world):
    with pytest.raises(NotValid) as refused:
        report(world, Wish.FIND)

    assert "没有挂失" in str(refused.value.errors)


def test_lost_at_night_made_formal_and_found_in_the_morning(world):
    first, second, third = report(world), report(world, Wish.LOSE), report(world, Wish.FIND)

    assert len({first, second, third}) == 3
    assert again(world.card).state == State.NORMAL
    assert list(CardEvent.objects.values_list("kind", flat=True)) == [
        "temporary",
        "formal",
        "found",
    ]
