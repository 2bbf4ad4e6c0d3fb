"""A clerk has looked at a payment that came back and may not go again by itself."""

from datetime import datetime

from django.db import transaction

from agencies.actors import Actor
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted
from payouts.actions.preparing import agency_of
from payouts.models import Payable
from payouts.rules.states import Held, Owed


@transaction.atomic
def pay_again(payable: Payable, *, by: Actor, now: datetime) -> None:
    """Let it go with the next batch; only what a clerk has to look at."""
    agency_of(by, Action.PREPARE_BATCH)
    if by.user is None or not Payable.objects.at_desk_of(by).filter(pk=payable.pk).exists():
        raise NotPermitted
    with wall.as_house("let a payment go again that a clerk has looked at"):
        waiting = Payable.objects.filter(
            pk=payable.pk, state=Owed.HELD.value, held_because=Held.CLERK.value
        )
        waiting.update(state=Owed.OWED.value, held_because="", settled_at=None)
