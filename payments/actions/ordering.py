"""Opening and cancelling an order; its amounts are those of the room that collects."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.models import Agency
from casework.actions.living import check_person_lives
from casework.actions.owing import owe
from casework.errors import MoveNotPossible
from casework.models import Duty
from kit import wall
from kit.errors import NotValid
from kit.spelling import wording
from payments import channels
from payments.actions import asking
from payments.models import Order, OrderLine
from payments.providers import ProviderRefuses, ProviderSilent
from payments.rules.orders import ASK_AFTER, MOST_LINES, OPEN_FOR, State

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One thing to be paid: what, whose agency, how much (fen)."""

    subject: str
    agency: Agency
    amount_fen: int


def new_number(now: datetime) -> str:
    """Return an order number that says nothing about the person: P2026-7KQM-49XD-A2."""
    drawn = "".join(secrets.choice(ALPHABET) for _position in range(10))
    return f"P{now:%Y}-{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def check_provider(name: str) -> None:
    """Raise `NotValid` unless this way of paying is open."""
    try:
        channels.provider_of(name).check_ready()
    except KeyError:
        raise NotValid({"provider": _("Choose one of the ways to pay.")}) from None
    except ProviderRefuses as refusal:
        raise NotValid({"provider": wording(refusal.text)}) from refusal


@transaction.atomic
def open_order(
    person: Person, purpose: str, wanted: Sequence[Wanted], *, provider: str, now: datetime
) -> Order:
    """Open an order for what is wanted, payable for 30 minutes.

    Raises `NotValid` for nothing, for too much, for a provider that is closed, and where another
    order that still lives holds one of the lines; `MoveNotPossible` where the person has died.
    """
    check_provider(provider)
    check_person_lives(person)
    if not wanted:
        raise NotValid({"dues": _("Choose at least one month.")})
    if len(wanted) > MOST_LINES:
        raise NotValid({"dues": _("Choose at most %(n)s at a time.") % {"n": MOST_LINES}})
    order = Order.objects.create(
        number=new_number(now),
        person=person,
        agency=wanted[0].agency,
        purpose=purpose,
        amount_fen=sum(each.amount_fen for each in wanted),
        provider=provider,
        opened_at=now,
        expires_at=now + OPEN_FOR,
    )
    _write_lines(order, wanted)
    owe(_duties_of(order), None)
    return order


def _write_lines(order: Order, wanted: Sequence[Wanted]) -> None:
    lines = [
        OrderLine(
            order=order, person_id=order.person_id, subject=w.subject, amount_fen=w.amount_fen
        )
        for w in wanted
    ]
    try:
        with transaction.atomic():
            OrderLine.objects.bulk_create(lines)
    except IntegrityError as error:
        said = _("One of these is in another order already. Go on with that one, or cancel it.")
        raise NotValid({"dues": said}) from error


def _duties_of(order: Order) -> list[Duty]:
    asked = [
        Duty(
            key=f"ask:{order.number}:{place}",
            kind=Duty.Kind.ASK_PROVIDER,
            subject=order.number,
            due_at=order.opened_at + after,
        )
        for place, after in enumerate(ASK_AFTER)
    ]
    ends = Duty(
        key=f"expire:{order.number}",
        kind=Duty.Kind.EXPIRE_ORDER,
        subject=order.number,
        due_at=order.expires_at,
    )
    return [*asked, ends]


def pay_at(order: Order, *, now: datetime) -> str:
    """Return the address at which an order is paid; raises `MoveNotPossible` once it has ended."""
    if order.status is not State.OPEN or now > order.expires_at:
        raise MoveNotPossible(_("This order can no longer be paid."))
    try:
        provider = channels.provider_of(order.provider)
        return provider.open(order.number, order.amount_fen, now=now)
    except ProviderRefuses as refusal:
        raise MoveNotPossible(wording(refusal.text)) from refusal
    except ProviderSilent as silence:
        raise MoveNotPossible(
            _("The payment service does not answer. Try again in a minute; nothing was taken.")
        ) from silence


def cancel(order: Order, *, now: datetime) -> Order:
    """Cancel an order that is not paid; doing it again changes nothing.

    The provider is asked first. Raises `MoveNotPossible` where it does not answer, because it may
    have been paid, and where it has been.
    """
    order.refresh_from_db()
    if order.status is State.CANCELLED:
        return order
    if not asking.ask(order.number, now=now):
        raise MoveNotPossible(
            _("We do not know yet whether this was paid, so it stays open for now.")
        )
    asking.close_at_provider(order, now=now)
    return end(order, State.CANCELLED, now=now)


@wall.as_house("free what an order held, whoever ends it")
@transaction.atomic
def end(order: Order, to: State, *, now: datetime, of: State = State.OPEN) -> Order:
    """End an unpaid order and free what it held; raises `MoveNotPossible` if it is not `of`."""
    found = Order.objects.select_for_update().get(pk=order.pk)
    if found.status is not of:
        raise MoveNotPossible(_("This order has been paid or has ended already."))
    Order.objects.filter(pk=order.pk).update(state=to.value, ended_at=now, version=F("version") + 1)
    OrderLine.objects.filter(order=order).update(is_live=False)
    order.refresh_from_db()
    order.what_for.let_go(order, now)
    return order
