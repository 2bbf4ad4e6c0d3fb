"""Many at the same moment: one report, one winner of two, one use of a code."""

import pytest

from agencies.actors import SYSTEM
from casework.models import Case
from services.cards.actions import reporting, showing
from services.cards.models import CardEvent
from services.cards.rules.codes import Answer
from services.cards.rules.states import State, Wish
from tests.cards.story import NIGHT, again, card_of
from tests.cards.test_filing import report
from tests.cast import make_world
from tests.security.test_many_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)
ONLINE = CardEvent.Channel.ONLINE


@pytest.fixture
def world(emptied):
    """Somebody with a card."""
    made = make_world()
    made.card = card_of(made)
    return made


def test_many_at_once_are_one_report_one_winner_and_one_use(world):
    together(*[lambda: report(world)] * 4)
    assert Case.objects.count() == CardEvent.objects.count() == 1

    event = CardEvent.objects.get()
    until = event.lapses_at
    together(
        lambda: reporting.lapse(event, now=until),
        lambda: reporting.lose(world.card, now=until, channel=ONLINE),
    )
    assert again(world.card).state == State.FORMAL
    assert CardEvent.objects.filter(kind=Wish.LOSE.value).count() == 1

    reporting.find(world.card, now=NIGHT, channel=ONLINE)
    code, found = showing.code_for(again(world.card), now=NIGHT), []
    together(*[lambda: found.append(showing.check(code, by=SYSTEM, now=NIGHT).answer)] * 4)
    assert sorted(found) == sorted([Answer.VALID, *[Answer.USED] * 3])
