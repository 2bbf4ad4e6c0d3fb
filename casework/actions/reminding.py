"""Milestones of turns whose clock runs: agencies are reminded, lateness is told.

Those of many turns at once, by as many statements as for one: on the morning after a due day of a
large agency, thousands are due together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from agencies import rule_book, work_calendar
from agencies.actors import SYSTEM
from agencies.models import Agency
from casework.actions.history import record_each
from casework.actions.telling import OfCase, Told, tell_each
from casework.actions.terms import SHANGHAI, due_day, owe_next_lateness
from casework.models import Duty, Escalation, Event, Step
from casework.rules import ladder, milestones
from casework.rules.ladder import Rung
from kit.held import rows_of
from law.workdays import workdays_left


@dataclass(frozen=True)
class Reached:
    """A milestone of a turn whose clock still runs."""

    step: Step
    due_on: date
    milestone: int


def _reached(duties: Iterable[Duty]) -> Iterator[tuple[Duty, Reached]]:
    """Yield what is reached, unless a turn has ended or its clock stands."""
    for duty in duties:
        step = duty.step
        if step is None or step.closed_at is not None or step.paused_on is not None:
            continue
        if step.due_on is not None and duty.milestone is not None:
            yield duty, Reached(step, step.due_on, duty.milestone)


def remind(duties: Sequence[Duty], now: datetime) -> None:
    """Remind the agencies, with what is truly left today: the duties may have waited."""
    today = timezone.localdate(now, SHANGHAI)
    told, happened = [], []
    for duty, reached in _reached(duties):
        step = reached.step
        left = workdays_left(today, reached.due_on, work_calendar.of(step.agency))
        if today > reached.due_on or milestones.is_outdated(reached.milestone, left):
            continue
        facts = {"left": left, "due_on": reached.due_on.isoformat(), "step": step.kind}
        told.append(OfCase(step.case, duty.key, [Told("reminder", step.agency, facts)]))
        happened.append((step.case, facts))
    tell_each(told, now=now)
    record_each(happened, Event.Kind.REMINDED, by=SYSTEM, now=now)


def tell_lateness(duties: Sequence[Duty], now: datetime) -> None:
    """Tell each person, every agency of their case and who stands above; then owe it again."""
    late = list(_reached(duties))
    raised = _bring_up([reached for _duty, reached in late], now=now)
    facts = [_facts(reached.step, raised[reached.step.pk]) for _duty, reached in late]
    begun = _agencies_of({reached.step.case_id for _duty, reached in late})
    told = [
        OfCase(
            reached.step.case,
            duty.key,
            _whom(reached.step, begun[reached.step.case_id], raised[reached.step.pk], said),
        )
        for (duty, reached), said in zip(late, facts, strict=True)
    ]
    tell_each(told, now=now)
    happened = [
        (reached.step.case, said) for (_duty, reached), said in zip(late, facts, strict=True)
    ]
    record_each(happened, Event.Kind.LATE, by=SYSTEM, now=now)
    owe_next_lateness([(each.step, each.milestone) for _duty, each in late], now=now)


def _facts(step: Step, raised: Escalation) -> dict[str, Any]:
    return {
        "due_on": due_day(step).isoformat(),
        "step": step.kind,
        "agency": step.agency_id,
        "rung": raised.rung,
    }


def _agencies_of(cases: set[int]) -> Mapping[int, list[Agency]]:
    """Return the agencies that have had a turn in each case."""
    found: dict[int, list[Agency]] = defaultdict(list)
    begun = Step.objects.filter(case__in=cases, opened_at__isnull=False).order_by("pk")
    for case, agency in begun.values_list("case_id", "agency_id"):
        if (row := rows_of(Agency)[agency]) not in found[case]:
            found[case].append(row)
    return found


def _whom(
    step: Step, agencies: list[Agency], raised: Escalation, facts: dict[str, Any]
) -> list[Told]:
    told = [Told("late", None, facts)] if step.turn.concerns_person else []
    told += [Told("late", agency, facts) for agency in agencies]
    if raised.supervisor not in agencies:  # whose inbox says already before whom it was brought
        told.append(Told("escalated", raised.supervisor, facts))
    return told


# --- Before whom it comes ---------------------------------------------------------------------
def _bring_up(late: Sequence[Reached], *, now: datetime) -> dict[int, Escalation]:
    """Bring late turns before the rungs that their lateness has reached; return what waits of each.

    What somebody has closed comes up again one rung higher, for it is late all the same.
    """
    known: dict[int, list[Escalation]] = defaultdict(list)
    steps = [reached.step for reached in late]
    for each in Escalation.objects.filter(step__in=steps).order_by("rung", "pk"):
        known[each.step_id].append(each)
    raised = {each.step.pk: _waiting(each, known[each.step.pk], now=now) for each in late}
    Escalation.objects.bulk_create(each for each in raised.values() if each.pk is None)
    return raised


def _waiting(reached: Reached, known: Sequence[Escalation], *, now: datetime) -> Escalation:
    """Return what waits at the rung that a late turn has reached; a new one is not yet saved."""
    step = reached.step
    rung = _rung(reached, known[-1] if known else None, today=timezone.localdate(now, SHANGHAI))
    above = at_rung(step.agency.in_office, rung)
    waiting = [each for each in known if each.closed_at is None]
    there = [each for each in waiting if each.rung == rung.value]
    if not there:  # who has it already has it once, and higher
        there = [each for each in waiting if each.supervisor_id == above.pk]
        for each in there:
            Escalation.objects.open().filter(pk=each.pk).update(rung=rung.value)
            each.rung = rung.value
    return next(
        iter(there),
        Escalation(
            step=step,
            rung=rung.value,
            case=step.case,
            supervisor=above,
            turn_of=step.agency,
            raised_at=now,
        ),
    )


def _rung(reached: Reached, last: Escalation | None, *, today: date) -> Rung:
    late = -workdays_left(today, reached.due_on, work_calendar.of(reached.step.agency))
    return ladder.next_rung(
        ladder.reached(late, today=today, book=rule_book.current()),
        Rung(last.rung) if last else None,
        is_closed=last is not None and last.closed_at is not None,
    )


def at_rung(agency: Agency, rung: Rung) -> Agency:
    """Return whose head a late turn of an agency comes before on a rung.

    Where nobody supervises an agency its own head keeps it, and the auditors of the province see it
    on their board as they see all.
    """
    above = agency.supervisor.in_office if agency.supervisor else None
    if rung == Rung.HEAD or above is None:
        return agency
    seen = {agency.pk}
    while rung == Rung.PROVINCE and above.supervisor and above.pk not in seen:
        seen.add(above.pk)
        above = above.supervisor.in_office
    return above
