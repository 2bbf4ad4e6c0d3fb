"""Lists in pages: complete, in order, of bounded cost."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Region
from casework.models import Case, Notice, Step
from tests.api.calling import Program, program_of
from tests.cast import MONDAY, make_person
from transfers.models import Transfer

MOST_QUERIES = 12


def make_cases(world, number, **step):
    """Make so many cases that wait for their review at the new agency."""
    agency = world.agency("pension", "guangzhou")
    for each in range(number):
        person = make_person(
            f"人{each}", date(1980, 1, 1), number=f"{world.person.pk}-{each}-{len(step)}"
        )
        case = Case.objects.create(
            number=f"2026-{len(step)}-{each:04}",
            service="pension-transfer",
            person=person,
            status="submitted",
            created_at=MONDAY + timedelta(minutes=each // 3),
            submitted_at=MONDAY,
        )
        Transfer.objects.create(
            case=case,
            insurance="pension",
            new_agency=agency,
            original_agency=world.agency("pension", "chengdu"),
        )
        Step.objects.create(case=case, kind="review", agency=agency, opened_at=MONDAY, **step)


def pages(program, path):
    """Read page after page."""
    rows = []
    while path:
        answer = program.get(path)
        assert answer.status_code == 200, answer.content.decode()
        rows += answer.json()["results"]
        following = answer.json()["next"]
        parts = urlsplit(following or "")
        path = f"{parts.path.removeprefix('/api/v1/')}?{parts.query}" if following else None
    return rows


@pytest.mark.parametrize("ordering", ["-created_at", "created_at"])
def test_every_case_stands_on_one_page_though_many_are_of_the_same_minute(world, clerk, ordering):
    make_cases(world, 11)

    rows = pages(clerk, f"cases?page_size=2&ordering={ordering}")

    found = [row["number"] for row in rows]
    expected = [f"2026-0-{each:04}" for each in range(11)]
    assert found == (expected if ordering == "created_at" else expected[::-1])


def test_the_queue_pages_through_due_days_and_those_without(world, clerk):
    make_cases(world, 5, due_on=MONDAY.date(), starts_on=MONDAY.date())
    make_cases(world, 4)

    rows = pages(clerk, "queue?page_size=2")

    assert [row["due_on"] for row in rows] == ["2026-09-07"] * 5 + [None] * 4
    assert len({row["case"] for row in rows}) == 9
    assert len(pages(clerk, "queue?page_size=2&ordering=-opened_at")) == 9


def test_a_page_keeps_its_place_when_something_new_comes(world, clerk):
    make_cases(world, 4)
    first = clerk.get("cases?page_size=2").json()
    Case.objects.filter(number="2026-0-0000").update(created_at=MONDAY + timedelta(days=1))

    query = urlsplit(first["next"]).query
    second = clerk.get(f"cases?{query}").json()

    assert [row["number"] for row in second["results"]] == ["2026-0-0001"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("step=review", 3),
        ("step=settle", 0),
        ("step=question", 0),
        ("insurance=pension", 3),
        ("insurance=medical", 0),
        ("due=late", 3),
        ("due=today", 0),
        ("whose=unassigned", 3),
        ("whose=mine", 0),
        ("whose=waiting", 0),
    ],
)
def test_the_queue_is_filtered(world, clerk, query, count):
    make_cases(world, 3, due_on=date(2026, 9, 4), starts_on=date(2026, 8, 14))

    rows = clerk.get(f"queue?{query}").json()["results"]

    assert len(rows) == count
    assert all(row["is_late"] for row in rows)


@pytest.mark.parametrize("path", ["cases", "queue", "notices", "cases?open=true&status=submitted"])
def test_a_list_costs_the_same_however_long_it_is(world, clerk, path):
    make_cases(world, 2)
    tell_of_all(world)
    clerk.get(path)  # reads the reference data once
    few = count_queries(clerk, path)
    make_cases(world, 20, due_on=MONDAY.date(), starts_on=MONDAY.date())
    tell_of_all(world)

    many = count_queries(clerk, path)

    assert few == many <= MOST_QUERIES


def tell_of_all(world):
    here = world.agency("pension", "guangzhou")
    Notice.objects.bulk_create(
        Notice(case=case, key=f"told:{case.pk}", kind="to-review", to_agency=here, at=MONDAY)
        for case in Case.objects.filter(notices=None)
    )


def count_queries(program, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert program.get(path).status_code == 200
    return len(queries)


def test_one_case_costs_little(world, handed_over, clerk):
    assert count_queries(clerk, f"cases/{handed_over.case.number}") <= 20


def test_everybody_may_look_up_agencies_regions_terms_and_reasons(world):
    anybody = Program(**{"accept-language": "en"})

    agencies = anybody.get("agencies?insurance=medical&region=440100").json()["results"]
    regions = anybody.get("regions?level=province").json()["results"]
    terms = anybody.get("terms").json()

    assert [agency["insurances"] for agency in agencies] == [["medical"]]
    assert "bank_account" not in agencies[0]
    assert [region["code"] for region in regions] == ["330000", "440000", "510000"]
    assert {term["working_days"] for term in terms} >= {5, 10, 15}
    assert anybody.get("regions/510100").json()["name_en"] == "Chengdu"
    assert anybody.get(f"agencies/{agencies[0]['code']}").json() == agencies[0]
    assert Region.objects.count() == len(anybody.get("regions").json()["results"])


def test_nobody_on_the_way_keeps_what_is_personal(person, draft):
    assert person.get("cases")["Cache-Control"] == "no-store"
    assert person.get(f"cases/{draft.case.number}")["Cache-Control"] == "no-store"


def test_notices_are_those_of_the_caller(world, handed_over, person, clerk):
    other = program_of(world.other_person)

    told = [notice["kind"] for notice in person.get("notices").json()["results"]]
    assert "submitted" in told
    assert [each["kind"] for each in clerk.get("notices").json()["results"]] == ["handed-over"]
    assert other.get("notices").json()["results"] == []


def test_a_letter_is_not_there_before_it_is_made(world, draft, person):
    person.post(f"cases/{draft.case.number}/submit")
    letter = person.get(f"cases/{draft.case.number}/letters").json()[0]

    answer = person.get(f"letters/{letter['number']}/file")

    assert letter["file"] is None
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")


def test_notes_between_agencies_stay_between_them(world, handed_over, person, clerk):
    number = handed_over.case.number
    code = clerk.get("reason-codes?insurance=pension&use=dispute").json()[0]["code"]
    clerk.act(number, "dispute", reasons=[code], note="只给机构看")

    assert "只给机构看" in clerk.get(f"cases/{number}/events").content.decode()
    assert "只给机构看" not in person.get(f"cases/{number}/events").content.decode()
