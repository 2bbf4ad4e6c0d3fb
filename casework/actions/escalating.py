"""The supervising agency's side of a late case: closing what was brought before it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor, Position
from casework.actions.history import record
from casework.errors import MoveNotPossible
from casework.models import Escalation, Event
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid

LONGEST_OUTCOME = 1000


@transaction.atomic
def close(escalation: Escalation, *, outcome: str, by: Actor, now: datetime) -> None:
    """Close an escalation with what came of it; the turn itself stays late until it is done."""
    _check_supervisor(escalation, by)
    if not outcome.strip():
        raise NotValid({"outcome": _("Write what came of it.")})
    if len(outcome) > LONGEST_OUTCOME:
        raise NotValid({"outcome": _("Write at most 1,000 characters.")})
    waiting = Escalation.objects.open().filter(pk=escalation.pk)
    if not waiting.update(closed_at=now, closed_by=by.user, outcome=outcome.strip()):
        raise MoveNotPossible(_("Somebody else has just closed this."))
    escalation.refresh_from_db()
    data = {"step": escalation.step_id}
    record(escalation.case, Event.Kind.SUPERVISED, by=by, now=now, data=data)


def _check_supervisor(escalation: Escalation, by: Actor) -> None:
    check_may(by, Action.SEE_ESCALATION, escalation.case)
    is_addressee = by.agency is not None and by.agency.pk == escalation.supervisor_id
    if by.position != Position.SUPERVISOR or not is_addressee:
        raise NotPermitted
