"""The queue, the counts of today, and finding a case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.actions import moving
from casework.actions.duties import do_what_is_due
from casework.actions.steps import begin_step
from casework.models import Escalation, Step
from casework.rules.statuses import Status
from tests.cast import MONDAY, make_clerk, make_person
from tests.desk.conftest import Desk, text_of
from tests.typed import came_back, hidden_parts
from transfers.models import Transfer


def number_of_queries(desk, path):
    """Return what a page costs."""
    desk.sign_in()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert desk.client.get(path).status_code == 200
    return len(queries)


@pytest.fixture
def many(world, waiting):
    """Thirty more cases at the same desk."""
    for day in range(1, 31):
        person = make_person(f"张{day}", waiting.case.person.born_on.replace(year=1960 + day))
        case = moving.start(person, "pension-transfer", by=world.applicant, now=MONDAY)
        case.status, case.submitted_at = Status.SUBMITTED.value, MONDAY
        case.save()
        Transfer.objects.create(
            case=case,
            insurance="pension",
            original_region=waiting.original_region,
            new_region=waiting.new_region,
            original_agency=waiting.original_agency,
            new_agency=waiting.new_agency,
        )
        begin_step(case, "review", waiting.new_agency, now=MONDAY + timedelta(days=day % 5))


@pytest.mark.parametrize(
    ("filters", "days", "is_found"),
    [
        ("", 0, True),
        ("?step=review", 0, True),
        ("?step=settle", 0, False),
        ("?service=medical", 0, False),
        ("?service=pension-transfer&step=review&whose=unassigned", 0, True),
        ("?whose=mine", 0, False),
        ("?whose=waiting", 0, False),
        ("?due=late", 0, False),
        ("?due=soon", 0, False),
        ("?due=soon", 17, True),
        ("?due=today", 21, True),
        ("?due=late", 24, True),
        ("?due=nonsense&page=nonsense", 0, True),
    ],
)
def test_the_queue_shows_what_was_asked_for(desk, monday, waiting, filters, days, is_found):
    monday.shift(timedelta(days=days))

    page = text_of(desk("pension_new_a").open(f"/desk/cases/{filters}"))

    assert (waiting.case.number in page) == is_found


def test_the_most_urgent_comes_first(desk, many, waiting):
    Step.objects.filter(case=waiting.case).update(due_on=MONDAY.date())

    page = text_of(desk("pension_new_a").open("/desk/cases/"))

    assert page.index(waiting.case.number) < page.index("张")


def test_a_case_is_taken_on_from_its_row(desk, waiting):
    clerk = desk("pension_new_a")
    assert "Take it on" in text_of(clerk.open("/desk/cases/"))

    clerk.act(waiting, "claim")

    assert waiting.case.number in text_of(clerk.open("/desk/cases/?whose=mine"))


def test_the_next_case_is_the_most_urgent_whoever_has_it_of_mine_and_nobodys(desk, many, waiting):
    Step.objects.filter(case=waiting.case).update(due_on=MONDAY.date())
    clerk = desk("pension_new_a")

    for _twice in range(2):
        answer = clerk.sign_in().post("/desk/next/", {"after": waiting.case.number})
        assert waiting.case.number in answer.url
    assert "still the most urgent" in text_of(clerk.client.get(answer.url))


def test_the_queue_costs_the_same_with_one_case_and_with_a_page_full(world, desk, many, waiting):
    clerk = desk("pension_new_a")
    number_of_queries(clerk, "/desk/cases/")

    full = number_of_queries(clerk, "/desk/cases/")
    one = number_of_queries(clerk, "/desk/cases/?whose=mine")

    assert full <= 12
    assert one <= full


def test_a_case_and_today_cost_a_bounded_number_of_queries(desk, many, waiting):
    clerk = desk("pension_new_a")
    number_of_queries(clerk, f"/desk/cases/{waiting.case.number}/")

    assert (
        number_of_queries(clerk, f"/desk/cases/{waiting.case.number}/") <= 29
    )  # two persons, deaths and successors ask once each; the service is asked for first
    assert number_of_queries(clerk, "/desk/") <= 14  # one asks whether letters are stopped


def test_today_counts_what_is_due_and_links_to_it(desk, monday, waiting):
    monday.shift(timedelta(days=24))
    page = desk("pension_new_a").open("/desk/")

    counts = {each["text"]: each for each in page.context["counts"]}

    assert counts["late"]["number"] == 1
    assert counts["late"]["href"] == "/desk/cases/?due=late"
    assert "due today" not in counts  # nobody is shown zeros


def test_an_auditor_is_offered_no_work(world, waiting):
    auditor = Desk(make_clerk("auditor-gd", world.agency("pension", "guangdong"), role="auditor"))

    page = auditor.open("/desk/")

    assert [each["number"] for each in page.context["counts"]] == [1]
    assert "Take up the next case" not in text_of(page)
    assert "Take up the next case" not in text_of(auditor.open("/desk/cases/"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_list_speaks_both_languages(desk, waiting, language):
    clerk = desk("pension_new_a", language)

    for path in ("/desk/", "/desk/cases/", "/desk/search/", "/desk/notices/"):
        assert clerk.open(path).status_code == 200


@pytest.mark.parametrize("write", [str, str.lower, lambda number: number.replace("-", " ")])
def test_a_case_is_found_by_its_number(desk, waiting, write):
    client = desk("pension_new_a").sign_in()

    answer = client.post("/desk/search/", {"q": write(waiting.case.number)})

    assert answer.url == f"/desk/cases/{waiting.case.number}/"


def test_a_person_is_found_by_the_whole_number_and_not_by_a_part(desk, waiting):
    client, number = desk("pension_new_a").sign_in(), waiting.case.person.number

    whole = client.post("/desk/search/", {"q": number})
    part = client.post("/desk/search/", {"q": number[:-1]})

    assert whole.url == f"/desk/cases/{waiting.case.number}/"
    assert "No case found" in text_of(part)


def test_another_agencys_case_is_not_found(desk, waiting):
    client = desk("pension_stranger").sign_in()

    for typed in (waiting.case.number, waiting.case.person.number):
        assert "No case found" in text_of(client.post("/desk/search/", {"q": typed}))


@pytest.fixture
def escalated(world, monday, waiting):
    """Return the escalation of a review that is late."""
    monday.shift(timedelta(days=33))  # five working days late, over a holiday
    do_what_is_due(now=timezone.now())
    return Escalation.objects.get()


@pytest.fixture
def supervisor(world, escalated):
    """The desk of the agency that supervises the new agency."""
    agency = world.agency("pension", "guangdong")
    return Desk(make_clerk("supervisor-gd", agency, role="supervisor"))


def test_a_supervisor_reads_the_late_case_and_closes_what_came_of_it(
    waiting, supervisor, escalated
):
    board = text_of(supervisor.open("/desk/escalations/"))
    assert waiting.case.number in board
    page = supervisor.page(waiting)
    assert page.status_code == 200
    assert "Accept and issue the letter" not in text_of(page)

    client = supervisor.sign_in()
    path = f"/desk/escalations/{escalated.pk}/close/"
    assert client.post(path, {"outcome": ""}).status_code == 422
    assert client.post(path, {"outcome": "Promised for Friday"}).status_code == 302
    assert client.post(path, {"outcome": "Again"}).status_code == 409

    escalated.refresh_from_db()
    assert escalated.outcome == "Promised for Friday"
    assert "Supervising agency closed its enquiry" in text_of(supervisor.page(waiting))


def test_what_came_of_it_waits_for_the_supervisor_whose_sign_in_ended(supervisor, escalated):
    path = f"/desk/escalations/{escalated.pk}/close/"
    hidden = hidden_parts(supervisor.open("/desk/escalations/").content.decode(), path)

    supervisor.client.logout()
    answer = supervisor.client.post(path, {**hidden, "outcome": "Promised for Friday"})

    assert "Promised for Friday" in came_back(supervisor.sign_in(), answer).content.decode()


def test_only_the_supervisor_closes_an_escalation(desk, escalated):
    path = f"/desk/escalations/{escalated.pk}/close/"

    own = desk("pension_new_a").sign_in().post(path, {"outcome": "Nothing to see"})
    foreign = desk("pension_stranger").sign_in().post(path, {"outcome": "Nothing to see"})

    assert own.status_code == 403
    assert foreign.status_code == 404


def test_a_board_shows_what_is_late_then_what_was_done_meanwhile_then_what_was_closed(
    world, many, desk
):
    agency, closer = world.agency("pension", "guangzhou"), world.pension_supervisor.user
    days = {"newer": (3, None), "closed early": (1, 5), "older": (2, None), "closed late": (1, 6)}
    days["done meanwhile"] = (1, None)
    made = {}
    for step, (name, (raised, closed)) in zip(Step.objects.open(), days.items(), strict=False):
        made[name] = Escalation.objects.create(
            step=step,
            case=step.case,
            supervisor=agency.supervisor,
            turn_of=agency,
            raised_at=MONDAY + timedelta(days=raised),
            closed_at=MONDAY + timedelta(days=closed) if closed else None,
            closed_by=closer if closed else None,
        )
    Step.objects.filter(pk=made["done meanwhile"].step_id).update(closed_at=MONDAY)

    above = make_clerk("above", agency.supervisor, role="supervisor")
    for reader in (Desk(above), desk("pension_new_a")):
        shown = reader.open("/desk/escalations/").context["rows"]
        assert [each["escalation"] for each in shown] == [
            made[each]
            for each in ("older", "newer", "done meanwhile", "closed late", "closed early")
        ]
