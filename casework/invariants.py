"""What must be true of every case at every moment; each finding is one violation in plain words."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby

from django.db.models import Case as Choice
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, When

from agencies.models import Agency
from casework.actions import counting
from casework.actions.history import seal
from casework.models import BankAccount, Case, Duty, Escalation, Event, Step
from casework.rules.procedures import kinds_beside
from casework.rules.statuses import Status
from records.models import Posting


def hash_chains_are_whole(since: datetime | None = None) -> Iterator[str]:
    """Each event carries the hash of the one before it, in an unbroken sequence."""
    case, number, previous = 0, 0, ""
    events = _of_cases_changed(Event.objects.all(), since).order_by("case_id", "sequence")
    for event in events.select_related("case").iterator(chunk_size=2000):
        if event.case_id != case:
            case, number, previous = event.case_id, 0, ""
        if event.sequence != number + 1 or event.previous_hash != previous:
            yield f"case {event.case.number}: the chain is broken at event {event.sequence}"
        if seal(event, event.case.number) != event.hash:
            yield f"case {event.case.number}: event {event.sequence} was altered"
        number, previous = event.sequence, event.hash


def _changed(since: datetime) -> QuerySet:
    return Event.objects.filter(at__gte=since).values("case")


def _of_cases_changed(events: QuerySet[Event], since: datetime | None) -> QuerySet[Event]:
    """Leave out cases in which nothing has happened since then."""
    return events.filter(case__in=_changed(since)) if since else events


def histories_hold_only_permitted_moves(since: datetime | None = None) -> Iterator[str]:
    """Every move is in the table, begins where the last one ended, and ends where the case is."""
    kinds = (Event.Kind.STARTED, Event.Kind.MOVED, Event.Kind.REOPENED)
    moves = _of_cases_changed(Event.objects.filter(kind__in=kinds), since)
    told = moves.select_related("case").order_by("case_id", "sequence").iterator(chunk_size=2000)
    histories = groupby(told, key=lambda event: event.case_id)  # no more than one is held
    current = next(histories, None)
    cases = Case.objects.filter(pk__in=_changed(since)) if since else Case.objects.all()
    for pk, status in cases.order_by("pk").values_list("pk", "status").iterator(2000):
        at = None
        if current is not None and current[0] == pk:
            for event in current[1]:
                yield from _wrong_with(event, at)
                at = event.moved_to
            current = next(histories, None)
        if at != status:
            yield f"case {pk} is {status}, its history says {at}"


def _wrong_with(event: Event, at: str | None) -> Iterator[str]:
    """Yield what is wrong with a move of a case that was there before."""
    if event.kind == Event.Kind.STARTED:
        return
    if at != event.moved_from:
        yield f"case {event.case_id}: event {event.sequence} starts elsewhere"
    if (Status(event.moved_from), Status(event.moved_to)) not in _permitted(event):
        yield f"case {event.case_id}: {event.moved_from} to {event.moved_to} is no move"


def _permitted(event: Event) -> Iterable[tuple[Status, Status]]:
    procedure = event.case.procedure
    is_opened = event.kind == Event.Kind.REOPENED
    return procedure.reopens.items() if is_opened else procedure.moves


def open_cases_have_one_turn() -> Iterator[str]:
    """An open submitted case waits for one agency, or for the person with the clock stopped."""
    on_the_way = Q(steps__closed_at=None, steps__paused_on=None)
    acting = Count("steps", filter=on_the_way & ~Q(steps__kind__in=kinds_beside()))
    waits_for_nobody = Q(closed_at__isnull=False) | Q(status=Status.CORRECTION_ASKED.value)
    wanted = Choice(When(waits_for_nobody, then=0), default=1)
    submitted = Case.objects.exclude(submitted_at=None).annotate(turns=acting, wanted=wanted)
    for case in submitted.exclude(turns=F("wanted")).iterator(chunk_size=2000):
        yield f"case {case.number} is {case.status} with {case.turns} turns"


def turns_know_whether_their_case_is_open() -> Iterator[str]:
    """What was handed on is found by a mark on the turn, kept with the end of its case."""
    too_long = Q(is_case_open=True, case__closed_at__isnull=False)
    too_short = Q(is_case_open=False, case__closed_at=None)
    for step in Step.objects.filter(too_long | too_short).select_related("case"):
        yield f"case {step.case.number}: its {step.kind} does not know whether it is open"


def running_terms_owe_their_lateness() -> Iterator[str]:
    """Every running term has its next lateness on the books, so that nobody can be forgotten."""
    owed = Duty.objects.filter(step=OuterRef("pk"), kind=Duty.Kind.LATE, done_at=None)
    for step in Step.objects.running().filter(~Exists(owed)).select_related("case"):
        yield f"case {step.case.number}: nobody will notice when {step.kind} is late"


def what_is_late_waits_before_somebody() -> Iterator[str]:
    """Nothing looks finished that is late: what was told to be late was brought before a rung."""
    raised = Escalation.objects.filter(step=OuterRef("pk"))
    told = Duty.objects.filter(step=OuterRef("pk"), kind=Duty.Kind.LATE, done_at__isnull=False)
    for step in Step.objects.running().filter(Exists(told), ~Exists(raised)).select_related("case"):
        yield f"case {step.case.number}: {step.kind} is late and stands on no board"


def money_in_is_money_out() -> Iterator[str]:
    """Every movement adds up to nothing. More may arrive than was sent: the bank says what did."""
    keys = ("case_number", "movement", "reference")
    for row in Posting.objects.values(*keys).annotate(sum=Sum("amount_fen")).exclude(sum=0):
        yield f"case {row['case_number']}: {row['movement']} {row['reference']} is off"


def done_duties_are_alive() -> Iterator[str]:
    """No duty is both done and dead, and none is done before it was due."""
    for duty in Duty.objects.filter(Q(done_at__isnull=False, dead_at__isnull=False)):
        yield f"duty {duty.key} is done and dead"
    early = Duty.objects.filter(done_at__lt=F("due_at"), kind=Duty.Kind.LATE)
    for duty in early.filter(step__closed_at=None, step__paused_on=None):
        yield f"duty {duty.key} was done too early"


def accounts_are_those_last_confirmed() -> Iterator[str]:
    """The account of each agency is the last one that three persons agreed on, or its first."""
    last: dict[int, tuple[str, ...]] = {}
    names = ("account_name", "bank_name", "bank_account")
    for pk, *values in BankAccount.objects.order_by("pk").values_list("agency", *names):
        last[pk] = tuple(values)
    for pk, code, *values in Agency.objects.values_list("pk", "code", *names):
        if tuple(values) != last.get(pk, ("", "", "")):
            yield f"agency {code}: its bank account is not the one last confirmed"


def kept_figures_are_those_of_the_turns() -> Iterator[str]:
    """What is kept of how many turns wait, came and were done is what counting them anew gives."""
    there, kept = counting.recounted(), counting.kept()
    for key in sorted(there.keys() | kept.keys()):
        if there[key] != kept[key]:
            yield f"figures: {' '.join(key)} is kept as {kept[key]}, counted anew {there[key]}"


INVARIANTS: tuple[Callable[[], Iterator[str]], ...] = (
    hash_chains_are_whole,
    histories_hold_only_permitted_moves,
    open_cases_have_one_turn,
    turns_know_whether_their_case_is_open,
    running_terms_owe_their_lateness,
    what_is_late_waits_before_somebody,
    money_in_is_money_out,
    done_duties_are_alive,
    accounts_are_those_last_confirmed,
    kept_figures_are_those_of_the_turns,
)
# The rooms of services, which transfers do not know, add theirs.
OF_SERVICES: list[Callable[[], Iterator[str]]] = []
# They look through every event there is; asked for what has changed since a moment, through less.
LONG = (hash_chains_are_whole, histories_hold_only_permitted_moves)
