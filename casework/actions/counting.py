"""The figures of the turns: kept up to date, added up for a board, counted anew for a check."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet, Sum

from agencies.models import Agency
from casework.models import TurnChange, TurnCount
from casework.models.figures import NO_DAY, Measure
from casework.rules.figures import Figures
from casework.turn_triggers import CHANGES, COUNTS, KEYS, counted

AT_ONCE = 5_000
OF_MONTHS = (Measure.RECEIVED, Measure.IN_TIME, Measure.LATE, Measure.ENDED)
# Whoever brings up to date at the same moment takes the keys in the same order.
ADD = f"""
INSERT INTO {COUNTS} ({KEYS}, n)
SELECT {KEYS}, sum(n) FROM {CHANGES} WHERE id IN ({{ids}}) GROUP BY {KEYS} ORDER BY {KEYS}
ON CONFLICT ({KEYS}) DO UPDATE SET n = {COUNTS}.n + excluded.n
"""  # noqa: S608 -- constants, and places for keys
RECOUNT = f"SELECT {KEYS}, sum(n) FROM ({{turns}}) AS t GROUP BY {KEYS}"  # noqa: S608 -- likewise


def bring_up_to_date(**_now: Any) -> int:
    """Add what has changed to what is kept; return how many changes there were.

    Each is added and goes in one transaction: doing it again, or twice at once, adds nothing.
    """
    added = 0
    while part := _add_some():
        added += part
    return added


@transaction.atomic
def _add_some() -> int:
    waiting = TurnChange.objects.select_for_update(skip_locked=True).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(ADD.format(ids=", ".join(["%s"] * len(keys))), keys)
        TurnChange.objects.filter(pk__in=keys).delete()
        TurnCount.objects.filter(n=0).delete()
    return len(keys)


# --- Adding up --------------------------------------------------------------------------------
def figures(
    agencies: Collection[int] | None, *by: str, since: date, until: date, today: date
) -> dict[tuple[Any, ...], Figures]:
    """Return the figures of agencies (or of all) for each value of `by`.

    `by` names `agency`, `service`, `clerk_key` or `month`. What came and was done is that of the
    months from `since` to `until`, firsts of months both. What waits waits today, and belongs to
    no month.
    """
    names = [{"agency": "agency_id", "month": "day"}.get(name, name) for name in by]
    found: dict[tuple[Any, ...], Figures] = {}
    for *key, measure, days, n in _sums(agencies, [*names, "measure", "days"], since, until):
        _put(found.setdefault(tuple(key), Figures()), Measure(measure), days, n)
    if "month" not in by:
        for *key, measure, day, n in _sums_waiting(agencies, [*names, "measure", "day"]):
            _put_waiting(found.setdefault(tuple(key), Figures()), measure, n, day < today)
    return found


def _put(into: Figures, measure: Measure, days: int, n: int) -> None:
    name = measure.value.replace("-", "_")
    setattr(into, name, getattr(into, name) + n)
    if measure in (Measure.IN_TIME, Measure.LATE):
        into.took(days, n)


def _put_waiting(into: Figures, measure: str, n: int, is_overdue: bool) -> None:
    if measure == Measure.STOPPED:
        into.stopped += n
        return
    into.waiting += n
    into.overdue += n if is_overdue else 0


def _sums(
    agencies: Collection[int] | None, names: list[str], since: date, until: date
) -> Iterator[tuple[Any, ...]]:
    of_months = {"measure__in": OF_MONTHS, "day__range": (since, until)}
    return _added_up(agencies, names, of_months)


def _sums_waiting(agencies: Collection[int] | None, names: list[str]) -> Iterator[tuple[Any, ...]]:
    return _added_up(agencies, names, {"measure__in": [Measure.WAITING, Measure.STOPPED]})


def _added_up(
    agencies: Collection[int] | None, names: list[str], wanted: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    """Add up what is kept and what has changed since, in one statement: so both are of a moment."""
    if agencies is not None:
        wanted = {**wanted, "agency__in": list(agencies)}
    kept, changed = (_grouped(model, names, wanted) for model in (TurnCount, TurnChange))
    sums: Counter[tuple[Any, ...]] = Counter()
    for *key, n in kept.union(changed, all=True):
        sums[tuple(key)] += n
    return ((*key, n) for key, n in sums.items() if n)


def _grouped(model: Any, names: list[str], wanted: dict[str, Any]) -> QuerySet[Any, Any]:
    grouped = model.objects.filter(**wanted).order_by().values(*names)
    return grouped.annotate(sum=Sum("n")).values_list(*names, F("sum"))


def waiting_at(agencies: Collection[int]) -> dict[tuple[int, date], int]:
    """Return how many turns wait at agencies whose clocks are not stopped, by clerk and due day."""
    found = _added_up(agencies, ["clerk_key", "day"], {"measure": Measure.WAITING})
    return {(clerk, day): n for clerk, day, n in found}


def is_due(day: date) -> bool:
    """Whether the day of what waits is a due day, and not that of a turn without one."""
    return day != NO_DAY


# --- The check --------------------------------------------------------------------------------
def recounted() -> Counter[tuple[Any, ...]]:
    """Return the figures as the turns themselves have them, each counted anew, by agency."""
    sums: Counter[tuple[Any, ...]] = Counter()
    turns = counted(connection.vendor, "t", only="t.agency_id = %s")
    statement = RECOUNT.format(turns=turns)
    with connection.cursor() as cursor:
        for agency in Agency.objects.values_list("pk", flat=True):
            cursor.execute(statement, [agency] * turns.count("%s"))
            for *key, n in cursor.fetchall():
                sums[tuple(map(str, key))] += int(n)
    return sums


def kept() -> Counter[tuple[Any, ...]]:
    """Return the figures as they are kept, with what has changed since."""
    names = KEYS.split(", ")
    found = _added_up(None, names, {})
    return Counter({tuple(map(str, key)): n for *key, n in found})
