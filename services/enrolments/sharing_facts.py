"""What the rules of a shared medical account are asked."""

from dataclasses import dataclass

from applications.fields import Asked, Known
from records.models import Relationship, Scheme
from services.enrolments.models import Sharing

HELD = {
    Relationship.Status.ACTIVE,
    Relationship.Status.SUSPENDED,
    Relationship.Status.DRAWING,
}


@dataclass(frozen=True)
class SharingFacts:
    """Whether there is an account, whether it is shared with oneself, and with how many it is."""

    account: Relationship | None
    is_self: bool
    relatives: int
    is_anonymous: bool


def account_of(known: Known) -> Relationship | None:
    """Return the medical account of an employee: the one that runs, or the latest."""
    own = [
        each
        for each in known.relationships
        if each.insurance == "medical" and each.scheme == Scheme.EMPLOYEE and each.status in HELD
    ]
    running = [each for each in own if each.status != Relationship.Status.SUSPENDED]
    return next(reversed(running or own), None)


def facts_of(asked: Asked) -> SharingFacts:
    """Return the facts; nothing is known without a sign-in."""
    known = asked.known
    if known is None:
        return SharingFacts(None, is_self=False, relatives=0, is_anonymous=True)
    number = str(asked.answers.get("relative_number") or "").upper()
    going = Sharing.objects.filter(giver=known.person, ended_at=None, agreed_at__isnull=False)
    return SharingFacts(
        account_of(known),
        is_self=number == str(known.person.number).upper(),
        relatives=going.count(),
        is_anonymous=False,
    )
