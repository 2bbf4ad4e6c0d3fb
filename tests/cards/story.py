"""How the tests give somebody a card."""

from datetime import date, timedelta

from services.cards.actions import making
from services.cards.models import Card
from services.cards.rules.states import State
from tests.cast import MONDAY

NIGHT = MONDAY + timedelta(hours=13, minutes=14)  # 23:14 in Beijing
NUMBER = "A12345678"


def card_of(world, number=NUMBER, state=State.NORMAL, **more):
    """A card of the applicant, issued by the agency of the place where they are insured."""
    return making.issue(
        world.person,
        number,
        bank="icbc",
        issuer=world.pension_new_a.agency,
        issued_on=date(2020, 5, 1),
        state=state,
        photo_taken_on=date(2020, 5, 1),
        **more,
    )


def again(card):
    return Card.objects.get(pk=card.pk)
