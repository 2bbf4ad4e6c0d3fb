"""Months paid twice that wait to be paid back: no law names a term, so they are followed up."""

from datetime import date, datetime

from casework.actions import following
from casework.actions.following import Waiting
from casework.models import Case
from casework.rules.clocks import CLEARING
from casework.rules.statuses import Status
from kit.clock import day_of
from transfers.models import Transfer


def expect(transfer: Transfer, *, now: datetime) -> None:
    """Follow up the clearing that begins now, for the new agency."""
    new = transfer.sides[1].in_office
    following.follow(CLEARING, transfer.case, day_of(now).isoformat(), agency=new, now=now)


def find(case: Case, subject: str) -> Waiting | None:
    """Return what waits since a day, if the months are not cleared yet."""
    if case.state != Status.CLEARING:
        return None
    transfer = Transfer.objects.whole().get(pk=case.pk)
    since = date.fromisoformat(subject)
    facts = {"since": since.isoformat()}
    return Waiting(wait=CLEARING, whose=transfer.sides[1].in_office, facts=facts)
