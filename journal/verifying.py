"""Looking through everything: guards, keys, days, every event of every case, and the anchors.

Cases are read window by window in short statements, so that memory stays flat and the portal goes
on; what looks wrong is read once more while nobody can write to the case.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from casework.models import Case, Event
from journal import anchors as kept
from journal import days
from journal.chains import History, Sealed, judge
from journal.findings import Finding, Kind
from journal.models import JournalDay, JournalLeaf
from journal.sealing import end_of
from kit import append_only

WINDOW = 500  # cases
NAMED = ("pk", "number", "status")
MANY_EVENTS, MANY_CASES = 10, 3


@dataclass
class Tally:
    """How much was looked at, and how much of it was changed."""

    after: int = 0  # cases up to this key were looked at before
    reached: int = 0  # up to this key everything was looked at
    highest: int = 0
    cases: int = 0
    events: int = 0
    changed_events: int = 0
    changed_cases: set[str] = field(default_factory=set)

    def note(self, finding: Finding) -> None:
        """Count an event that was tampered with; of the cases it keeps no more than it needs."""
        if not finding.case:
            return
        self.changed_events += 1
        self.changed_cases.add(finding.case)

    def is_bulk(self) -> bool:
        """Whether so much was changed that it was one statement and not one hand."""
        return self.changed_events >= MANY_EVENTS and len(self.changed_cases) >= MANY_CASES


def findings(
    *, now: datetime, tally: Tally, anchors: kept.Anchors | None = None
) -> Iterator[Finding]:
    """Yield every tampering that can be found, from the outside in."""
    for name in append_only.missing():
        yield Finding(Kind.TRIGGER_OFF, name=name)
    yield from days.judge_keys()
    yield from days.judge_days()
    if anchors is not None:
        yield from kept.judge(anchors)
    for finding in _in_cases(now, tally):
        tally.note(finding)
        yield finding
    if tally.is_bulk():
        count, cases = tally.changed_events, len(tally.changed_cases)
        yield Finding(Kind.BULK, count=count, cases=cases)


def _in_cases(now: datetime, tally: Tally) -> Iterator[Finding]:
    sealed = what_is_sealed()
    tally.highest = _highest_case()
    for first in range(tally.after, tally.highest + 1, WINDOW):
        ids = range(first, first + WINDOW)
        for pk, history in read(ids, sealed, now).items():
            tally.cases += 1
            tally.events += len(history.events)
            if judge(history):
                yield from _judge_again(pk, now)
        tally.reached = first + WINDOW


def _highest_case() -> int:
    tops = (Case.objects.aggregate(n=Max("pk")), JournalLeaf.objects.aggregate(n=Max("case_id")))
    return max(top["n"] or 0 for top in tops)


@transaction.atomic
def _judge_again(pk: int, now: datetime) -> list[Finding]:
    """Judge a case while nobody writes to it: what was only half read before is well now."""
    list(Case.objects.select_for_update().filter(pk=pk).values("pk"))
    return judge(read([pk], what_is_sealed(), now)[pk])


def what_is_sealed() -> Sealed:
    """Return the secrets of all days and until when everything is sealed."""
    secrets = dict(JournalDay.objects.order_by("day").values_list("day", "secret"))
    if not secrets:
        return Sealed({})
    whole = {day: bytes(secret) for day, secret in secrets.items()}
    return Sealed(whole, min(whole), end_of(max(whole)))


def read(ids: Sequence[int], sealed: Sealed, now: datetime) -> dict[int, History]:
    """Read all there is of some cases, and of cases that have left nothing but leaves."""
    within = {"case_id__gte": ids[0], "case_id__lte": ids[-1]}
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(**within).order_by("case_id", "sequence", "pk"):
        events[event.case_id].append(event)
    leaves: dict[int, list[JournalLeaf]] = defaultdict(list)
    for leaf in JournalLeaf.objects.filter(**within).order_by("case_id", "sequence"):
        leaves[leaf.case_id].append(leaf)
    rows = Case.objects.filter(pk__gte=ids[0], pk__lte=ids[-1]).order_by("pk")
    known = {pk: (number, status) for pk, number, status in rows.values_list(*NAMED)}
    found = {}
    for pk in sorted({*known, *events, *leaves}):
        number, status = known.get(pk, (f"#{pk}", ""))
        found[pk] = History(number, status, events[pk], leaves[pk], sealed, now)
    return found
