"""One's contributions: month by month, by employer, in words; certificates; an employer's debt."""

from datetime import date

import pytest
from django.urls import reverse

from applications.actions import applying, drafting
from applications.models import Application
from applications.record_objection import RECORD_OBJECTION
from casework.models import Case
from letters.models import Letter
from services.contributions.arrears import ARREARS
from services.contributions.certificate import CERTIFICATE
from services.contributions.record import record_of, sums
from services.contributions.rules.month_states import MonthState
from services.contributions.rules.slips import OnRecord, compare
from tests.api.calling import program_of
from tests.cast import MONDAY
from tests.transfers.pages import signed_in, text

pytestmark = pytest.mark.django_db
PAGE = reverse("my_contributions")
S = MonthState


def test_each_month_says_whether_it_arrived_and_who_owes_it(held):
    record = record_of(held.person)

    states = {each.month: each.state for each in record.months}
    assert states[date(2025, 1, 1)] is S.PAID
    assert states[date(2026, 1, 1)] is S.ON_TIME
    assert states[date(2026, 2, 1)] is S.LATE
    assert states[date(2026, 4, 1)] is S.OWED_BY_EMPLOYER
    assert [each.month.month for each in record.owed] == [5, 4]
    (gap,) = record.counts["pension"].gaps
    assert (gap.first_month, gap.last_month) == (date(2025, 7, 1), date(2025, 8, 1))
    this_year, last_year = sums(record.months)
    assert (this_year.months, this_year.owed, this_year.late) == (3, 2, 1)
    assert (last_year.name, last_year.months, last_year.personal_fen) == ("2025", 10, 640_000)


def test_the_record_asks_four_questions_however_long_it_is(held, django_assert_num_queries):
    with django_assert_num_queries(4):
        list(record_of(held.person).months)


@pytest.mark.one_database
def test_the_page_tells_months_in_words_and_leads_to_objection_and_complaint(world, held):
    browser = signed_in(world.other_person)

    page = text(browser.get(PAGE))

    for said in ("Paid on time", "Paid late", "Owed by the employer", "2 months are owed"):
        assert said in page
    assert "January 2025" not in page
    assert "January 2025" in text(browser.get(PAGE, {"year": "2025"}))
    assert "Paid on time" in text(browser.get(PAGE, {"state": "on-time"}))
    assert "By year" in text(browser.get(PAGE, {"by": "year"}))
    assert browser.get(PAGE, {"by": "employer"}).content.decode().count('id="sums"') == 1
    assert browser.get(PAGE, {"year": "x", "state": "'"}).status_code == 200
    key = "pension:P440100:employee:2026-04:2026-05"
    assert f"record-objection/apply/?line={key.replace(':', '%3A')}" in browser.get(
        PAGE
    ).content.decode().replace("\n", "").replace(" ", "")
    begun = browser.post(reverse("apply_start", args=["record-objection"]), {"line": key})
    assert begun.status_code in (302, 200)
    assert signed_in(world.pension_new_a).get(PAGE).status_code in (302, 403)


@pytest.mark.one_database
def test_an_objection_begins_with_the_line_from_which_one_came(world, held):
    agency = world.agency("pension", "guangzhou")
    agency.offers.get_or_create(service=RECORD_OBJECTION.name, defaults={"since": MONDAY})
    key = "pension:P440100:employee:2026-04:2026-05"

    signed_in(world.other_person).post(
        reverse("apply_start", args=["record-objection"]), {"line": key}
    )

    draft = Application.objects.whole().get(case__service="record-objection")
    assert draft.raw_answers["lines"] == [key]


@pytest.mark.one_database
def test_programs_read_the_same_with_a_cursor_and_in_sums(world, held):
    program = program_of(world.other_person)

    found = program.get("contributions?from=2026-02&page_size=1").json()
    whole = program.get("contributions/summary").json()

    assert [each["state"] for each in found["results"]] == ["owed-employer"]
    assert found["next"]
    assert program.get("contributions?to=2026-01").json()["results"][0]["own_share"] == "640.00"
    assert program.get("contributions?from=2026-13").status_code == 400
    assert whole["insurances"][0]["months"] == 13
    assert whole["employers"][0]["name"] == "广州样例有限公司"
    assert program_of(world.applicant).get("contributions").json()["results"] == []


def test_what_employers_owe_is_read_together_by_employer(world, held):
    (owed,) = program_of(world.other_person).get("employers/me/arrears").json()["owed"]

    assert (owed["employer"], owed["count"]) == ("广州样例有限公司", 2)
    assert owed["months"] == [{"first": "2026-04", "last": "2026-05"}]
    assert owed["own_share"] == "1280.00"
    assert program_of(world.applicant).get("employers/me/arrears").json()["owed"] == []


