"""The insured person has died: two persons decide whether a transfer ends or is carried through.

社会保险法 art. 14: the balance of a personal account can be inherited; a relationship of somebody
who has died is not moved (E02). Money that is under way already may still arrive where it was sent.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies import approval
from agencies.actors import Actor
from agencies.rules.terms import Insurance
from casework.actions import moving, steps
from casework.actions.deaths import agencies_of, human
from casework.actions.history import record
from casework.actions.living import is_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import AfterDeath, Case, Correction, Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from transfers.actions.reviewing import end_valid_letters
from transfers.actions.unsent_forms import drop_unsent_forms
from transfers.models import Settlement, Transfer

LONGEST_REASON = 500
CODES = {Insurance.PENSION: "E02", Insurance.MEDICAL: "DECEASED"}


def waiting_decision(case: Case) -> AfterDeath | None:
    """Return the decision that waits for a second person."""
    return AfterDeath.objects.waiting().filter(case=case).select_related("proposed_by").first()


def may_go_on(transfer: Transfer) -> bool:
    """Whether record and money were on their way already: only then there is a way to finish."""
    return transfer.forms.exclude(sent_at=None).exists()


@transaction.atomic
def propose(
    transfer: Transfer,
    *,
    goes_on: bool,
    reason: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> AfterDeath:
    """Propose that the case ends, or is carried through, for a second person to approve."""
    case = transfer.case
    take_up(case, Action.DECIDE_AFTER_DEATH, by=by, version=version)
    _check_possible(transfer, goes_on=goes_on)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise NotValid({"reason": _("Write in at most 500 characters why.")})
    if waiting_decision(case) is not None:
        raise MoveNotPossible(_("A decision waits already for a second person."))
    made = AfterDeath.objects.create(
        case=case, goes_on=goes_on, reason=reason.strip(), proposed_by=human(by), proposed_at=now
    )
    moving.turn_page(case)
    data = {"after_death": "goes-on" if goes_on else "ends"}
    record(case, Event.Kind.PREPARED, by=by, now=now, note=made.reason, data=data)
    return made


def _check_possible(transfer: Transfer, *, goes_on: bool) -> None:
    case = transfer.case
    if not case.is_open or case.person.deceased_on is None or not is_stopped_by_death(case):
        raise MoveNotPossible(_("There is nothing to decide about a death in this case."))
    if not goes_on and case.state == Status.CLEARING:
        raise NotValid(
            {"goes_on": _("Record and money have moved already, so the case can only go on.")}
        )
    if goes_on and not may_go_on(transfer):
        raise NotValid({"goes_on": _("Nothing has been sent yet, so the case can only end.")})


@transaction.atomic
def approve(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> AfterDeath:
    """Carry the decision out, as the second person."""
    case = transfer.case
    take_up(case, Action.DECIDE_AFTER_DEATH, by=by, version=version)
    made = _waiting(case)
    _check_possible(transfer, goes_on=made.goes_on)
    approval.approve(made, by=human(by), now=now)
    if made.goes_on:
        moving.turn_page(case)
        record(case, Event.Kind.GOES_ON, by=by, now=now, note=made.reason)
    else:
        _end(transfer, made, by=by, now=now)
    told = "goes-on-after-death" if made.goes_on else "ended-by-death"
    occasion = f"after-death:{made.pk}"
    tell(case, [Told(told, agency) for agency in agencies_of(case)], now=now, occasion=occasion)
    return made


def _end(transfer: Transfer, made: AfterDeath, *, by: Actor, now: datetime) -> None:
    """End the case; money stays where it is, and the ledger goes on showing where that is."""
    case = transfer.case
    code = CODES[Insurance(transfer.insurance)]
    moving.move(case, Status.ENDED, by=by, now=now, note=made.reason, reasons=[code])
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    steps.close_steps(case, now=now)
    drop_unsent_forms(transfer)
    if not may_go_on(transfer):
        end_valid_letters(transfer, now=now, reason=code)


@transaction.atomic
def turn_down(
    transfer: Transfer, *, note: str = "", by: Actor, now: datetime, version: int | None = None
) -> None:
    """Decide that it has to be decided anew; its proposer may take it back in the same way."""
    case = transfer.case
    take_up(case, Action.DECIDE_AFTER_DEATH, by=by, version=version)
    approval.turn_down(_waiting(case), now=now)
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note)


def _waiting(case: Case) -> AfterDeath:
    made = waiting_decision(case)
    if made is None:
        raise MoveNotPossible(_("No decision waits for a second person."))
    return made
