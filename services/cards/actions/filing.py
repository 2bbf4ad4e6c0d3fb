"""Filing in one go what needs no page: whoever has lost a card taps once, through no wizard."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agencies.actors import Actor
from applications.actions import applying, drafting
from applications.declaring import Service
from applications.models import Application
from applications.registry import service_of
from casework.models import Case
from kit.errors import NotValid
from kit.spelling import wording
from services.cards.models import REPLACEMENT, Card, CardEvent
from services.cards.replacing_questions import LOST
from services.cards.rules.states import State, Wish
from services.cards.standing import of_card

# A card is in this state by a report of this kind: reporting it once more is the same report.
SAME = {Wish.LOSE_FOR_NOW: State.TEMPORARY, Wish.LOSE: State.FORMAL}


@transaction.atomic
def file(service: Service, wish: Wish, card: Card, *, by: Actor, now: datetime) -> Case | None:
    """Report a card lost or found, and return the case with its sealed letter.

    Two at once wait for each other at the card's row, and the second is given the case of the
    first; none where the report was made without a sign-in. Raises `NotValid` where a reason stands
    against it, and `NotPermitted`.
    """
    card = Card.objects.select_for_update().get(pk=card.pk)
    if SAME.get(wish) == card.state:
        return CardEvent.objects.filter(card=card, kind=wish.value).latest("pk").case
    reason = of_card(card, timezone.localdate(now)).against(wish)
    if reason is not None:
        said = f"{wording(reason.sentence)} {wording(reason.way_forward)}"
        raise NotValid({"": said})
    return _filed(service, card, by=by, now=now).case


def ask_for_new(card: Card, *, by: Actor, now: datetime) -> Application:
    """Begin the application for a new card in the place of a lost one, its reason answered.

    One that was begun before is gone on with. Raises `MoveNotPossible` and `NotPermitted`.
    """
    application = drafting.start(service_of(REPLACEMENT), by=by, now=now)
    lost_on = timezone.localdate(card.lost_at or now)
    said = {"card": card.key, "reason": LOST, "since": lost_on}
    drafting.save(application, said, by=by, now=now)
    return Application.objects.whole().get(pk=application.pk)


def _filed(service: Service, card: Card, *, by: Actor, now: datetime) -> Application:
    application = drafting.start(service, by=by, now=now)
    named = {each.name for each in service.fields}
    answers = {"card": card.key, "bank_told": True}
    said = {name: value for name, value in answers.items() if name in named}
    drafting.save(application, said, by=by, now=now)
    fresh = Application.objects.whole().get(pk=application.pk)
    if fresh.agency_id != card.issuer.in_office.pk:
        drafting.choose_agency(fresh, card.issuer.in_office, by=by, now=now)
    return applying.submit(fresh, by=by, now=now)