@pytest.mark.parametrize(
    ("own", "base", "rows", "found"),
    [
        (64_000, None, [(800_000, 64_000, False)], "same"),
        (64_000, 900_000, [(800_000, 64_000, False)], "other"),
        (64_001, None, [(800_000, 64_000, False)], "other"),
        (64_000, None, [(800_000, 64_000, True)], "owed"),
        (64_000, None, [(500_000, 40_000, False), (800_000, 64_000, False)], "same"),
        (64_000, None, [(500_000, 40_000, False), (800_000, 64_000, True)], "other"),
        (64_000, None, [], "missing"),
    ],
)
def test_a_pay_slip_says_the_same_as_the_record_or_what_is_wrong(own, base, rows, found):
    assert compare(own, base, [OnRecord(*each) for each in rows]) == found


@pytest.mark.one_database
def test_a_slip_that_differs_leads_to_an_objection_to_just_that_line(world, held):
    browser, page = signed_in(world.other_person), reverse("my_slip")
    said = {"insurance": "pension", "month_year": "2026", "month_month": "1", "own": "640"}

    same = text(browser.post(page, said))
    other = text(browser.post(page, {**said, "own": "700"}))
    owed = text(browser.post(page, {**said, "month_month": "4"}))
    missing = text(browser.post(page, {**said, "month_month": "7"}))

    assert "Your record says the same" in same
    assert "The record differs" in other
    assert "?line=pension%3A" in other
    assert "It was deducted, and has not arrived" in owed
    assert "Nothing of this month is on record" in missing
    assert "%3Amissing" in missing
    assert browser.post(page, {**said, "own": "x"}).status_code == 422


def certify(world, **answers):
    """Ask for a certificate, and return its letter."""
    edge = {"by": world.other_person, "now": MONDAY}
    application = drafting.start(CERTIFICATE, **edge)
    drafting.save(
        application, {"insurances": ["pension"], "hide_employers": False, **answers}, **edge
    )
    applying.submit(Application.objects.whole().get(pk=application.pk), **edge)
    return Letter.objects.get(case_id=application.pk, kind="confirmation")


def test_a_certificate_is_sealed_at_once_with_what_was_paid_and_by_whom(world, held):
    letter = certify(
        world, kind="history", from_month=date(2025, 1, 1), until_month=date(2026, 6, 1)
    )

    said = letter.content
    assert "2025" in said
    assert "广州样例有限公司" in said
    assert Case.objects.get(pk=letter.case_id).status == "completed"


def test_a_certificate_can_leave_the_employers_out(world, held):
    letter = certify(world, kind="rights-statement", year=2025, hide_employers=True)

    assert "广州样例有限公司" not in letter.content


def test_an_employers_debt_goes_to_two_of_the_agency(world, held):
    edge = {"by": world.other_person, "now": MONDAY}
    application = drafting.start(ARREARS, **edge)
    said = {
        "employer": "广州样例有限公司", "from_month": date(2026, 4, 1),
        "until_month": date(2026, 5, 1), "show_name": False, "note": "",
    }  # fmt: skip
    drafting.save(application, said, **edge)
    applying.submit(Application.objects.whole().get(pk=application.pk), **edge)
    filed = Application.objects.whole().get(pk=application.pk)

    assert (filed.case.status, filed.case.matter) == ("submitted", "2026-04")
    assert filed.agency == world.agency("pension", "guangzhou")


def test_a_program_has_a_certificate_made_in_one_request_and_lists_it(world, held):
    program = program_of(world.other_person)
    wanted = {"kind": "history", "insurances": ["pension"], "hide_employers": False}
    span = {"from_month": "2026-01-01", "until_month": "2026-03-01"}
    for wrong in (
        {"from_month": "2026-03-01", "until_month": "2026-01-01"},  # reversed
        {"from_month": "1949-10-01", "until_month": "1949-12-01"},  # nothing is on record
        {"from_month": "2026-13-01"},
        {**span, "amount": "1.00"},
    ):
        assert program.post("certificates", {**wanted, **wrong}).status_code in (400, 422), wrong
    assert program.get("certificates").json()["results"] == []

    made = program.post("certificates", {**wanted, **span})

    assert made.status_code == 201
    listed = program.get("certificates").json()["results"]
    assert [each["number"] for each in listed] == [made.json()["number"]]
    assert program_of(world.applicant).get("certificates").json()["results"] == []
