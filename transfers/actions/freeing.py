"""A case ends without a transfer: what lines of the bank had been given to it is nobody's again."""

from datetime import datetime

from agencies.actors import SYSTEM
from kit import wall
from transfers.actions.left_over import takes_money
from transfers.actions.taking_away import release, tell_change
from transfers.models import Transfer


@wall.as_house("give lines of the bank back to their agency when a case ends for its person")
def free(transfer: Transfer, *, now: datetime) -> None:
    """Take from an ended case what it cannot keep; its agency finds the lines open again."""
    if takes_money(transfer):
        return
    given = transfer.allotments.arrived().select_related("entry__agency", "remittance")
    for each in given:
        each.transfer = transfer
        release(each, now=now)
        tell_change(transfer, None, was=each, now_is=None, note="", by=SYSTEM, now=now)
