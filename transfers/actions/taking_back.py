"""A surplus that the new agency sent back, found on the original agency's own statement."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import moving
from casework.actions.history import record
from casework.actions.moving import hold
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.errors import NotValid
from records.models import BankEntry, Posting
from transfers.actions.unallotted import book, check_own, hold_entry, left_of, turn_entry
from transfers.models import Allotment, SurplusReturn, Transfer


def awaited(transfer: Transfer, at_most: int) -> SurplusReturn | None:
    """Return what was sent back, is no more than this in fen, and stands on no statement yet."""
    here = transfer.allotments.standing().filter(kind=Allotment.Kind.SURPLUS)
    found = list(here.order_by("pk").values_list("amount_fen", flat=True))
    for each in transfer.returns.all():
        if each.amount_fen in found:
            found.remove(each.amount_fen)
        elif each.amount_fen <= at_most:
            return each
    return None


@transaction.atomic
def take_back(
    entry: BankEntry, transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Write down that a surplus, which the new agency sent back, is on the own account.

    The original agency's fund has it since it was sent back; without this the line would lie there
    a second time, as money that belongs to no case.
    """
    check_may(by, Action.HAND_OVER, transfer.case)
    check_own(entry, by)
    hold_entry(entry, version)
    hold(transfer.case, None)
    returned = _check_came(entry, transfer)
    given = Allotment.objects.create(
        entry=entry,
        transfer=transfer,
        kind=Allotment.Kind.SURPLUS,
        amount_fen=returned.amount_fen,
        made_by=by.user,
        made_at=now,
    )
    entry.state = BankEntry.State.OPEN if left_of(entry) else BankEntry.State.MATCHED
    turn_entry(entry)
    book(entry, Posting.Movement.ALLOTTED, str(given.pk), given.amount_fen, now=now)
    moving.turn_page(transfer.case)
    data = {"reference": returned.reference, "fen": given.amount_fen}
    record(transfer.case, Event.Kind.SURPLUS_BACK, by=by, now=now, data=data)


def _check_came(entry: BankEntry, transfer: Transfer) -> SurplusReturn:
    if transfer.sides[0].in_office != entry.agency.in_office:
        raise NotValid({"case": _("Nothing of this case can come back to this account.")})
    if entry.state != BankEntry.State.OPEN:
        raise MoveNotPossible(_("This line of the bank is not open."))
    returned = awaited(transfer, left_of(entry))
    if returned is None:
        raise NotValid({"case": _("No surplus of this case is awaited that fits this line.")})
    return returned
