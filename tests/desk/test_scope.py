"""Whose case is on whose desk."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry
from tests.cast import make_clerk
from tests.desk.conftest import Desk, text_of
from transfers.desk_urls import urlpatterns

CASE_PAGES = [each.name for each in urlpatterns if "<str:number>" in str(each.pattern)]
LISTS = ["desk_today", "desk_queue", "desk_search", "desk_notices", "desk_escalations"]


MORE = {
    "desk_settle_arrived": [1],
    "desk_settle_correct": [1],
    "desk_form_line": ["missing"],
    "desk_form_line_drop": [1],
}


def address(name, number):
    """Return where a page of a case lies."""
    return reverse(name, args=[number, *MORE.get(name, [])])


@pytest.mark.parametrize(
    "who",
    ["pension_stranger", "medical_new_a", "pension_original_a", "pension_supervisor", "applicant"],
)
def test_a_foreign_case_is_not_there(world, desk, waiting, who):
    client = desk(who).sign_in()

    for name in CASE_PAGES:
        for answer in (
            client.get(address(name, waiting.case.number)),
            client.post(address(name, waiting.case.number), {"version": 2, "confirmed": "yes"}),
        ):
            assert answer.status_code in (404, 405), name
            assert waiting.case.person.name not in answer.content.decode(), name


def test_a_clerk_does_not_find_their_own_case(world, waiting):
    clerk = make_clerk("colleague", world.agency("pension", "guangzhou"))
    other = world.applicant.user
    other.person = None
    other.identity_verified_at = None
    other.save()
    clerk.user.person = waiting.case.person
    clerk.user.identity_verified_at = waiting.case.submitted_at
    clerk.user.save()
    desk = Desk(clerk)

    assert desk.page(waiting).status_code == 404
    assert waiting.case.number not in text_of(desk.open("/desk/cases/"))
    assert waiting.case.number not in text_of(desk.open("/desk/notices/"))


@pytest.mark.parametrize("name", LISTS)
def test_the_desk_is_for_staff(desk, name):
    assert desk("applicant").open(reverse(name)).status_code == 403
    assert desk("administrator").open(reverse(name)).status_code == 403
    assert Client().get(reverse(name)).status_code == 302


def test_opening_a_case_is_written_down_for_the_person(desk, waiting):
    clerk = desk("pension_new_a")

    clerk.page(waiting)
    clerk.page(waiting)

    entry = AccessEntry.objects.get(person=waiting.case.person)
    assert (entry.what, entry.case_number) == ("case", waiting.case.number)


def test_the_full_number_is_shown_for_a_reason_only(desk, waiting):
    clerk, number = desk("pension_new_a"), waiting.case.person.number

    assert number not in clerk.page(waiting).content.decode()
    without = clerk.act(waiting, "reveal", what="number", reason=" ")
    with_reason = clerk.act(waiting, "reveal", what="number", reason="Compare with the card")

    assert without.status_code == 422
    assert number not in without.content.decode()
    assert number in with_reason.content.decode()
    assert AccessEntry.objects.get(what="number").reason == "Compare with the card"


def test_an_auditor_reads_the_own_province_and_the_record_for_a_reason(world, desk, waiting):
    auditor = Desk(make_clerk("auditor-gd", world.agency("pension", "guangdong"), role="auditor"))

    page = auditor.page(waiting)
    assert page.status_code == 200
    assert "Record by place" not in text_of(page)
    assert "Accept and issue the letter" not in text_of(page)
    shown = auditor.act(waiting, "reveal", what="history", reason="Sample of the quarter")
    assert "Record by place" in text_of(shown)
    assert auditor.act(waiting, "accept").status_code == 403
    assert desk("pension_auditor").page(waiting).status_code == 404


def test_away_from_the_desk_a_work_account_finds_its_way_back(world, desk):
    clerk = desk("pension_new_a")

    assert clerk.open("/my/").url == "/desk/"
    refused = text_of(clerk.open("/identity/"))
    assert "To today's work" in refused
    assert "My cases" not in refused
