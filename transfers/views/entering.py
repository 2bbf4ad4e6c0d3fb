"""Whose transfer a page is about."""

from django.shortcuts import get_object_or_404

from agencies.actors import Actor
from transfers.models import Transfer


def own_transfer(who: Actor, number: str) -> Transfer:
    """Return the person's own transfer; every other one is as if it did not exist."""
    own = Transfer.objects.visible_to(who).whole().filter(case__person=who.person)
    return get_object_or_404(own, case__number=number)
