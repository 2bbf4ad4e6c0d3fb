"""Open terms counted anew, many at once: which come out differently, and moving those.

Terms that began together, in the same place and for the same number of days, end together: each
such day is counted once, however many turns end on it. As many turns move in one transaction as
take a moment, so that nobody who works on one of their cases waits noticeably, on a busy machine
either; a case that somebody holds is passed over and moved by itself afterwards.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from agencies import rule_book, work_calendar
from agencies.actors import SYSTEM
from agencies.models import Agency, RuleValue
from casework.actions.history import record_each
from casework.actions.telling import OfCase, Told, tell_each
from casework.actions.terms import project
from casework.models import Case, Event, Step
from casework.rules.procedures import procedure_of
from kit.held import rows_of
from law.area_days import Calendars
from law.workdays import Calendar, add_workdays, count_deadline

# Turns in one transaction: whoever wants one of their cases waits for it. The first is small, and
# each says how many the next one may take to be over in time.
FIRST, MOST = 10, 50
HELD_FOR = 0.06  # seconds


class Stands(NamedTuple):
    """What of a turn follows from calendar and term."""

    due_on: date | None
    is_provisional: bool
    term_id: int | None
    working_days: int
    days_left_at_pause: int | None


class Alike(NamedTuple):
    """All that a due day depends on, and the day as it stands: turns of which this is the same."""

    case__service: str
    kind: str
    agency_id: int
    starts_on: date | None
    resumed_on: date | None
    extended_days: int
    due_on: date | None
    is_provisional: bool
    term_id: int | None
    working_days: int
    days_left_at_pause: int | None

    @property
    def stands(self) -> Stands:
        """What may come out differently."""
        return Stands(
            self.due_on,
            self.is_provisional,
            self.term_id,
            self.working_days,
            self.days_left_at_pause,
        )

    @property
    def since(self) -> date | None:
        """The day from which it counts: that of its beginning, or on which its clock went on."""
        return self.resumed_on or self.starts_on


class Reckoning:
    """Counts terms by one state of calendar and law, those that are alike once."""

    def __init__(self, calendars: Calendars, terms: rule_book.Rows) -> None:
        self._calendars, self._terms = calendars, terms
        self._regions = {agency.pk: agency.region_id for agency in rows_of(Agency).values()}
        self._of: dict[Alike, Stands] = {}
        self._ending: dict[tuple[date, int, int], tuple[date, bool]] = {}

    @classmethod
    def of_today(cls) -> "Reckoning":
        """Count by what has been loaded and approved."""
        return cls(work_calendar.known(), rule_book.approved_rows())

    def of(self, turn: Alike) -> Stands:
        """Return how a turn comes out."""
        if turn not in self._of:
            self._of[turn] = self._counted(turn)
        return self._of[turn]

    def moves(self, turn: Alike) -> bool:
        """Whether anything of a turn comes out differently."""
        return self.of(turn) != turn.stands

    def _counted(self, turn: Alike) -> Stands:
        calendar = self._calendars.at(self._regions[turn.agency_id])
        term = self._term_of(turn)
        is_new = term is not None and term.pk != turn.term_id
        stands = _following(turn, term) if term is not None and is_new else turn.stands
        days = stands.working_days
        if turn.resumed_on is not None:
            days = stands.days_left_at_pause or 0
        if turn.since is not None and days > 0:
            due_on, is_provisional = self._end(turn.since, days, calendar)
            return stands._replace(due_on=due_on, is_provisional=is_provisional)
        if turn.since is not None and is_new:  # nothing was left when the clock went on
            yesterday = turn.since - timedelta(days=1)
            return stands._replace(due_on=add_workdays(yesterday, 1, calendar))
        return stands

    def _end(self, since: date, days: int, calendar: Calendar) -> tuple[date, bool]:
        asked = since, days, id(calendar)
        if asked not in self._ending:
            counted = count_deadline(since, days, calendar)
            self._ending[asked] = counted.due_on, counted.may_still_move
        return self._ending[asked]

    def _term_of(self, turn: Alike) -> RuleValue | None:
        """Return the term in force where and when the turn began: that one alone judges it."""
        rule = procedure_of(turn.case__service).turns[turn.kind].term
        if rule is None or turn.starts_on is None:
            return None
        region = self._regions[turn.agency_id]
        return rule_book.row_on(self._terms.get(rule.name, []), turn.starts_on, region)


def _following(turn: Alike, term: RuleValue) -> Stands:
    """Let a turn have the days of another term; a clock that went on gains or loses as many."""
    days, left = term.working_days + turn.extended_days, turn.days_left_at_pause
    if left is not None:
        left += days - turn.working_days
    return turn.stands._replace(term_id=term.pk, working_days=days, days_left_at_pause=left)


def alike(running: QuerySet[Step]) -> Iterator[Alike]:
    """Yield what open terms are like, each kind of them once: one question, however many run."""
    found = running.order_by().values_list(*Alike._fields).distinct()
    return (Alike(*row) for row in found.iterator(chunk_size=2000))


def count_anew(step: Step, reckoning: Reckoning) -> bool:
    """Set what follows from calendar and term, and say whether anything of it changed."""
    turn = Alike(step.case.service, *(getattr(step, name) for name in Alike._fields[1:]))
    if not reckoning.moves(turn):
        return False
    for name, value in reckoning.of(turn)._asdict().items():
        setattr(step, name, value)
    return True


# --- Moving -----------------------------------------------------------------------------------
def move_those_concerned(running: QuerySet[Step], *, now: datetime) -> int:
    """Move all of these turns that come out differently; return how many due days moved."""
    reckoning, moved, passed_over = Reckoning.of_today(), 0, []
    concerned, at, at_once = _concerned(running, reckoning), 0, FIRST
    while some := concerned[at : at + at_once]:
        began, at = time.monotonic(), at + at_once
        free, number = _move(dict(some), reckoning, now, waits=False)
        at_once = in_time(len(some), time.monotonic() - began)
        moved += number
        passed_over += [each for each in some if each[1] not in free]
    return moved + sum(_move(dict([each]), reckoning, now, waits=True)[1] for each in passed_over)


def in_time(number: int, seconds: float) -> int:
    """Return how many may be moved at once, where so many took so long."""
    return min(MOST, max(1, int(number * HELD_FOR / max(seconds, 0.001))))


def _concerned(running: QuerySet[Step], reckoning: Reckoning) -> list[tuple[int, int]]:
    """Return turns that come out differently, with their cases; those that come out alike together.

    So few statements bring them to where they shall be.
    """
    found: dict[Stands, list[tuple[int, int]]] = defaultdict(list)
    rows = running.order_by("pk").values_list("pk", "case_id", *Alike._fields)
    for pk, case, *rest in rows.iterator(chunk_size=2000):
        turn = Alike(*rest)
        if reckoning.moves(turn):
            found[reckoning.of(turn)].append((pk, case))
    return list(chain.from_iterable(found.values()))


@transaction.atomic
def _move(
    turns: dict[int, int], reckoning: Reckoning, now: datetime, *, waits: bool
) -> tuple[set[int], int]:
    """Move some turns of cases that are free; return those cases, and how many due days moved.

    `turns` are keys of turns with those of their cases; `waits`: for whoever holds one.
    """
    cases = Case.objects.select_for_update(skip_locked=not waits).order_by("pk")
    free = set(cases.filter(pk__in=set(turns.values())).values_list("pk", flat=True))
    wanted = [pk for pk, case in turns.items() if case in free]
    running = Step.objects.running().select_related("case__person").filter(pk__in=wanted)
    before = {step: step.due_on for step in running}
    changed = [step for step in before if count_anew(step, reckoning)]
    _keep(changed)
    moved = [(step, before[step]) for step in changed if step.due_on != before[step]]
    _let_know([(step, old) for step, old in moved if old and step.due_on], now)
    return free, len(moved)


def _keep(changed: Iterable[Step]) -> None:
    """Write what came out: one statement for all that came out alike."""
    together: dict[Stands, list[int]] = defaultdict(list)
    for step in changed:
        together[Stands(*(getattr(step, name) for name in Stands._fields))].append(step.pk)
    for stands, keys in together.items():
        Step.objects.filter(pk__in=keys).update(**stands._asdict())


def _let_know(moved: list[tuple[Step, date]], now: datetime) -> None:
    """Owe milestones by the new days, write them into the histories, tell whoever waits."""
    project([step for step, _old in moved], now=now)
    facts = [
        {"old": old.isoformat(), "due_on": step.due_day.isoformat(), "step": step.kind}
        for step, old in moved
    ]
    happened = [(step.case, each) for (step, _old), each in zip(moved, facts, strict=True)]
    events = record_each(happened, Event.Kind.RESCHEDULED, by=SYSTEM, now=now)
    tell_each(
        (_told(step, event) for (step, _old), event in zip(moved, events, strict=True)), now=now
    )


def _told(step: Step, event: Event) -> OfCase:
    # Of a thousand turns that move an agency reads in its inbox and lists; no thousand mails.
    told = [Told("rescheduled", step.agency, event.data, is_sent=False)]
    told += [Told("rescheduled", None, event.data)] if step.turn.concerns_person else []
    return OfCase(step.case, f"rescheduled:{event.sequence}", told)
