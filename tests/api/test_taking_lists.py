"""A list of cases as one file for programs: whose, masked, without formulas, noted."""

import csv
import io

import pytest

from accounts.models import AccessEntry, Looked, Person
from tests.api.calling import program_of
from tests.api.test_lists import make_cases

DAYS = "since=2026-09-01&until=2026-09-30"
pytestmark = pytest.mark.django_db


def rows(answer):
    assert answer.status_code == 200, answer.content.decode()
    said = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(said)))


@pytest.fixture
def listed(world):
    make_cases(world, 3)
    Person.objects.filter(cases__number="2026-0-0000").update(name="=2+5")


def test_a_system_takes_the_cases_of_its_agency_along_masked_and_each_person_reads_it(
    world, system, listed
):
    found = rows(system.get(f"case-list/?{DAYS}"))

    assert len(found) == 4
    assert "人1" not in str(found)
    assert not any(each.startswith("=") for row in found for each in row)
    assert AccessEntry.objects.filter(what=Looked.EXPORT).count() == 3


@pytest.mark.parametrize(
    "asked", ["", "since=2026-09-01", "since=20260901&until=2026-09-30", f"{DAYS}&file=exe",
              f"{DAYS}&open=yes", "since=2026-09-30&until=2026-09-01"],
)  # fmt: skip
def test_what_is_no_question_is_named_and_nothing_is_noted(system, listed, asked):
    assert system.get(f"case-list/?{asked}").status_code in {400, 422}
    assert not AccessEntry.objects.exists()


def test_people_of_an_agency_say_why_and_clerks_take_nothing_along(world, listed):
    head, clerk = program_of(world.pension_supervisor), program_of(world.pension_new_a)

    assert clerk.get(f"case-list/?{DAYS}").status_code == 403
    assert head.get(f"case-list/?{DAYS}").status_code == 422
    assert rows(head.get(f"case-list/?{DAYS}", **{"Access-Reason": "audit"}))


def test_a_person_takes_their_own_along(world, listed):
    assert len(rows(program_of(world.applicant).get("case-list/"))) == 1
