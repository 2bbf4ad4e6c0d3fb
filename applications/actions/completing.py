"""The end of a case whose decision had something made: it is completed when the person has it."""

from datetime import datetime

from django.db import transaction

from agencies.actors import Actor
from applications.models import Application
from casework.actions import moving, steps
from casework.actions.telling import Told, tell
from casework.rules.statuses import Status


@transaction.atomic
def complete(application: Application, by: Actor, now: datetime) -> None:
    """Complete a case of a procedure of `flows.produced`: what was granted has been handed out.

    A room calls it in the transaction that writes that down. Doing it again changes nothing.
    Raises `MoveNotPossible` while nothing was granted, and `NotPermitted` for who has no turn.
    """
    case = application.case
    if case.state is Status.COMPLETED:
        return
    moving.move(case, Status.COMPLETED, by=by, now=now)
    steps.close_steps(case, now=now)
    tell(case, [Told("application-done")], now=now, occasion="completed")
