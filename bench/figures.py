"""Kept figures at size: what a change costs, what the board costs, whether both are true."""

import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Post, Region
from bench import world
from bench.copies import as_patient_owner
from bench.spending import best_of
from casework.actions import counting
from casework.models import Case, Step, TurnChange, TurnCount
from casework.rules.procedures import procedures

BASE = 20_000_000  # keys from here on are given by nobody else
AGENCIES, CLERKS, MONTHS, OPEN = 40, 20, 24, 5  # one case of so many is open
CASES = """
INSERT INTO casework_case ({columns})
SELECT {values} FROM casework_case t, generate_series(1, %s) n WHERE t.id = %s
"""
TURNS = """
INSERT INTO casework_step (id, case_id, kind, agency_id, clerk_id, opened_at, starts_on, term_id,
    working_days, due_on, is_provisional, days_taken, extended_days, closed_at, is_case_open)
SELECT {base} + n, {base} + n, t.kind, (%s::bigint[])[1 + n %% {agencies}],
    (%s::bigint[])[1 + n %% {clerks}], at, at::date, t.term_id, 15, at::date + 21, false,
    CASE WHEN is_open THEN NULL ELSE 1 + n %% 17 END, 0,
    CASE WHEN is_open THEN NULL ELSE at + interval '9 days' END, is_open
FROM casework_step t, generate_series(1, %s) n,
    LATERAL (SELECT n %% {open} = 0 AS is_open) o,
    LATERAL (SELECT %s::timestamptz - CASE WHEN is_open THEN (n %% 40) ELSE 20 + (n %% {days}) END
        * interval '1 day' AS at) m
WHERE t.id = %s
"""


def measure(cases: int, original: Agency, new: Agency) -> None:
    """Print what the figures of so many cases cost, spread over the agencies of a province."""
    world.fill(1, original, new)
    offices = _agencies(new)
    began = time.perf_counter()
    _fill(cases, offices)
    _say(f"{cases:,} turns of {len(offices)} agencies made in {time.perf_counter() - began:.0f} s")
    _timed("adding up all changes", counting.bring_up_to_date)
    world.analyze()
    _say(f"{TurnCount.objects.count():,} sums kept, {TurnChange.objects.count()} changes beside")
    for role, agency in ((Post.Role.SUPERVISOR, offices[0]), (Post.Role.AUDITOR, new.supervisor)):
        _show_pages(role, agency)
    public = Client()
    _show("everybody, punctuality of all", lambda: public.get(reverse("punctuality")))
    one = f"{reverse('punctuality')}?agency={offices[0].code}"
    _show("everybody, punctuality of one", lambda: public.get(one))
    _timed("counting all anew, for the check", counting.recounted)
    step = Step.objects.filter(closed_at=None).last()
    _show("a change of one turn", lambda: Step.objects.filter(pk=step.pk).update(clerk=None))


def _agencies(new: Agency) -> list[Agency]:
    """Return the new agency and others of its province beside it, with clerks."""
    places = Region.objects.filter(code__startswith=new.region_id[:2]).order_by("code")
    made = [new]
    for number, region in enumerate(places[: AGENCIES - 1]):
        row = Agency.objects.get(pk=new.pk)
        row.pk, row._state.adding, row.code, row.region = None, True, f"X{number:06d}", region
        row.save()
        made.append(row)
    for number in range(CLERKS):
        world.staff(new, Post.Role.CLERK, f"clerk{number}@bench.example")
    return made


def _fill(cases: int, offices: list[Agency]) -> None:
    last = Step.objects.latest("pk")
    clerks = list(Post.objects.filter(role=Post.Role.CLERK).values_list("user", flat=True))
    services = [each.name for each in procedures()]
    given = {
        "id": f"{BASE} + n",
        "number": "'F' || lpad(n::text, 9, '0')",
        "service": f"(ARRAY{services!r})[1 + n %% {len(services)}]",
        "matter": "n::text",
        "status": f"CASE WHEN n %% {OPEN} = 0 THEN t.status ELSE 'completed' END",
        "closed_at": f"CASE WHEN n %% {OPEN} = 0 THEN NULL ELSE t.created_at END",
    }
    columns = [each.column for each in Case._meta.concrete_fields]
    values = ", ".join(given.get(name, f't."{name}"') for name in columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    keys = [each.pk for each in offices]
    sizes = {"agencies": len(keys), "clerks": len(clerks), "days": MONTHS * 30, "open": OPEN}
    turns = TURNS.format(base=BASE, **sizes)
    with connection.cursor() as cursor, as_patient_owner(cursor):
        cursor.execute(CASES.format(columns=listed, values=values), [cases, last.case_id])
        cursor.execute(turns, [keys, clerks, cases, world.NOW, last.pk])


def _show_pages(role: str, agency: Agency | None) -> None:
    if agency is None:
        return
    client = Client()
    client.force_login(world.staff(agency, role, f"{role}-of-figures@bench.example"))
    for name in ("desk_board", "desk_today"):
        _show(f"{role}, {name}", lambda name=name: client.get(reverse(name)))


def _show(name: str, ask: Callable[[], object]) -> None:
    ask()
    began = time.perf_counter()
    spent = best_of(ask, rounds=3, runs=3)
    took = (time.perf_counter() - began) * 1000 / 9
    _say(
        f"{name}: {spent.own:.0f} ms of its own, {spent.database:.0f} of the database ({took:.0f})"
    )


def _timed(name: str, act: Callable[[], object]) -> None:
    began = time.perf_counter()
    act()
    _say(f"{name}: {time.perf_counter() - began:.1f} s")


def _say(text: str) -> None:
    print(text, flush=True)
