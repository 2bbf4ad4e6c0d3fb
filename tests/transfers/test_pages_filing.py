"""An insured person files a transfer, page by page."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies import rule_book, work_calendar
from agencies.models import Agency, Region
from casework.models import Case
from casework.rules.statuses import Status
from kit import held
from letters.models import Letter, LetterTemplate
from tests import owner
from tests.cast import MONDAY, make_draft, make_world
from tests.transfers.pages import (
    CHENGDU,
    DECLARED,
    DETAILS,
    GUANGZHOU,
    PLACES,
    page,
    signed_in,
    text,
)
from transfers.actions import applying
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(MONDAY, tick=False):
        yield MONDAY


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def me(world):
    return signed_in(world.applicant)


def begin(me, insurance="pension"):
    me.post(reverse("transfer_start"), {"insurance": insurance})
    return Transfer.objects.whole().get(insurance=insurance)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_a_transfer_is_filed_page_by_page(world, insurance, language):
    me = signed_in(world.applicant, language)

    assert me.get(reverse("transfer_start")).status_code == 200
    draft = begin(me, insurance)
    assert me.get(page(draft, "places")).status_code == 200
    assert me.post(page(draft, "places"), PLACES).url == page(draft, "known")
    assert me.get(page(draft, "known")).status_code == 200
    assert me.post(page(draft, "known")).url == page(draft, "details")
    assert me.get(page(draft, "details")).status_code == 200
    check = reverse("transfer_check", args=[draft.case.number])
    assert me.post(page(draft, "details"), DETAILS).url == check
    assert me.get(check).status_code == 200
    assert me.post(check, DECLARED).url == page(draft, "sent")
    receipt = me.get(page(draft, "sent"))

    case = Case.objects.get(pk=draft.pk)
    assert case.status == Status.SUBMITTED
    assert case.number in text(receipt)
    assert reverse("letter", args=[f"{case.number}-R"]) in text(receipt)
    transfer = Transfer.objects.get(pk=draft.pk)
    assert transfer.contact_phone == "+8613800000000"
    assert (transfer.original_region_id, transfer.new_region_id) == (CHENGDU, GUANGZHOU)


def test_the_records_say_where_from_and_where_to(me):
    shown = me.get(page(begin(me), "places")).context["form"]

    assert shown["original"].value() == CHENGDU
    assert shown["new_region"].value() == GUANGZHOU


def test_what_we_know_is_shown_before_anything_is_filed(me):
    draft = begin(me)
    me.post(page(draft, "places"), PLACES)

    shown = me.get(page(draft, "known"))

    assert shown.context["record"].count.months == 152
    assert shown.context["route"].months == 132
    assert "You can ask for this transfer" in text(shown)


def test_a_draft_goes_on_where_it_was_left(me):
    draft = begin(me)
    me.post(page(draft, "places"), PLACES)
    me.post(page(draft, "details"), DETAILS)

    again = me.post(reverse("transfer_start"), {"insurance": "pension"})

    assert again.url == page(draft, "details")
    assert DETAILS["employer_name"] in text(me.get(again.url))
    assert Case.objects.count() == 1


def test_the_page_saves_itself_in_the_background(me):
    draft = begin(me)
    me.post(page(draft, "places"), PLACES)

    typed = {"employer_name": "半个名", "contact_phone": "13"}
    saved = me.post(page(draft, "details"), typed, headers={"X-Autosave": "1"})

    assert saved.status_code == 202
    assert Transfer.objects.get(pk=draft.pk).employer_name == "半个名"


def test_sending_twice_makes_one_case(world, me):
    draft = make_draft(world, "pension")
    check = reverse("transfer_check", args=[draft.case.number])

    first, second = me.post(check, DECLARED), me.post(check, DECLARED)

    assert first.url == second.url == page(draft, "sent")
    assert Letter.objects.filter(kind=Letter.Kind.RECEIPT).count() == 1
    assert me.get(page(draft, "places")).url == reverse("case", args=[draft.case.number])


def test_an_unfinished_transfer_is_named_with_a_link(world, me):
    sent = make_draft(world, "pension")
    applying.submit(sent, by=world.applicant, now=MONDAY)

    again = me.post(reverse("transfer_start"), {"insurance": "pension"})

    assert again.status_code == 422
    assert f"already under way (case {sent.case.number})" in text(again)
    assert reverse("case", args=[sent.case.number]) in text(again)
    assert Case.objects.count() == 1


def test_what_the_rules_speak_against_needs_a_request_for_a_human_decision(world, me):
    world.person.relationships.filter(agency=world.agency("pension", "chengdu")).update(
        status="active"
    )
    draft = make_draft(world, "pension")
    check = reverse("transfer_check", args=[draft.case.number])

    known = me.get(page(draft, "known"))
    refused = me.post(check, DECLARED)
    asked = me.post(check, {**DECLARED, "despite_checks": "on"})

    assert "Something has to be settled first" in text(known)
    assert "Ask your former employer or the original agency to suspend it" in text(known)
    assert refused.status_code == 422
    assert asked.url == page(draft, "sent")
    assert Transfer.objects.get(pk=draft.pk).is_human_review_asked


def test_months_owed_are_decided_by_the_person_alone(world, me):
    held = world.person.relationships.get(agency=world.agency("pension", "chengdu"))
    owed = {"is_paid": False, "is_personal_arrears": True}
    held.periods.filter(first_month__year=2024).update(**owed)
    draft = make_draft(world, "pension")

    known = me.get(page(draft, "known"))
    asked = me.post(page(draft, "details"), DETAILS)
    decided = me.post(page(draft, "details"), {**DETAILS, "arrears": "waive"})

    assert "One decision of yours is needed" in text(known)
    assert "Choose what you want to do about the months still owed." in text(asked)
    assert decided.url == reverse("transfer_check", args=[draft.case.number])
    assert me.post(decided.url, DECLARED).url == page(draft, "sent")


def test_somebody_past_the_age_is_told_that_nothing_has_to_be_moved(world, me):
    world.person.born_on = MONDAY.date().replace(year=MONDAY.year - 55)
    world.person.save()
    world.person.relationships.filter(status="active").update(account_kind="temporary")
    draft = make_draft(world, "pension")

    known = text(me.get(page(draft, "known")))

    assert "You do not need this transfer" in known
    assert "My move was approved by a personnel department" in known
    assert "Change the places" not in known
    assert "is_approved_move" in me.get(page(draft, "details")).context["form"].fields


def test_whom_other_places_would_help_is_led_to_them(world, me):
    draft = make_draft(world, "pension")
    nobody_pays_there = {"original": GUANGZHOU, "new_region": CHENGDU}
    world.person.relationships.filter(status="active").update(status="suspended")
    with owner.as_owner():
        world.person.relationships.get(
            agency=world.agency("pension", "chengdu")
        ).periods.all().delete()

    known = me.post(page(draft, "places"), nobody_pays_there, follow=True)

    assert "Change the places" in text(known)


def test_the_employer_of_the_new_record_is_filled_in_already(world, me):
    draft = make_draft(world, "pension")
    Transfer.objects.filter(pk=draft.pk).update(employer_name="")
    draft.new_relationship.employer_name = "广州新单位有限公司"
    draft.new_relationship.save()

    assert "广州新单位有限公司" in text(me.get(page(draft, "details")))


def test_with_one_insurance_on_its_way_the_other_is_offered(world, me):
    draft = make_draft(world, "pension")
    me.post(reverse("transfer_check", args=[draft.case.number]), DECLARED)

    offered = "Move your medical insurance as well"
    assert offered in text(me.get(page(draft, "sent")))
    assert offered in text(me.get(reverse("my_page")))
    assert me.get(reverse("transfer_start")).context["form"].initial == {"insurance": "medical"}


def test_with_both_on_their_way_nothing_is_asked_again(world, me):
    for insurance in ("pension", "medical"):
        draft = make_draft(world, insurance)
        me.post(reverse("transfer_check", args=[draft.case.number]), DECLARED)

    shown = text(me.get(reverse("transfer_start")))

    assert 'name="insurance"' not in shown
    assert reverse("case_list") in shown
    assert "as well" not in text(me.get(page(draft, "sent")))


def test_nobody_is_asked_what_does_not_matter(world, me):
    shown = me.get(page(make_draft(world, "pension"), "details")).context["form"]

    assert list(shown.fields) == ["employer_name", "contact_phone", "contact_address", "note"]


def test_submitting_costs_few_queries(world, me, settings):
    settings.DEMO = False  # whose clock is one more query
    draft = make_draft(world, "pension")
    for hold in (work_calendar.known, rule_book.current, rule_book.approved_rows):
        hold()  # read once by each process
    for model in (Region, Agency, LetterTemplate):
        held.rows_of(model)

    with CaptureQueriesContext(connection) as asked:
        sent = me.post(reverse("transfer_check", args=[draft.case.number]), DECLARED)

    assert sent.url == page(draft, "sent")
    # Five of them work out what is said to come, to be kept with the sending; one places the event.
    assert sum("SAVEPOINT" not in query["sql"] for query in asked) <= 21
