"""Choice, special work, the disability allowance, and pensions that are worked out anew."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Person
from agencies import work_calendar
from applications.actions import applying, drafting
from applications.actions.applying import application_of
from applications.registry import service_of
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Duty, Notice
from kit.errors import NotPermitted, NotValid
from law.workdays import add_workdays
from payouts.models import Entitlement, Recovery
from services.retirement.actions import publishing, recalculating
from services.retirement.models import (
    Choice,
    Determination,
    Finding,
    Publication,
    PublicationObjection,
)
from tests.cast import MONDAY
from tests.papers import bring_papers, find_good
from tests.retirement.story import act, approve_value, fresh, grant, judge, send

pytestmark = pytest.mark.django_db
CHOSEN = {"when": "early", "post": "management", "day": date(2028, 7, 1), "is_true": True}


def born(world, day):
    Person.objects.filter(pk=world.person.pk).update(born_on=day)
    world.person.refresh_from_db()


def choose(world, now=MONDAY, **answers):
    born(world, date(1973, 6, 15))  # earliest in June 2028, statutory in May 2029
    return send(world, "retirement-choice", {**CHOSEN, **answers}, now=now)


# --- The choice ---------------------------------------------------------------------------------
def test_a_notice_is_sealed_at_once_with_its_second(world):
    application = choose(world)
    made = Choice.objects.get()
    assert application.case.status == "completed"
    assert (made.way, made.chosen_day, made.noticed_at) == ("early", date(2028, 7, 1), MONDAY)
    assert "告知时间" in application.case.letters.get().content


def test_a_second_choice_takes_the_first_one_back_and_can_be_taken_back(world):
    choose(world)
    choose(world, now=MONDAY + timedelta(days=1), day=date(2028, 9, 1))
    assert Choice.objects.standing().get().chosen_day == date(2028, 9, 1)
    choose(world, now=MONDAY + timedelta(days=2), when="withdraw")
    assert not Choice.objects.standing().exists()
    assert Choice.objects.count() == 2


def test_nothing_is_sealed_that_the_law_does_not_allow(world):
    for wrong in ({"day": date(2028, 5, 1)}, {"day": date(2030, 5, 1)}):
        with pytest.raises(NotValid):
            choose(world, **wrong)
    assert not Choice.objects.exists()


# --- Special work -------------------------------------------------------------------------------
WORK = {
    "work": [
        {
            "from_month": date(2000, 1, 1),
            "to_month": date(2009, 12, 1),
            "kind": "heat",
            "employer": "示例钢厂",
            "is_listed": True,
        }
    ],
    "file_at": "employer",
    "consents": True,
    "is_true": True,
}


def made_public(world):
    application = send(world, "special-work", WORK)
    period = {"from_month": date(2000, 1, 1), "to_month": date(2009, 12, 1)}
    judge(world, application, "special-work", value="heat", **period)
    act(world, "make-public", application, employer="示例钢厂", what="高温，120个月")
    return application


def test_special_work_is_public_for_five_working_days_before_it_is_confirmed(world):
    application = made_public(world)
    public = publishing.running(MONDAY.date())[0]
    assert (public.name, public.until_day) == ("王*燕", date(2026, 9, 14))
    with pytest.raises(MoveNotPossible):
        grant(world, application)
    later = MONDAY + timedelta(days=8)
    act(world, "approve-decision", application, "pension_new_b", later)
    assert fresh(application).case.status == "completed"
    assert Finding.objects.get().confirmed_at == later
    assert publishing.running(later.date()) == []


def test_the_days_it_is_public_are_no_days_of_the_review(world):
    application = send(world, "special-work", WORK)
    before = application.case.steps.get().due_on
    act(world, "make-public", application, employer="示例钢厂", what="高温，120个月")
    step = application.case.steps.get()
    taken = step.extensions.get()
    assert (taken.first_day, taken.last_day) == (date(2026, 9, 8), date(2026, 9, 14))
    assert (taken.working_days, taken.approved_by) == (5, None)
    calendar = work_calendar.of(application.agency)
    assert step.due_on == add_workdays(before, 5, calendar)
    assert Notice.objects.filter(kind="term-extended", to_person=world.person).count() == 1


def test_where_a_place_asks_for_it_something_is_made_public_twice(world):
    approve_value(world, "publication.rounds", "2")
    application = made_public(world)
    after = MONDAY + timedelta(days=8)
    with pytest.raises(MoveNotPossible):
        act(world, "make-public", application, employer="示例钢厂", what="高温")
    act(world, "prepare-decision", application, outcome="granted", note="")
    with pytest.raises(MoveNotPossible):
        act(world, "approve-decision", application, "pension_new_b", after)
    act(world, "send-back-decision", application, "pension_new_b", after, note="再公示一次")
    act(world, "make-public", application, now=after, employer="示例钢厂", what="高温，120个月")
    rounds = Publication.objects.filter(case=application.case).order_by("round")
    assert [each.until_day for each in rounds] == [
        date(2026, 9, 14),
        date(2026, 9, 21),
    ]  # the 20th is worked
    grant(world, application, MONDAY + timedelta(days=16))
    with pytest.raises(MoveNotPossible):
        act(world, "make-public", application, employer="示例钢厂", what="高温")


def test_whoever_knows_better_objects_and_is_answered_before_it_goes_on(world, client):
    application = made_public(world)
    public = publishing.running(MONDAY.date())[0]
    other = world.people["other_person"].person
    publishing.object_to(public.pk, "他不在这个车间。", person=other, now=MONDAY)
    with pytest.raises(NotPermitted):
        publishing.object_to(public.pk, "我自己", person=world.person, now=MONDAY)
    with pytest.raises(NotValid):
        publishing.object_to(public.pk, " ", person=other, now=MONDAY)
    later = MONDAY + timedelta(days=8)
    act(world, "prepare-decision", application, outcome="granted", note="")
    with pytest.raises(MoveNotPossible):
        act(world, "approve-decision", application, "pension_new_b", later)
    act(world, "answer-publication", application, is_right="no", note="已核对工资表。")
    act(world, "approve-decision", application, "pension_new_b", later)
    assert PublicationObjection.objects.get().is_right is False
    with pytest.raises(NotPermitted):
        publishing.object_to(public.pk, "太晚了", person=other, now=later)


# --- Disability ---------------------------------------------------------------------------------
def test_an_allowance_is_paid_by_the_article_that_fits(world):
    born(world, date(1980, 3, 1))
    answers = {
        "post": "management",
        "certified_on": date(2026, 7, 1),
        "board": "广州市劳动能力鉴定委员会",
        "certificate": "2026-0001",
        "is_total": True,
        "stops_paying": True,
        "is_true": True,
    }
    by = {"by": world.applicant, "now": MONDAY}
    application = drafting.start(service_of("disability-allowance"), **by)
    drafting.save(application, answers, **by)
    application = bring_papers(world, fresh(application))
    applying.submit(application, despite_checks=True, **by)
    find_good(fresh(application), world.people["pension_new_a"])
    grant(world, application)
    drawn = Entitlement.objects.get()
    assert (drawn.benefit, drawn.from_month) == ("disability", date(2026, 10, 1))
    assert [line["name"] for line in drawn.rates.get().lines] == ["basic"]  # art. 4
    assert drawn.until_month is not None


# --- Worked out anew ----------------------------------------------------------------------------
def retired(world):
    application = send(world)
    judge(world, application, "birth", from_month=date(1971, 4, 1))
    grant(world, application)
    return Determination.objects.get()


def test_when_the_base_is_published_the_pension_rises_and_the_sheet_is_issued_anew(world):
    before = retired(world)
    approve_value(world, "pension.base", "9700")
    later = (MONDAY + timedelta(days=60)).replace(minute=0)
    recalculating.owe_published(now=later)
    recalculating.owe_published(now=later)
    assert Duty.objects.filter(kind=Duty.Kind.RECALCULATE).count() == 1
    do_what_is_due(now=later)
    after = Determination.objects.get(follows=before)
    assert not after.is_provisional
    assert after.total_fen > before.total_fen
    rate = Entitlement.objects.get().rates.get(replaced_by=None)
    assert (rate.from_month, rate.amount_fen) == (before.from_month, after.total_fen)
    sheets = before.case.letters.filter(kind="determination").order_by("pk")
    assert sheets[1].replaces == sheets[0]
    told = Notice.objects.get(kind="pension-worked-out-anew")
    months = recalculating.months_since(before.from_month, later.date())
    assert Decimal(told.data["more"]) == Decimal(after.total_fen - before.total_fen) / 100 * months
    assert recalculating.work_out_anew(before, book=None, now=later) is None  # done once


def test_a_base_that_is_lower_takes_nothing_from_anybody_unasked(world):
    before = retired(world)
    approve_value(world, "pension.base", "9000")
    later = (MONDAY + timedelta(days=60)).replace(minute=0)
    recalculating.owe_published(now=later)
    do_what_is_due(now=later)
    assert not Determination.objects.filter(follows=before).exists()
    assert Notice.objects.filter(kind="pension-would-fall").count() == 1
    assert Recovery.objects.count() == 0


def test_a_period_that_was_left_out_is_added_by_two(world):
    before = retired(world)
    answers = {"what": "period", "note": "", "is_true": True}
    application = send(world, "recalculation", answers, now=MONDAY + timedelta(days=30))
    now = MONDAY + timedelta(days=31)
    period = {"from_month": date(1990, 1, 1), "to_month": date(1993, 12, 1), "now": now}
    judge(world, application, "deemed", value="示例厂", **period)
    grant(world, application, now)
    after = Determination.objects.get(follows=before)
    assert after.total_fen > before.total_fen
    assert after.facts["deemed"] == 48
    assert application_of(before.case).case.letters.count() == 2


def test_what_is_public_stands_on_a_page_and_in_the_api(world, client):
    made_public(world)
    client.logout()
    page = client.get(reverse("publications"))
    assert page.status_code == 200
    assert client.get("/api/v1/publications/").status_code == 200
