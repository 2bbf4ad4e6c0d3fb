"""A new card: made, handed out to a person who was seen, activated; the old one ends with it."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from agencies.models import Agency
from casework.errors import MoveNotPossible
from casework.models import Case, Duty
from casework.rules.wishes import next_morning
from services.cards.models import Card, CardEvent, CardOrder, InterimCard, number_index
from services.cards.rules.numbers import renewal_opens
from services.cards.rules.orders import Made
from services.cards.rules.states import BECOMES, State, Wish, states_that_allow

YEARS = 10  # as the cards of most places: the maker's own file may say otherwise later
KEY = "23456789abcdefghjkmnpqrstuvwxyz"
RENEW = "renew"


def new_key() -> str:
    """Return a name for a card that says nothing of it."""
    return "".join(secrets.choice(KEY) for _place in range(12))


def issue(
    person: Person,
    number: str,
    *,
    bank: str,
    issuer: Agency,
    issued_on: date,
    state: State = State.SEALED,
    photo_taken_on: date | None = None,
    replaces: Card | None = None,
) -> Card:
    """Write a new card down."""
    return Card.objects.create(
        key=new_key(),
        person=person,
        number=number,
        number_index=number_index(number),
        bank=bank,
        issuer=issuer,
        state=state.value,
        issued_on=issued_on,
        valid_to=_years_on(issued_on),
        photo_taken_on=photo_taken_on,
        replaces=replaces,
    )


def _years_on(day: date) -> date:
    """Return the same day ten years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + YEARS)
    except ValueError:
        return day.replace(year=day.year + YEARS, day=28)


def made(order: CardOrder, number: str, *, now: datetime) -> Card:
    """Write down the card that was made for an order; it cannot be used until it is handed out."""
    if not number:
        raise MoveNotPossible(_("A card that is made has a number."))
    old = order.old_card
    return issue(
        order.case.person,
        number,
        bank=order.bank,
        issuer=old.issuer,
        issued_on=timezone.localdate(now),
        photo_taken_on=old.photo_taken_on,
        replaces=old,
    )


@transaction.atomic
def hand_out(order: CardOrder, *, to: str, agency: Agency, case: Case, now: datetime) -> Card:
    """Give the new card to whoever was seen, activate it and end the old one, all or nothing.

    `to` is the name of whoever received it. Done twice it is done once.
    """
    order = CardOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.state == Made.HANDED_OUT and order.new_card is not None:
        return order.new_card
    if order.new_card is None or order.state in (Made.ORDERED,):
        raise MoveNotPossible(_("The new card has not been made yet."))
    CardOrder.objects.filter(pk=order.pk).update(
        state=Made.HANDED_OUT.value,
        state_at=now,
        handed_out_by=agency,
        handed_out_to=to,
    )
    _end(order.old_card, case, agency, now)
    InterimCard.objects.filter(order=order, ended_on=None).update(ended_on=timezone.localdate(now))
    return activate(order.new_card, case=case, agency=agency, now=now)


def _end(card: Card, case: Case, agency: Agency, now: datetime) -> None:
    here = Card.objects.filter(pk=card.pk).exclude(state=State.CANCELLED.value)
    ended = here.update(state=State.CANCELLED.value, state_before="", lost_at=None, lapses_at=None)
    if ended:
        _note(card, Wish.CANCEL, case, agency, now)


@transaction.atomic
def activate(card: Card, *, case: Case, agency: Agency, now: datetime) -> Card:
    """Let the social function of a card be used; raises `MoveNotPossible`."""
    _become(card, Wish.ACTIVATE, case, agency, now)
    opens = renewal_opens(card.valid_to, rule_book.current())
    subject = f"{RENEW}:{card.pk}"
    at = next_morning(timezone.make_aware(datetime.combine(opens, datetime.min.time())))
    Duty.objects.get_or_create(
        key=f"card-{subject}",
        defaults={"kind": Duty.Kind.CARD, "subject": subject, "due_at": at},
    )
    return card


@transaction.atomic
def reset_pin(card: Card, *, case: Case, agency: Agency, now: datetime) -> Card:
    """Unlock a card whose PIN was set anew at a counter; raises `MoveNotPossible`."""
    _become(card, Wish.RESET_PIN, case, agency, now)
    return card


def _become(card: Card, wish: Wish, case: Case, agency: Agency, now: datetime) -> None:
    here = Card.objects.filter(pk=card.pk, state__in=states_that_allow(wish))
    if not here.update(state=BECOMES[wish].value):
        raise MoveNotPossible(_("This cannot be done with the card as it stands."))
    _note(card, wish, case, agency, now)
    card.refresh_from_db()


def _note(card: Card, wish: Wish, case: Case, agency: Agency, now: datetime) -> None:
    CardEvent.objects.create(
        card=card,
        kind=wish.value,
        channel=CardEvent.Channel.COUNTER,
        case=case,
        agency=agency,
        at=now,
    )
