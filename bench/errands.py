"""Small errands: checks before anything is typed under a name, and registrations in great number.

A check is measured as the rules are asked it, on one core: what a program adds is HTTP. The
registrations are laid down by the database itself; a hospital's question is asked as it is asked.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection

from agencies.models import Agency
from applications import known
from applications.registry import service_of
from bench.copies import as_patient_owner
from casework.models import Case
from kit import wall
from services.care.models import Registration

TODAY = date(2026, 11, 30)
CARE = {"insured_place": "320100", "scheme": "employee", "place": "310000", "is_retired": True}
CHECKS: dict[str, dict[str, Any]] = {
    "contact-change": {},
    "particulars-key": {"what": ["name"]},
    "card-replacement": {"reason": "lost"},
    "card-loss-formal": {},
    "care-temporary": CARE,
    "care-long": {**CARE, "kind": "settled-retiree", "proof": "promise"},
    "care-referral": CARE,
    "contribution-payment": {"who": "flexible", "month": date(2026, 11, 1)},
    "enrolment-flexible": {"insurance": "pension", "place": "330100", "work": "platform"},
}
SECONDS = 0.6
PEOPLE_EACH = 2  # registrations of one person, one after the other
LOOKS = 400
NO_OVERLAP = "no_two_registrations_for_elsewhere_overlap"
FIRST = 50_000_000  # keys that nobody else has


def show(rows: int, agency: Agency, say: Callable[[str], None]) -> None:
    """Print how many checks a second one core answers, and how soon a registration is found."""
    say(f"\n{'check before anything':<24}{'a second on one core':>22}{'ms':>8}")
    for name, answers in CHECKS.items():
        say(_check(name, answers))
    say(_registrations(rows, agency))


def _check(name: str, answers: dict[str, Any]) -> str:
    service = service_of(name)
    named = {each.name for each in (*service.fields, *service.pre_check)}
    said = {key: value for key, value in answers.items() if key in named}
    done, began = 0, time.process_time()
    while (took := time.process_time() - began) < SECONDS:
        known.pre_check(service, known.asked(service, said, None, today=TODAY))
        done += 1
    return f"{name:<24}{done / took:>22,.0f}{took / done * 1000:>8.2f}"


def _registrations(rows: int, agency: Agency) -> str:
    """Lay registrations down, each person's in turn, and ask for somebody on a day."""
    began = time.perf_counter()
    _lay_down(rows, agency)
    laid = time.perf_counter() - began
    people = rows // PEOPLE_EACH
    times, found = [], 0
    with wall.as_house("bench"):
        for look in range(LOOKS):
            person = FIRST + (look * 7919) % people
            day = TODAY - timedelta(days=look % 300)
            asked = time.perf_counter()
            there = [
                each
                for each in Registration.objects.filter(person=person).counting_on(day)
                if each.leads_to("310101")
            ]
            times.append((time.perf_counter() - asked) * 1000)
            found += bool(there)
    p95 = statistics.quantiles(times, n=20)[-1]
    return (
        f"{rows:,} registrations (laid down in {laid:.0f} s): one person, day and place in "
        f"{statistics.median(times):.2f} ms, p95 {p95:.2f} ms ({found} of {LOOKS} found)"
    )


def _lay_down(rows: int, agency: Agency) -> None:
    """Insert them without looking at keys of persons and cases, who are nobody."""
    case = Case.objects.values_list("pk", flat=True).first() or 1
    sql = """
        INSERT INTO care_registration
            (person_id, case_id, kind, scheme, insured_area_id, places, from_day, until, proof,
             state, stands_alone, made_at, announced_at)
        SELECT %s + n / %s, %s + n, 'other', 'employee', %s, '["310000"]'::jsonb,
               date '2026-01-01' + (n %% %s) * 200, date '2026-01-01' + (n %% %s) * 200 + 180,
               'data', 'active', true, now(), now()
        FROM generate_series(0, %s - 1) AS n
    """
    two = PEOPLE_EACH
    with connection.cursor() as cursor, as_patient_owner(cursor):
        # Of a constraint that is looked at when somebody registers; a look-up does not use it.
        cursor.execute(f"ALTER TABLE care_registration DROP CONSTRAINT IF EXISTS {NO_OVERLAP}")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, [FIRST, two, FIRST + case, agency.region_id, two, two, rows])
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE care_registration")
