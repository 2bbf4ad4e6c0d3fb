"""Lines of the bank, and what of them belongs to no case yet."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.errors import MoveNotPossible
from kit import wall
from kit.errors import NotPermitted
from records.models import BankEntry, Posting

# What each movement of a line of the bank does to the money that belongs to no case yet.
UNMATCHED = {
    Posting.Movement.CREDITED: 1,
    Posting.Movement.STRUCK: -1,
    Posting.Movement.ALLOTTED: -1,
    Posting.Movement.RELEASED: 1,
    Posting.Movement.SENT_BACK: -1,
}


# Of money for no case yet one side lies with the agency; the other is nobody's to read.
BOTH_SIDES = "post both sides of money that came"


def sides_of(
    entry: BankEntry, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> list[Posting]:
    """Return both sides of a movement of a line of the bank; together they are nothing."""
    amount = UNMATCHED[movement] * fen
    common = {"movement": movement, "reference": reference, "at": now}
    unmatched = Posting.Side.UNMATCHED
    return [
        Posting(**common, side=unmatched, agency_id=entry.agency_id, amount_fen=amount),
        Posting(**common, side=Posting.Side.TRANSIT, amount_fen=-amount),
    ]


@wall.as_house(BOTH_SIDES)
def credit(entries: Iterable[BankEntry], *, now: datetime) -> None:
    """Post what came to the account; what was paid out is posted where it was decided."""
    came = [each for each in entries if each.amount_fen > 0]
    credited = Posting.Movement.CREDITED
    Posting.objects.bulk_create(
        side
        for each in came
        for side in sides_of(each, credited, str(each.pk), each.amount_fen, now=now)
    )


@wall.as_house(BOTH_SIDES)
def book(
    entry: BankEntry, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> None:
    """Post a movement of one line."""
    Posting.objects.bulk_create(sides_of(entry, movement, reference, fen, now=now))


def left_of(entry: BankEntry) -> int:
    """Return, in fen, what of a line belongs to no case and was not sent back."""
    given = entry.allotments.standing().aggregate(sum=Sum("amount_fen"))["sum"] or 0
    return entry.amount_fen - given - entry.sent_back_fen


def hold_entry(entry: BankEntry, expected: int | None) -> None:
    """Keep everybody else from a line of the bank; raise when it is not what was looked at."""
    there = BankEntry.objects.select_for_update().only("version").get(pk=entry.pk)
    if there.version != entry.version or expected not in (None, there.version):
        raise MoveNotPossible(
            _("Somebody else has just decided on this line. Here is how it stands now.")
        )


def turn_entry(entry: BankEntry) -> None:
    """Keep a line as it is now, with a new version: what others have on screen is old."""
    entry.version += 1
    entry.save()


def check_own(entry: BankEntry, by: Actor) -> None:
    """Raise unless the actor acts for the agency whose account it is."""
    is_own = by.agency is not None and entry.agency_id in by.agency.offices
    if not is_own or not by.acts_for_agency:
        raise NotPermitted
