"""The person changes, until the letter is issued, what happens to months still owed.

Only they may decide it (人社部发〔2009〕187号 opinion 2): it can be taken back as
long as nothing has been built on it.
"""

from datetime import datetime

from django.db import transaction

from agencies.actors import Actor
from applications.known import PROMPT_MISSING
from casework.actions import steps
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import hold, turn_page
from casework.actions.telling import Told, tell
from casework.errors import not_at_this_stage
from casework.models import Event
from casework.rules.statuses import Status
from kit.errors import NotValid
from kit.spelling import wording
from transfers.actions.drafting import check_may_file
from transfers.models import Transfer
from transfers.questions import NAMED, PAY, WAIVE

UNTIL_ACCEPTED = (Status.SUBMITTED, Status.CORRECTION_ASKED)


def may_choose(transfer: Transfer) -> bool:
    """Whether a choice was made that can still be changed."""
    return transfer.arrears in (PAY, WAIVE) and transfer.case.state in UNTIL_ACCEPTED


@transaction.atomic
def choose(
    transfer: Transfer, choice: str, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Change the choice; the same one again changes nothing and tells nobody.

    Raises `MoveNotPossible` once the transfer is accepted, or where somebody was faster.
    """
    check_may_file(transfer, by)
    if choice not in (PAY, WAIVE):
        raise NotValid({"arrears": wording(NAMED["arrears"].prompt or PROMPT_MISSING)})
    case = transfer.case
    hold(case, version)
    if not may_choose(transfer):
        raise not_at_this_stage()
    check_not_stopped_by_death(case)
    if transfer.arrears == choice:
        return
    transfer.arrears = choice
    transfer.save(update_fields=["arrears"])
    turn_page(case)
    record(case, Event.Kind.CHOSEN_ANEW, by=by, now=now, data={"arrears": choice})
    step = steps.current_step(case)
    if step is not None:
        told = [Told("arrears-chosen", step.agency)]
        tell(case, told, now=now, occasion=f"arrears:{case.version}")
