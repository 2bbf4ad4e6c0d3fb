"""Reporting a card lost without a sign-in: by a code to the phone on record, for now only.

Whoever asks is told the same, whether anybody has this number or not; and all that a stranger with
somebody's phone in their hand could do is to stop a card that its owner can have back by a tap.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import telling
from accounts.actions import asking, codes
from accounts.models import Person, Purpose
from accounts.models.indexes import name_index, typed_indexes
from casework.actions.saying import Said
from casework.actions.telling import tell_person
from casework.models import Dispatch
from casework.rules.wishes import Topic, Way
from kit import crypto, wall
from kit.errors import NotValid, TooOften
from kit.limits import all_pass, limit
from law.phone import check_phone
from services.cards.actions import reporting
from services.cards.models import Card, CardEvent
from services.cards.rules.states import LOST, Wish, allows

CONTEXT = "card.emergency"
DIGITS = 15
LASTS = timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
TOO_OFTEN = _(
    "Codes for this document were asked for three times today. Call 12333 and have the card "
    "stopped by phone."
)
NOT_RIGHT = _("This code is not right. Check the message once more, or ask for a new code.")
TOO_OLD = _("This page is too old. Begin again: it takes a minute.")


@dataclass(frozen=True)
class Begun:
    """What the next page needs: a handle that nobody can read, and to whom its code goes."""

    handle: str
    ticket: str
    contact: str  # the phone on record, or what stands for one where there is nobody
    person: Person | None = None


@wall.as_house("let somebody report a card lost who cannot sign in")
def begin(number: str, named: str, *, address: str, now: datetime) -> Begun:
    """Return the handle of a code, and whose phone on record it goes to if there is somebody.

    `named` is their name or their phone on record. Raises `TooOften`, whoever it is about.
    """
    indexes = sorted(typed_indexes(number))
    whose = indexes[0] if indexes else number
    wide, narrow = limit("card.address", address, now=now), limit("card.number", whose, now=now)
    if not all_pass([narrow, wide]):
        raise TooOften(TOO_OFTEN)
    ticket = codes.issue(Purpose.CARD, address=address, now=now)
    person = _person(indexes, named)
    phone = check_phone(str(person.phone or "")) if person else None
    if person is None or phone is None or not phone.valid or person.deceased_on:
        return Begun(_handle(ticket, 0), ticket, whose)
    return Begun(_handle(ticket, person.pk), ticket, phone.number, person)


@wall.as_house("let somebody report a card lost who cannot sign in")
def owe_code(begun: Begun, *, address: str, now: datetime) -> None:
    """Let the code leave with the other messages, by night too.

    For nobody a row is written as well, which goes nowhere: how long it takes tells nothing. A
    phone that has had too many codes gets none, and that is not said either: it would tell a
    stranger that the document and the name belong together.
    """
    try:
        asking.refuse_too_many(begun.contact, address, account=None, now=now)
        is_sent = begun.person is not None
    except TooOften:
        is_sent = False
    Dispatch.objects.create(
        key=f"card-code:{begun.ticket}",
        what=Dispatch.What.CODE,
        way=Way.SMS,
        topic=Topic.SECURITY,
        to_person=begun.person,
        subject=begun.ticket,
        state=Dispatch.State.WAITING if is_sent else Dispatch.State.NOT_SENT,
        why="" if is_sent else Dispatch.Why.NO_CONTACT,
        made_at=now,
        due_at=now,
    )


def say_code(dispatch: Dispatch, now: datetime) -> Said | None:
    """Make the digits as the message is handed over; after their ten minutes there are none."""
    phone = dispatch.to_person and check_phone(str(dispatch.to_person.phone or ""))
    if not phone or not phone.valid or now >= dispatch.made_at + LASTS:
        return None
    digits = codes.digits(dispatch.subject, phone.number, user=None)
    return Said(gettext("Your code"), telling.code_text(digits), contact=phone.number)


def _person(indexes: list[str], named: str) -> Person | None:
    """Return who has this number and this name or phone, if it is one person."""
    typed, phone = name_index(named), check_phone(named)
    fits = [
        each
        for each in Person.objects.with_index(indexes)
        if each.name_index == typed or (phone.valid and each.phone == phone.number)
    ]
    return fits[0] if len(fits) == 1 else None


def _handle(ticket: str, person: int) -> str:
    """Return what the browser keeps: as long for a person as for nobody."""
    return crypto.encrypt(f"{int(ticket):0{DIGITS}d}:{person:0{DIGITS}d}", context=CONTEXT)


def _read(handle: str) -> tuple[str, int]:
    try:
        ticket, person = crypto.decrypt(handle, context=CONTEXT).split(":")
    except (ValueError, KeyError, InvalidTag) as error:
        raise NotValid({"code": TOO_OLD}) from error
    return str(int(ticket)), int(person)


@wall.as_house("let somebody report a card lost who cannot sign in")
def finish(handle: str, code: str, *, address: str, now: datetime) -> list[Card]:
    """Stop the cards of whoever the code was sent to, and return them; sent twice it is done once.

    Call it outside a transaction: a wrong guess is counted. Raises `NotValid` and `TooOften`.
    """
    ticket, person = _read(handle)
    typed = "".join(filter(str.isdecimal, code))
    is_again = codes.was_right(ticket, typed, now=now)
    if not is_again and not codes.is_right(ticket, typed, address=address, now=now):
        raise NotValid({"code": NOT_RIGHT})
    return _stop(Person.objects.get(pk=person), ticket, now)


@transaction.atomic
def _stop(person: Person, ticket: str, now: datetime) -> list[Card]:
    cards = list(Card.objects.select_for_update().filter(person=person).current())
    stopped = [each for each in cards if allows(each.state, Wish.LOSE_FOR_NOW)]
    new = [each for each in stopped if each.state not in LOST]
    for card in stopped:
        reporting.lose_for_now(card, now=now, channel=CardEvent.Channel.EMERGENCY)
    if new:
        tell_person(person, "card-lost", {}, now=now, occasion=f"card-emergency:{ticket}")
    for card in cards:
        card.refresh_from_db()
    return cards
