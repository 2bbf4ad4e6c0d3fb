"""A correction asked of the person that nobody answers: reminded, warned twice, then it ends.

What ends it depends on the service: most cases are closed, and asking again loses nothing; an
objection, and what follows from one, is decided by what there is.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from agencies import rule_book
from agencies.actors import SYSTEM
from casework.actions import following, moving, pausing, steps
from casework.actions.following import Waiting
from casework.models import Case, Correction
from casework.rules.clocks import ANSWER_WITHIN, CORRECTION_THEN_DECIDED, Wait
from casework.rules.statuses import Status
from casework.rules.wishes import SHANGHAI

# How a room closes a case whose person did not answer: what hangs on it goes with it.
Close = Callable[[Case, datetime], None]
ALL_OTHERS = ""
_CLOSINGS: dict[str, Close] = {}


def register(close: Close, *services: str) -> None:
    """Say how the cases of these services are closed; `ALL_OTHERS` names those nobody names."""
    _CLOSINGS.update(dict.fromkeys(services, close))


def expect(correction: Correction, *, now: datetime) -> None:
    """Follow up what the person was asked to put right."""
    step = steps.current_step(correction.case)
    wait = wait_of(correction.case)
    if step is not None and wait is not None:
        following.follow(wait, correction.case, correction.pk, agency=step.agency, now=now)


def wait_of(case: Case) -> Wait | None:
    """Return the clock by which an answer of the person is waited for."""
    clock = case.procedure.clocks.get(Status.CORRECTION_ASKED)
    return clock.wait if clock else None


def find(case: Case, subject: str) -> Waiting | None:
    """Return what was asked, if the person has not answered."""
    asked = Correction.objects.filter(pk=int(subject), answered_at=None).first()
    step, wait = steps.current_step(case), wait_of(case)
    if asked is None or step is None or wait is None or case.state != Status.CORRECTION_ASKED:
        return None
    since = timezone.localdate(asked.asked_at, SHANGHAI)
    within = ANSWER_WITHIN.count(since, rule_book.current())
    facts = {
        "since": since.isoformat(),
        "until": (since + timedelta(days=within)).isoformat(),
        "is_decided": wait is CORRECTION_THEN_DECIDED,
    }
    return Waiting(wait=wait, whose=step.agency.in_office, facts=facts)


def end(case: Case, now: datetime) -> None:
    """Close the case, or let the agency go on by what there is; nobody answered in time."""
    if wait_of(case) is CORRECTION_THEN_DECIDED:
        _go_on(case, now)
        return
    closing = _CLOSINGS.get(case.service) or _CLOSINGS[ALL_OTHERS]
    closing(case, now)


def _go_on(case: Case, now: datetime) -> None:
    step = steps.current_step(case)
    moving.move(case, Status.SUBMITTED, by=SYSTEM, now=now, unanswered=True)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    if step is not None:
        pausing.resume(step, now=now)
