"""The term as a row of days: which count, which do not and why, and where the clock stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import Event, Step, TermExtension
from casework.rules.statuses import Status
from kit.spelling import wording
from law.workdays import Calendar

LONGEST_LATENESS_SHOWN = timedelta(days=21)


@dataclass(frozen=True)
class Stop:
    """Days on which the clock stood: after the first day, up to and including the last."""

    after: date
    until: date
    reason: str


def stops(events: Iterable[Event], *, at_desk: bool = False) -> list[Stop]:
    """Return when the clock stood still and went on again, from the history."""
    found, began = [], None
    asked = _("waiting for the applicant") if at_desk else _("waiting for your answer")
    waiting = {
        Status.CORRECTION_ASKED.value: asked,
        Status.CLARIFICATION_ASKED.value: _("waiting for an answer"),
    }
    for event in events:
        if event.kind == Event.Kind.EXTENDED:
            found.append(_taken_out(event))
        if event.kind != Event.Kind.MOVED:
            continue
        if began is not None:
            days = (timezone.localdate(began.at), timezone.localdate(event.at))
            found.append(Stop(*days, waiting[began.moved_to]))
        began = event if event.moved_to in waiting else None
    return found


def _taken_out(event: Event) -> Stop:
    """Return the days that a ground of the law has taken out, with the document that names it."""
    first, last = (date.fromisoformat(event.data[name]) for name in ("first_day", "last_day"))
    ground = TermExtension.Ground(event.data["ground"]).label
    reason = _("%(ground)s, %(document)s") % {"ground": ground, "document": event.data["document"]}
    return Stop(first - timedelta(days=1), last, reason)


def deadline_days(
    step: Step | None, *, today: date, calendar: Calendar, stopped: Sequence[Stop] = ()
) -> list[dict[str, Any]]:
    """Return the days of a running term, with those that do not count and why."""
    if step is None or step.due_on is None or step.starts_on is None or step.paused_on is not None:
        return []
    last = max(step.due_on, min(today, step.due_on + LONGEST_LATENESS_SHOWN))
    days, number = [], 0
    for offset in range((last - step.starts_on).days + 1):
        day = step.starts_on + timedelta(days=offset)
        reason = "" if offset == 0 else _why_not_counted(day, calendar, stopped)
        counted = offset > 0 and not reason
        number += counted
        days.append(
            {
                "date": day,
                "counted": counted,
                "number": number if counted else None,
                "reason": reason,
                "today": day == today,
                "due": day == step.due_on,
                "start": offset == 0,
            }
        )
    return days


def _why_not_counted(day: date, calendar: Calendar, stopped: Sequence[Stop]) -> str:
    standing = next((stop.reason for stop in stopped if stop.after < day <= stop.until), "")
    if standing or calendar.is_workday(day):
        return standing
    return wording(calendar.why_not_counted(day))
