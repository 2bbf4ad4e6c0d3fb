"""Objections to a record that no case stands behind: pointed at, decided by others, put right."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import User
from applications import record_lines
from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.acts.table import possible
from applications.models import Application
from applications.record_objection import RECORD_OBJECTION
from casework import invariants
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.policies import took_part
from kit.errors import NotValid
from records.models import InsuredPeriod, Relationship
from tests.cast import MONDAY, make_clerk
from tests.story import at_stage
from transfers.invariants import INVARIANTS as OF_TRANSFERS
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
HERE = "pension:P510100:employee"
MONTHS_2019 = f"{HERE}:2019-01:2019-12"
WHY = {"why": "有六个月没有记。", "wanted": "", "has_proof": False}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def act(name, application, who, now=MONDAY, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=now, version=application.case.version)


def filed(world, *keys, now=MONDAY, **more):
    application = drafting.start(RECORD_OBJECTION, by=world.applicant, now=now)
    drafting.save(application, {"lines": list(keys), **WHY, **more}, by=world.applicant, now=now)
    application = fresh(application)
    agency = RECORD_OBJECTION.agency(None, {"lines": list(keys)}).agencies[0]
    drafting.choose_agency(application, agency, by=world.applicant, now=now)
    return fresh(applying.submit(fresh(application), by=world.applicant, now=now))


@pytest.fixture
def chengdu(world):
    agency = world.agency("pension", "chengdu")
    return make_clerk("other-c", agency), make_clerk("other-d", agency)


def nothing_is_wrong():
    return [found for check in (*invariants.INVARIANTS, *OF_TRANSFERS) for found in check()]


def test_every_line_of_ones_own_record_can_be_pointed_at_and_read(world):
    offered = dict(record_lines.offered(world.person))

    assert offered[MONTHS_2019].zh == "成都市养老保险：2019年1月至2019年12月"
    assert (
        offered[f"{HERE}:account:2019"].en == "Old-age insurance, Chengdu: personal account of 2019"
    )
    assert f"{HERE}:missing" in offered
    for key in offered:
        assert record_lines.read(key).key == key


def test_it_goes_to_the_agency_that_holds_the_lines_for_fifteen_working_days(world):
    application = filed(world, MONTHS_2019)
    step = application.case.steps.get()

    assert (step.agency, step.working_days) == (world.agency("pension", "chengdu"), 15)
    assert application.case.matter == "P510100"


def test_nobody_points_at_lines_that_are_not_theirs_or_of_two_agencies_at_once(world):
    application = drafting.start(RECORD_OBJECTION, by=world.applicant, now=MONDAY)
    edge = {"by": world.applicant, "now": MONDAY}
    for key in (f"{HERE}:1999-01:1999-12", "pension:P330100:employee:missing", "x"):
        with pytest.raises(NotValid) as refusal:
            drafting.save(application, {"lines": [key]}, **edge)
        assert "lines" in refusal.value.errors
    both = [MONTHS_2019, "pension:P440100:employee:missing"]
    drafting.save(application, {"lines": both, "which": "六月", **WHY}, **edge)
    with pytest.raises(NotValid) as refusal:
        applying.submit(fresh(application), **edge)
    assert "lines" in refusal.value.errors


def test_of_each_agency_there_is_one_objection_at_a_time(world):
    filed(world, MONTHS_2019)
    with pytest.raises(MoveNotPossible):
        filed(world, f"{HERE}:missing", which="2011年")
    assert filed(world, "pension:P440100:employee:account:2025").case.status == "submitted"


def test_whoever_acted_in_the_case_that_brought_a_line_does_not_decide_it(world):
    story = at_stage(world, "completed")
    came = InsuredPeriod.objects.filter(case_number=story.case.number).first()
    key = f"pension:P440100:employee:{came.first_month:%Y-%m}:{came.last_month:%Y-%m}"
    application = filed(world, key, now=story.now)

    assert took_part(world.pension_new_b, application.case)
    assert possible(application, world.pension_new_b) == []
    other = make_clerk("third", world.agency("pension", "guangzhou"))
    assert not took_part(other, application.case)
    assert possible(application, other)


def test_a_record_that_is_wrong_is_put_right_in_a_case_of_its_own(world, chengdu):
    application = filed(world, f"{HERE}:missing", which="2013年7月至12月")
    note = "2013年7月至12月确实漏记。"
    act("prepare-decision", application, chengdu[0], outcome="granted", note=note)
    act("approve-decision", application, chengdu[1])
    correction = Application.objects.whole().get(case__about=application.case)
    assert correction.raw_answers["what"] == note
    act(
        "add-months",
        correction,
        chengdu[0],
        record="pension-employee",
        first_month=date(2013, 7, 1),
        last_month=date(2013, 12, 1),
        base=Decimal("3000"),
        employer_rate="20",
        personal_rate="8",
        account_rate="8",
        reason="档案",
    )
    act("prepare-decision", correction, chengdu[0], outcome="granted", note="已补记。")
    act("approve-decision", correction, chengdu[1])

    held = Relationship.objects.get(
        person=world.person, agency=world.agency("pension", "chengdu"), insurance="pension"
    )
    assert held.periods.get(corrected_with=correction.case.number).months == 6
    assert held.opened_month == date(2013, 7, 1)
    assert not Transfer.objects.exclude(case__about=None).exists()
    assert nothing_is_wrong() == []


def test_a_record_that_is_right_is_answered_with_reasons(world, chengdu):
    application = filed(world, MONTHS_2019)
    act("prepare-decision", application, chengdu[0], outcome="refused", reasons=["OBJ06"])
    act("approve-decision", application, chengdu[1])

    assert fresh(application).case.status == "refused"
    assert not Case.objects.filter(about=application.case).exists()


def test_it_is_begun_on_my_page_and_walks_through_the_wizard(world, client):
    client.force_login(User.objects.get(pk=world.applicant.user.pk))
    door = reverse("apply_start", args=["record-objection"])
    assert door in client.get(reverse("my_page")).text

    begun = client.post(door)
    page = client.get(begun.url).text
    assert "成都市养老保险：2019年1月至2019年12月" in page
    why = client.post(begun.url, {"lines": [MONTHS_2019]})
    check = client.post(why.url, {"why": "金额不对。", "has_proof": "no"})
    assert check.url.endswith("/check/")
    assert "成都市养老保险：2019年1月至2019年12月" in client.get(check.url).text
    assert client.post(check.url, {"declared": "on"}).status_code == 302
    assert Case.objects.get(service="record-objection").status == "submitted"
