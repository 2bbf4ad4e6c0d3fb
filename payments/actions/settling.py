"""Settling a difference: one person explains it, another closes it; both stay written down."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import of_agency
from casework.errors import MoveNotPossible
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid
from payments.actions import booking, ordering
from payments.models import Difference, Payment
from payments.rules.orders import State, Why

LONGEST = 500


def differences_for(who: Actor) -> QuerySet[Difference]:
    """Return what a desk may see: its own agency's, and what nobody's order explains yet."""
    if who.agency is None or not who.acts_for_agency:
        return Difference.objects.none()
    return Difference.objects.filter(of_agency(who.agency) | Q(agency=None))


def check_may_settle(who: Actor) -> None:
    """Raise unless this actor keeps the account of an agency (row 20)."""
    if who.agency is None or not who.acts_for_agency or not may_generally(who, Action.SETTLE):
        raise NotPermitted


@transaction.atomic
def explain(found: Difference, explanation: str, *, by: Actor, now: datetime) -> None:
    """Write down what it was; a new explanation takes the place of one nobody has agreed to.

    Raises `NotPermitted` for an agency's system, which is nobody who could answer for it.
    """
    check_may_settle(by)
    if by.user is None:
        raise NotPermitted(_("A person writes down what it was, and another one closes it."))
    held = Difference.objects.select_for_update().get(pk=found.pk)
    if held.settled_at is not None:
        raise MoveNotPossible(_("This has been settled already."))
    if not explanation.strip():
        raise NotValid({"explanation": _("Write what it was, and what was done.")})
    held.explanation, held.explained_by, held.explained_at = explanation.strip(), by.user, now
    held.save(update_fields=["explanation", "explained_by", "explained_at"])


@transaction.atomic
def settle(found: Difference, *, by: Actor, now: datetime) -> None:
    """Close it as the second person: a payment of a wrong sum goes back, and its months are free.

    Raises `NotPermitted` for whoever explained it.
    """
    check_may_settle(by)
    held = Difference.objects.select_for_update().get(pk=found.pk)
    if held.settled_at is not None:
        return
    if held.explained_by_id is None:
        raise MoveNotPossible(_("Somebody has to explain it first."))
    if by.user is None or held.explained_by_id == by.user.pk:
        raise NotPermitted(_("Another person than the one who explained it has to close it."))
    held.settled_by, held.settled_at = by.user, now
    held.save(update_fields=["settled_by", "settled_at"])
    _send_back(held, now)


@wall.as_house("send back what two persons have looked at")
def _send_back(found: Difference, now: datetime) -> None:
    of = {"provider": found.provider, "provider_no": found.provider_no}
    disputed = Payment.objects.filter(**of, state=Payment.State.DISPUTED).select_related("order")
    for payment in disputed:
        booking.send_back(payment, Why.DECIDED, now=now)
        order = payment.order
        is_last = not order.payments.filter(state=Payment.State.DISPUTED).exists()
        if order.status is State.DISPUTED and is_last:
            ordering.end(order, State.EXPIRED, now=now, of=State.DISPUTED)
