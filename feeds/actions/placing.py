"""Giving events their places in the feeds of agencies, after they are there for everybody.

A number drawn while an event is written says nothing of when it is seen: of two at once the later
number may be there first, and whoever read on from it would never see the other. So an event is
only noted with its case, and its places are given in a transaction of their own, by one at a time.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from agencies.models import Agency
from casework.actions.owing import owe
from casework.models import Duty, Event, Step
from feeds.models import Call, Entry, Unplaced, Webhook
from kit import wall
from kit.held import Held, rows_of

AT_ONCE = 500
LOCK = 0x46454544  # "FEED": whoever holds it gives places


def _read_hooks() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for agency, hook in Webhook.objects.filter(ended_at=None).values_list("agency_id", "pk"):
        found[agency].append(hook)
    return found


hooks = Held(_read_hooks, Webhook)  # by agency: asked for with each event


@wall.as_house("write down that events have no place in the feeds yet")
def note(events: Sequence[Event]) -> None:
    """Write down that events have no place yet; where a system waits, giving them one is owed."""
    Unplaced.objects.bulk_create(Unplaced(event=event) for event in events)
    if events and hooks():
        key = f"place:{events[-1].pk}"
        owe([Duty(key=key, kind=Duty.Kind.PLACE_EVENTS, due_at=events[-1].at)], None)


def do_owed(_duty: Duty, now: datetime) -> None:
    """Give places to all that wait for one."""
    place_all(now=now)


def look_after(*, now: datetime) -> None:
    """Give places once a minute, whoever may have forgotten to ask for it."""
    place_all(now=now)


@wall.as_house("give events their places in the feeds")
def place_all(*, now: datetime) -> int:
    """Give every event that is there its places; return how many events there were."""
    placed = 0
    while Unplaced.objects.exists():
        step = _place_some(now)
        placed += step
        if step < AT_ONCE:
            break
    return placed


@transaction.atomic
def _place_some(now: datetime) -> int:
    """Give places to the next events, or to none while another process is at it."""
    if not _is_first():
        return 0
    waiting = list(Unplaced.objects.select_related("event__case").order_by("event_id")[:AT_ONCE])
    entries = Entry.objects.bulk_create(_entries([each.event for each in waiting]))
    _owe_calls(entries, now)
    Unplaced.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    return len(waiting)


def _is_first() -> bool:
    if connection.vendor != "postgresql":
        return True  # SQLite lets one write at a time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _entries(events: Sequence[Event]) -> list[Entry]:
    """Return the lines of some events: one for each agency that has had a turn in their case."""
    agencies = _agencies_of({each.case_id for each in events})
    concerned = {agency for found in agencies.values() for agency in found}
    last = dict.fromkeys(concerned, 0) | dict(
        Entry.objects.filter(agency__in=concerned)
        .order_by()
        .values_list("agency_id")
        .annotate(last=Max("place"))
    )
    lines = []
    for event in events:
        for agency in agencies[event.case_id]:
            last[agency] += 1
            lines.append(_line(event, agency, last[agency]))
    return lines


def _agencies_of(cases: set[int]) -> dict[int, list[int]]:
    """Return who sees each case: whose turn has begun, or whoever stands in their place now."""
    turns = Step.objects.filter(case__in=cases, opened_at__isnull=False).order_by("pk")
    agencies = rows_of(Agency)
    found: dict[int, list[int]] = defaultdict(list)
    for case, agency in turns.values_list("case_id", "agency_id"):
        now = agencies[agency].in_office.pk
        if now not in found[case]:
            found[case].append(now)
    return found


def _line(event: Event, agency: int, place: int) -> Entry:
    named = ("sequence", "kind", "at", "moved_from", "moved_to")
    said = {name: getattr(event, name) for name in named}
    case = event.case
    return Entry(
        agency_id=agency, place=place, case=case, number=case.number, service=case.service, **said
    )


def _owe_calls(entries: Sequence[Entry], now: datetime) -> None:
    """Owe each webhook of an agency what is new in its feed."""
    known = hooks()
    calls = [
        Call(webhook_id=hook, entry=entry, owed_at=now, due_at=now)
        for entry in entries
        for hook in known.get(entry.agency_id, ())
    ]
    Call.objects.bulk_create(calls)
    newest = {call.webhook_id: call.entry_id for call in calls}
    owe([owed_call(hook, f"{entry}", now) for hook, entry in newest.items()], None)


def owed_call(hook: int, occasion: str, at: datetime) -> Duty:
    """Return the duty to tell a webhook what waits for it."""
    key = f"webhook:{hook}:{occasion}"
    return Duty(key=key, kind=Duty.Kind.CALL_WEBHOOK, subject=str(hook), due_at=at)
