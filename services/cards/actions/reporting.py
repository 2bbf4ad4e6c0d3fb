"""Reporting a card lost, and having it again: one statement each, so that of two at once one wins.

From the moment the statement is written the card is refused everywhere: whoever checks one reads
its row, and nothing holds a copy of it.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Case as Choose
from django.db.models import F, QuerySet, Value, When
from django.utils import timezone

from agencies import rule_book
from agencies.models import Agency
from casework.actions.owing import owe
from casework.errors import MoveNotPossible
from casework.models import Case, Duty
from kit.spelling import wording
from services.cards.models import Card, CardEvent
from services.cards.rules.numbers import WARNED_BEFORE, lapses
from services.cards.rules.states import State, Wish, states_that_allow
from services.cards.standing import of_card, without_replacement

LAPSE, WARN = "lapse", "warn"


@transaction.atomic
def lose_for_now(card: Card, *, now: datetime, channel: str, case: Case | None = None) -> CardEvent:
    """Report a card lost for the time being; reported twice it is one report.

    Raises `MoveNotPossible` for a card of which it cannot be said.
    """
    until = lapses(now, card.issuer.region_id, rule_book.current())
    usable = set(states_that_allow(Wish.LOSE_FOR_NOW)) - {State.TEMPORARY.value}
    here = Card.objects.filter(pk=card.pk, state__in=usable)
    if not here.update(
        state=State.TEMPORARY.value, state_before=F("state"), lost_at=now, lapses_at=until
    ):
        return _same_as_before(card, Wish.LOSE_FOR_NOW, State.TEMPORARY, now)
    event = _note(card, Wish.LOSE_FOR_NOW, now, channel, case, lapses_at=until)
    owe([_duty(LAPSE, event, until), _duty(WARN, event, until - WARNED_BEFORE)], None)
    return event


@transaction.atomic
def lose(card: Card, *, now: datetime, channel: str, case: Case | None = None) -> CardEvent:
    """Report a card lost until it is found or replaced; raises `MoveNotPossible`."""
    from_states = set(states_that_allow(Wish.LOSE)) - {State.FORMAL.value}
    here = Card.objects.filter(pk=card.pk, state__in=from_states)
    was = Choose(When(state_before="", then=F("state")), default=F("state_before"))
    since = Choose(When(lost_at=None, then=Value(now)), default=F("lost_at"))
    if not here.update(state=State.FORMAL.value, state_before=was, lost_at=since, lapses_at=None):
        return _same_as_before(card, Wish.LOSE, State.FORMAL, now)
    return _note(card, Wish.LOSE, now, channel, case)


@transaction.atomic
def find(card: Card, *, now: datetime, channel: str, case: Case | None = None) -> CardEvent:
    """Let a card be used again that was found; raises `MoveNotPossible` once it is replaced."""
    here = Card.objects.filter(pk=card.pk, state__in=states_that_allow(Wish.FIND))
    if not _restored(without_replacement(here)):
        raise _refused(card, Wish.FIND, now)
    return _note(card, Wish.FIND, now, channel, case)


@transaction.atomic
def lapse(event: CardEvent, *, now: datetime) -> bool:
    """End a report that has lapsed, if it is still the one that counts; say whether it was."""
    here = Card.objects.filter(
        pk=event.card_id, state=State.TEMPORARY.value, lapses_at=event.lapses_at
    )
    if not _restored(here.filter(lapses_at__lte=now)):
        return False
    _note(event.card, Wish.LAPSE, now, CardEvent.Channel.TIME, None)
    return True


def still_counts(event: CardEvent) -> bool:
    """Whether the card is still lost for the time being by this very report."""
    lost = Card.objects.filter(pk=event.card_id, state=State.TEMPORARY.value)
    return lost.filter(lapses_at=event.lapses_at).exists()


def _restored(cards: QuerySet[Card]) -> int:
    return cards.update(state=F("state_before"), state_before="", lost_at=None, lapses_at=None)


def _same_as_before(card: Card, wish: Wish, state: State, now: datetime) -> CardEvent:
    """Return the report that is there already; raises `MoveNotPossible` where there is none."""
    card.refresh_from_db()
    if card.state != state:
        raise _refused(card, wish, now)
    return CardEvent.objects.filter(card=card, kind=wish.value).latest("pk")


def _refused(card: Card, wish: Wish, now: datetime) -> MoveNotPossible:
    card.refresh_from_db()
    reason = of_card(card, timezone.localdate(now)).against(wish)
    return MoveNotPossible(wording(reason.sentence) if reason else "")


def _note(
    card: Card,
    wish: Wish,
    now: datetime,
    channel: str,
    case: Case | None,
    *,
    agency: Agency | None = None,
    lapses_at: datetime | None = None,
) -> CardEvent:
    card.refresh_from_db()
    return CardEvent.objects.create(
        card=card,
        kind=wish.value,
        channel=channel,
        case=case,
        agency=agency,
        lapses_at=lapses_at,
        at=now,
    )


def _duty(what: str, event: CardEvent, at: datetime) -> Duty:
    subject = f"{what}:{event.pk}"
    return Duty(key=f"card-{subject}", kind=Duty.Kind.CARD, subject=subject, due_at=at)
