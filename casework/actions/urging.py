"""Reminding the agency whose turn it is, and what it answers (催办)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies import work_calendar
from agencies.actors import Actor
from casework.actions import following, moving, steps
from casework.actions.following import Waiting
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.actions.terms import SHANGHAI
from casework.errors import MoveNotPossible
from casework.models import Case, Event, Step, Urging
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.clocks import PROMISE, URGING_UNANSWERED, Wait
from casework.rules.milestones import REPEAT_EVERY
from kit.errors import NotPermitted, NotValid
from law.workdays import add_workdays


def again_on(step: Step, by: Actor, today: date) -> date | None:
    """Return the day from which the same side may remind of a turn again; None: at any time.

    A promised day that has passed frees whoever was promised it.
    """
    agency = by.agency if by.acts_for_agency else None
    last = Urging.objects.filter(step=step, agency=agency).last()
    if last is None or last.is_promise_broken(today):
        return None
    asked = timezone.localdate(last.asked_at, SHANGHAI)
    return add_workdays(asked, REPEAT_EVERY, work_calendar.of(step.agency))


def may_remind(case: Case, by: Actor, *, today: date) -> Step | None:
    """Return the turn that this actor may remind of today, or nothing.

    The person once the term has passed; an agency while it is another's turn.
    """
    step = steps.current_step(case)
    if step is None or not _waits(step, by, today):
        return None
    again = again_on(step, by, today)
    return step if again is None or again <= today else None


def _waits(step: Step, by: Actor, today: date) -> bool:
    if by.acts_for_agency:
        return by.agency is not None and step.agency.in_office != by.agency
    return step.is_late(today)


@transaction.atomic
def remind(case: Case, *, by: Actor, now: datetime, version: int | None = None) -> Urging:
    """Remind the agency whose turn it is; the same side again after five working days."""
    check_may(by, Action.REMIND, case)
    moving.hold(case, version)
    today = timezone.localdate(now, SHANGHAI)
    step = steps.current_step(case)
    if step is None or not _waits(step, by, today):
        raise MoveNotPossible(
            _("The agency's term has not passed yet.")
            if not by.acts_for_agency
            else _("It is not another agency's turn.")
        )
    again = again_on(step, by, today)
    if again is not None and again > today:
        said = _("They have been reminded. You can remind them again from %(day)s on.")
        raise MoveNotPossible(said % {"day": date_format(again, "DATE_FORMAT")})
    agency = by.agency if by.acts_for_agency else None
    urging = Urging.objects.create(case=case, step=step, agency=agency, asked_at=now)
    facts = {"step": step.kind, "by_person": agency is None}
    record(case, Event.Kind.URGED, by=by, now=now, data=facts)
    tell(case, [Told("urged", step.agency, facts)], now=now, occasion=f"urged:{urging.pk}")
    following.follow(URGING_UNANSWERED, case, urging.pk, agency=step.agency, now=now)
    return urging


@transaction.atomic
def answer(
    case: Case,
    *,
    done_by: date | None = None,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Answer every reminder of the turn: until when it will be done, or why that is impossible."""
    check_may(by, Action.REMIND, case)
    if not by.acts_for_agency:
        raise NotPermitted
    moving.hold(case, version)
    step = steps.current_step(case)
    if step is None or step.agency.in_office != by.agency:
        raise MoveNotPossible(_("It is not your agency's turn."))
    if done_by is None and not note.strip():
        raise NotValid({"done_by": _("Say by when it will be done, or why that is impossible.")})
    if done_by is not None and done_by < timezone.localdate(now, SHANGHAI):
        raise NotValid({"done_by": _("This day has passed.")})
    waiting = list(Urging.objects.filter(step=step, answered_at=None))
    if not waiting:
        raise MoveNotPossible(_("Nobody waits for an answer to a reminder."))
    said = {"answered_at": now, "answered_by": by.user, "done_by": done_by, "note": note.strip()}
    Urging.objects.filter(pk__in=[each.pk for each in waiting]).update(**said)
    facts = {"step": step.kind, "done_by": done_by.isoformat() if done_by else ""}
    event = record(case, Event.Kind.URGE_ANSWERED, by=by, now=now, note=note.strip(), data=facts)
    if done_by is not None:
        last = waiting[-1].pk
        following.follow(PROMISE, case, last, agency=step.agency, now=now, since=done_by)
    told = [Told("urge-answered", each, facts) for each in {each.agency for each in waiting}]
    tell(case, told, now=now, occasion=f"urge-answered:{event.sequence}")


# --- Followed up ----------------------------------------------------------------------------------
def find_unanswered(case: Case, subject: str) -> Waiting | None:
    """Return a reminder that nobody has answered, while its turn goes on."""
    urging = _of_open_turn(case, subject)
    if urging is None or urging.answered_at is not None:
        return None
    return _waiting(URGING_UNANSWERED, urging)


def find_promise(case: Case, subject: str) -> Waiting | None:
    """Return what was promised and not done, unless a later day has been named since."""
    urging = _of_open_turn(case, subject)
    if urging is None or urging.done_by is None:
        return None
    later = Urging.objects.filter(step=urging.step_id, pk__gt=urging.pk, done_by__isnull=False)
    return None if later.exists() else _waiting(PROMISE, urging)


def _of_open_turn(case: Case, subject: str) -> Urging | None:
    found = Urging.objects.filter(case=case, pk=int(subject), step__closed_at=None)
    return found.select_related("step").first()


def _waiting(wait: Wait, urging: Urging) -> Waiting:
    since = timezone.localdate(urging.asked_at, SHANGHAI)
    facts = {
        "since": since.isoformat(),
        "done_by": urging.done_by.isoformat() if urging.done_by else "",
        "by_person": urging.agency_id is None,
    }
    asked_by = urging.agency.in_office if urging.agency else None
    return Waiting(wait=wait, whose=urging.step.agency.in_office, asked_by=asked_by, facts=facts)
