"""Cards as pages and programs show them: the state in words, until when, and what can be done."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from casework.models import Case
from kit.spelling import wording
from services.cards.models import Card, CardEvent, CardOrder, InterimCard
from services.cards.rules.banks import BANKS
from services.cards.rules.orders import MADE
from services.cards.rules.states import LOST, STATES, State, Wish
from services.cards.standing import REPLACEMENT, Standing, of_person, order_of

# What somebody can do themselves, by the word in the address.
REPORTS = {
    Wish.LOSE_FOR_NOW: "card-loss-temporary",
    Wish.LOSE: "card-loss-formal",
    Wish.FIND: "card-found",
}
Row = dict[str, Any]


def cards_of(person: Person, today: date) -> list[Row]:
    """Return the cards of somebody as their page shows them, the one in use first."""
    return [_row(each) for each in of_person(person, today)]


def _row(standing: Standing) -> Row:
    card = standing.card
    order = order_of(standing.replacement)
    return {
        **named(card),
        "state": standing.state.value,
        "state_text": wording(STATES[standing.state]),
        "tone": _tone(standing),
        "valid_to": card.valid_to,
        "has_expired": standing.has_expired,
        "lost_at": card.lost_at,
        "lapses_at": card.lapses_at,
        "is_lost": card.state in LOST,
        "is_ended": card.state == State.CANCELLED,
        "certificate": _certificate(card) if card.state in LOST else None,
        "acts": _acts(standing),
        "notes": _notes(standing),
        "replacement": _progress(standing.replacement, order),
    }


def named(card: Card) -> Row:
    """Return by what its holder knows a card, and its bank with the line for losses."""
    bank = BANKS[card.bank]
    return {
        "key": card.key,
        "number": card.masked,
        "bank": wording(bank.name),
        "bank_phone": bank.phone,
        "issuer": card.issuer.local_name,
    }


def stopped_cards(cards: Iterable[Card]) -> list[Row]:
    """Return the cards of somebody who is not signed in: what is stopped, and whom to call."""
    return [
        {
            **named(each),
            "is_lost": each.state in LOST,
            "lost_at": each.lost_at,
            "lapses_at": each.lapses_at,
        }
        for each in cards
    ]


def _tone(standing: Standing) -> str:
    if standing.card.state in LOST:
        return "alert"
    if standing.state is State.NORMAL and not standing.has_expired:
        return "ok"
    return "quiet" if standing.state is State.CANCELLED else "warn"


def _certificate(card: Card) -> str | None:
    """Return the page of the case with the certificate of a loss; none without a sign-in."""
    wishes = [Wish.LOSE_FOR_NOW.value, Wish.LOSE.value]
    reports = CardEvent.objects.filter(card=card, kind__in=wishes).order_by("-pk")
    event = reports.select_related("case").first()
    return event.case.get_absolute_url() if event and event.case else None


def _acts(standing: Standing) -> Row:
    """Return where each thing can be done that can be done now."""
    key, acts = standing.card.key, {}
    is_lost = standing.card.state in LOST
    for wish in REPORTS:
        is_there = is_lost if wish is Wish.FIND else standing.card.state != _BECOME[wish]
        if is_there and standing.may(wish).may_file:
            acts[wish.value] = reverse("card_report", args=[key, wish.value])
    if standing.may(Wish.SHOW).may_file:
        acts["show"] = reverse("card_show", args=[key])
    if standing.may(Wish.REPLACE).may_file:
        acts["replace"] = reverse("apply_start", args=[REPLACEMENT])
    return acts


_BECOME = {Wish.LOSE_FOR_NOW: State.TEMPORARY, Wish.LOSE: State.FORMAL}


def _notes(standing: Standing) -> list[str]:
    """Return what has to be done elsewhere: at a counter."""
    reason = standing.against(Wish.SHOW)
    is_counter = standing.state in (State.LOCKED, State.SEALED)
    if reason is None or not is_counter:
        return []
    return [f"{wording(reason.sentence)} {wording(reason.way_forward)}"]


def _progress(case: Case | None, order: CardOrder | None) -> Row | None:
    """Return how far a new card is."""
    if case is None:
        return None
    said = wording(MADE[order.state]) if order else _("The agency is looking at your application")
    return {
        "href": case.get_absolute_url(),
        "number": case.number,
        "state": said,
        "due_on": order.due_on if order else None,
        "collect_until": order.collect_until if order else None,
        "interim": InterimCard.objects.filter(order=order, ended_on=None).first()
        if order
        else None,
    }
