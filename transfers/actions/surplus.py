"""Money beyond the form, sent back by somebody else than who recorded it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from casework.actions import moving
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from records.models import Posting
from transfers.actions import left_over
from transfers.actions.differences import difference, sent_form
from transfers.actions.handing_over import check_second_person
from transfers.actions.remitting import post
from transfers.documents import money
from transfers.models import (
    SurplusReturn,
    Transfer,
)
from transfers.rules.stages import MERGED


@transaction.atomic
def return_surplus(
    transfer: Transfer,
    *,
    reference: str,
    returned_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Send back what arrived beyond the form, as a second person, with a letter (row 20).

    The first are all who recorded what arrived: the amount follows from that.
    """
    take_up(transfer.case, Action.SETTLE, by=by, version=version)
    surplus = _check_surplus(transfer)
    check_may_issue(transfer.sides[1])
    second = _nobody_of_the_first(transfer, by)
    _check_return(transfer, reference, returned_on, now=now)
    returned = _write_return(transfer, reference.strip(), surplus, returned_on, second)
    post(transfer, Posting.Movement.RETURNED, reference, surplus, now=now)
    post(transfer, Posting.Movement.TAKEN_BACK, reference, surplus, now=now)
    moving.turn_page(transfer.case)
    left_over.keep(transfer, now=now)
    _tell_return(returned, by=by, now=now)
    return _issue_letter(returned, by=by, now=now)


def _issue_letter(returned: SurplusReturn, *, by: Actor, now: datetime) -> Letter:
    """Issue the letter that says to the original agency what goes back, and why."""
    transfer = returned.transfer
    original, new = transfer.sides
    number, form = next_number(new, now), sent_form(transfer)
    return issue(
        transfer.case,
        Letter.Kind.SURPLUS,
        agency=new,
        number=number,
        content=money.surplus_letter(transfer, form, returned, number, by=by, now=now),
        by=by,
        now=now,
        to_agency=original,
    )


def _check_surplus(transfer: Transfer) -> int:
    """Return, in fen, what is too much; raise where nothing is, or the case is elsewhere."""
    if transfer.case.is_open:
        check_not_stopped_by_death(transfer.case)
    if transfer.case.state not in (Status.HANDED_OVER, *MERGED):
        raise not_at_this_stage()
    surplus = difference(transfer) or 0
    if surplus <= 0:
        raise MoveNotPossible(_("Not more has arrived than the form states."))
    return surplus


def _tell_return(returned: SurplusReturn, *, by: Actor, now: datetime) -> None:
    transfer, fen = returned.transfer, returned.amount_fen
    data = {"reference": returned.reference, "fen": fen, "on": returned.returned_on.isoformat()}
    event = record(transfer.case, Event.Kind.SURPLUS_RETURNED, by=by, now=now, data=data)
    told = Told("surplus-returned", transfer.original_agency)
    tell(transfer.case, [told], now=now, occasion=f"surplus:{event.sequence}")


def who_recorded(transfer: Transfer) -> list[User]:
    """Return all who gave this case what arrived for it, the latest first; no systems."""
    given = transfer.allotments.arrived().exclude(made_by=None).select_related("made_by")
    return [each.made_by for each in given.order_by("-made_at", "-pk") if each.made_by]


def _nobody_of_the_first(transfer: Transfer, by: Actor) -> User:
    second = check_second_person(None, by)
    if second in who_recorded(transfer):
        raise NotPermitted(_("A second person has to approve what you prepared."))
    return second


def _check_return(transfer: Transfer, reference: str, returned_on: date, *, now: datetime) -> None:
    if not reference.strip():
        raise NotValid({"reference": _("Enter the bank's reference of the remittance.")})
    arrived = [each.entry.day for each in transfer.allotments.arrived().select_related("entry")]
    if returned_on > day_of(now) or returned_on < max(arrived, default=returned_on):
        raise NotValid({"returned_on": _("The money cannot have been sent back on that day.")})


def _write_return(
    transfer: Transfer, reference: str, amount_fen: int, returned_on: date, user: User
) -> SurplusReturn:
    try:
        with transaction.atomic():
            return SurplusReturn.objects.create(
                transfer=transfer,
                reference=reference,
                amount_fen=amount_fen,
                returned_on=returned_on,
                returned_by=user,
            )
    except IntegrityError as error:
        raise NotValid({"reference": _("This reference has been used already.")}) from error
