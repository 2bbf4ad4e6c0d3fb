"""Whatever is typed wrongly is answered at the field, in the language read; nothing is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from casework.models import Case
from casework.rules.statuses import Status
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
from transfers.actions import applying, reviewing
from transfers.models import Transfer

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PLACES_MISTAKES = [
    ({"new_region": GUANGZHOU}, "original", "Choose the place your insurance is to come from."),
    ({"original": CHENGDU}, "new_region", "Choose the place where you are insured now."),
    ({**PLACES, "original": GUANGZHOU}, "new_region", "Both places are the same"),
    ({**PLACES, "original": "other"}, "original_other", "Choose the place your insurance is"),
    ({**PLACES, "original": "999999"}, "original", "Choose one of the places."),
    ({**PLACES, "new_region": "440100'--"}, "new_region", "This place is not in the list."),
    ({**PLACES, "new_region": "4401"}, "new_region", "This place is not in the list."),
]
DETAILS_MISTAKES = [
    ({"contact_phone": ""}, "contact_phone", "Enter a phone number at which the clerk"),
    ({"contact_phone": "12345"}, "contact_phone", "Please enter an 11-digit mainland mobile"),
    ({"contact_phone": "1" * 60}, "contact_phone", "Please enter an 11-digit mainland"),
    ({"employer_name": "甲" * 121}, "employer_name", "Please write at most 120 characters."),
    ({"employer_name": "ab\u202ecd"}, "employer_name", "a character that cannot be shown"),
    ({"contact_address": "\ue000路1号"}, "contact_address", "a character that cannot be shown"),
    (
        {"note": "身份证１１０１０１１９９００３０７６９１x"},
        "note",
        "leave the identity number out",
    ),
    ({"note": "字" * 501}, "note", "Please write at most 500 characters."),
]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def me(world):
    return signed_in(world.applicant)


def stored(transfer):
    return Transfer.objects.filter(pk=transfer.pk).values().get()


@pytest.mark.parametrize(("typed", "field", "message"), PLACES_MISTAKES)
def test_a_wrong_place_is_answered_at_the_field(world, me, typed, field, message):
    draft = make_draft(world, "pension")
    before = stored(draft)

    answer = me.post(page(draft, "places"), typed)

    assert answer.status_code == 422
    assert any(message in error for error in answer.context["form"].errors[field])
    assert f'href="#id_{field}' in text(answer)
    assert stored(draft) == before


@pytest.mark.parametrize(("typed", "field", "message"), DETAILS_MISTAKES)
def test_a_wrong_detail_is_answered_at_the_field(world, me, typed, field, message):
    draft = make_draft(world, "pension")
    before = stored(draft)

    answer = me.post(page(draft, "details"), {**DETAILS, **typed})

    assert answer.status_code == 422
    assert any(message in error for error in answer.context["form"].errors[field])
    assert stored(draft) == before


def test_a_place_where_nobody_handles_the_insurance_is_said_to_be_so(world, me):
    for name in ("zhejiang", "hangzhou"):
        agency = world.agency("medical", name)
        agency.is_active = False
        agency.save()
    draft = make_draft(world, "medical")

    answer = me.post(page(draft, "places"), {**PLACES, "new_region": "330100"})

    assert answer.status_code == 422
    assert "No agency there handles this insurance online." in text(answer)


def test_a_line_break_counts_as_one_character(world, me):
    draft = make_draft(world, "pension")

    answer = me.post(page(draft, "details"), {**DETAILS, "note": "字\r\n" * 250})

    assert answer.status_code == 302


def test_an_insurance_that_does_not_exist_is_refused(me):
    answer = me.post(reverse("transfer_start"), {"insurance": "unemployment"})

    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_nothing_is_sent_without_the_declaration(world, me):
    draft = make_draft(world, "pension")

    answer = me.post(reverse("transfer_check", args=[draft.case.number]), {})

    assert answer.status_code == 422
    assert "Please confirm that your answers are true." in text(answer)
    assert Case.objects.get().status == Status.DRAFT


def test_an_incomplete_draft_leads_back_to_what_is_missing(me):
    me.post(reverse("transfer_start"), {"insurance": "pension"})
    draft = Transfer.objects.get()
    check = reverse("transfer_check", args=[draft.case.number])

    assert me.get(check).url == page(draft, "places")
    me.post(page(draft, "places"), PLACES)
    Transfer.objects.update(contact_phone="")
    assert me.post(check, DECLARED).url == page(draft, "details")


@pytest.mark.parametrize("name", ["nowhere", "check-", "start"])
def test_a_page_that_does_not_exist_is_not_found(world, me, name):
    assert me.get(page(make_draft(world, "pension"), name)).status_code == 404


def test_only_what_is_asked_can_be_corrected(world, me):
    draft = make_draft(world, "pension")
    applying.submit(draft, by=world.applicant, now=MONDAY)
    asked = {"employer_name": "?"}
    reviewing.ask_for_correction(draft, asked, note="", by=world.pension_new_a, now=MONDAY)
    version = Case.objects.get().version

    me.post(
        reverse("case_correct", args=[draft.case.number]),
        {"employer_name": "乙公司", "contact_phone": "13900000000", "version": version},
    )

    assert Transfer.objects.get().employer_name == "乙公司"
    assert Transfer.objects.get().contact_phone == "+8613800000000"


def test_an_answer_to_an_older_state_of_the_case_is_not_taken(world, me):
    draft = make_draft(world, "pension")
    applying.submit(draft, by=world.applicant, now=MONDAY)
    asked = {"employer_name": "?"}
    reviewing.ask_for_correction(draft, asked, note="", by=world.pension_new_a, now=MONDAY)

    answer = me.post(
        reverse("case_correct", args=[draft.case.number]),
        {"employer_name": "乙公司", "version": 1},
    )

    assert answer.status_code == 409
    assert Case.objects.get().status == Status.CORRECTION_ASKED


# --- The sign-in has ended meanwhile ------------------------------------------------------------
def test_a_sign_in_that_has_run_out_leads_back_to_the_same_page(world, me, clock):
    draft = make_draft(world, "pension")
    clock.shift(timedelta(days=30))

    answer = me.get(page(draft, "details"))

    assert answer.url == f"{reverse('account_login')}?next={page(draft, 'details')}"


@pytest.mark.parametrize("name", ["transfer_start", "case_list"])
def test_the_unverified_are_asked_to_verify_first(world, name):
    led = signed_in(world.unverified).get(reverse(name)).url
    assert led.partition("?")[0] == reverse("verify_identity")


def test_nothing_of_a_person_stays_in_a_browser_that_others_use(world, me):
    for address in (reverse("my_page"), page(make_draft(world, "pension"), "details")):
        assert "no-store" in me.get(address)["Cache-Control"]
