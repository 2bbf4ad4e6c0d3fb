"""What has to stand on the record before a service can be walked from its first page to its end."""

from services.cards.models import Card
from services.cards.rules.states import State
from tests.cards.story import card_of


def _a_card(state):
    def prepare(world):
        before = State.NORMAL.value if state is State.FORMAL else ""
        if not Card.objects.exists():
            card_of(world)
        Card.objects.update(state=state.value, state_before=before, lapses_at=None)

    return prepare


PREPARED = {
    "card-loss-temporary": _a_card(State.NORMAL),
    "card-loss-formal": _a_card(State.NORMAL),
    "card-found": _a_card(State.FORMAL),
    "card-replacement": _a_card(State.FORMAL),
}


def prepare(service, world):
    """Write down what the service is about."""
    if service.name in PREPARED:
        PREPARED[service.name](world)
