"""What is owed of a card at a moment: a report that lapses, and being told of it before."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from casework.actions.telling import tell_person
from casework.models import Duty
from services.cards.actions import making, ordering, reporting, showing
from services.cards.models import Card, CardEvent
from services.cards.rules.states import State


def follow_up(duty: Duty, now: datetime) -> None:
    """Do what a duty of this room says; done twice it is done once."""
    what, _colon, number = duty.subject.partition(":")
    DONE[what](int(number), now)


def _lapse(event: int, now: datetime) -> None:
    """End a report, and say that the card can be used again."""
    found = CardEvent.objects.select_related("card__person").get(pk=event)
    if reporting.lapse(found, now=now):
        _tell(found.card.person, "card-lapsed", f"card-lapsed:{event}", now)


def _warn(event: int, now: datetime) -> None:
    """Say an hour before that a report is about to lapse."""
    found = CardEvent.objects.select_related("card__person").get(pk=event)
    if found.lapses_at is None or not reporting.still_counts(found):
        return
    said = {"at": found.lapses_at.isoformat()}
    _tell(found.card.person, "card-lapses-soon", f"card-warned:{event}", now, said)


def _renew(card: int, now: datetime) -> None:
    """Say that a card which is about to expire can be renewed."""
    found = Card.objects.select_related("person").get(pk=card)
    if found.state != State.CANCELLED:
        said = {"until": found.valid_to.isoformat()}
        _tell(found.person, "card-expires", f"card-expires:{card}", now, said)


def _tell(
    person: Person, kind: str, occasion: str, now: datetime, data: dict[str, str] | None = None
) -> None:
    if person.deceased_on is None:
        tell_person(person, kind, data or {}, now=now, occasion=occasion)


DONE = {reporting.LAPSE: _lapse, reporting.WARN: _warn, making.RENEW: _renew}


def look_after(*, now: datetime) -> None:
    """Send what waits for the maker, and forget codes that were used; once in a while."""
    if timezone.localtime(now).minute % 10 == 0:
        showing.forget_old(now=now)
    ordering.send_orders(now=now)
