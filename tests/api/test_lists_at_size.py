"""A list begins at its own rows: the database never reads all cases or all turns for it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Case, Escalation, Step
from tests import owner
from tests.api.calling import program_of
from tests.cast import MONDAY
from transfers.models import Transfer

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="another database plans in another way"
)
SIZE = 3000
LISTS = ("cases", "cases?ordering=created_at", "queue", "queue?ordering=-opened_at", "notices")


@pytest.fixture
def full(world):
    """Thousands of cases at two agencies, so that reading all of them is not the quickest way."""
    new, original = world.agency("pension", "guangzhou"), world.agency("pension", "chengdu")
    person = world.other_person.person
    cases = Case.objects.bulk_create(
        Case(
            number=f"2026-{each:09}",
            service="pension-transfer",
            person=person,
            status="completed",  # the portal knows one open case of a person
            created_at=MONDAY + timedelta(minutes=each),
            submitted_at=MONDAY,
            closed_at=MONDAY,
        )
        for each in range(SIZE)
    )
    Transfer.objects.bulk_create(
        Transfer(case=case, insurance="pension", new_agency=new, original_agency=original)
        for case in cases
    )
    steps = Step.objects.bulk_create(
        Step(
            case=case,
            kind="review",
            agency=new,
            opened_at=case.created_at,
            starts_on=MONDAY.date(),
            due_on=MONDAY.date() + timedelta(days=case.pk % 30),
        )
        for case in cases
    )
    Escalation.objects.bulk_create(
        Escalation(
            step=step,
            case_id=step.case_id,
            supervisor=new.supervisor,
            turn_of=new,
            raised_at=MONDAY,
        )
        for step in steps[::10]
    )
    with owner.as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize(
    "reader", ["applicant", "pension_new_a", "pension_supervisor", "pension_auditor"]
)
def test_no_list_reads_all_cases_or_all_turns(world, full, reader):
    program = program_of(getattr(world, reader))
    lists = LISTS if reader != "applicant" else ("cases", "cases?ordering=created_at", "notices")

    with CaptureQueriesContext(connection) as queries:
        for path in lists:
            assert program.get(path).status_code == 200

    asked = [each["sql"] for each in queries if "casework_" in each["sql"]]
    assert [sql for sql in asked if "portal.kind" in sql]
    assert [sql for sql in asked if reads_all(sql)] == []


def reads_all(sql):
    """Whether the database would go through all cases or all turns, for whoever asked."""
    said, select, rest = sql.partition("SELECT")
    if said and not said.startswith("SET LOCAL portal."):
        return False
    with connection.connection.cursor() as cursor:  # the statement says itself who is asking
        cursor.execute(f"{said}EXPLAIN {select}{rest}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    return any(f"Seq Scan on {table}" in plan for table in ("casework_case", "casework_step"))
