"""An insured person follows a case: whose turn it is, what is asked back, how it ended."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AccessEntry, Looked
from casework.actions.duties import do_what_is_due
from casework.models import Notice, PreparedAct
from casework.rules.statuses import Status
from tests.cast import MONDAY, make_draft, make_person, make_world
from tests.transfers.pages import HANGZHOU, signed_in, text
from transfers.actions import (
    accepting,
    applying,
    arriving,
    drafting,
    handing_over,
    preparing_form,
    refusing,
    reviewing,
    settling,
)
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def sent(world):
    return applying.submit(make_draft(world, "pension"), by=world.applicant, now=MONDAY)


def fresh(transfer):
    return Transfer.objects.whole().get(pk=transfer.pk)


def case_page(me, transfer):
    me.force_login(transfer.case.applicant)  # time has passed: the last sign-in has ended
    return open_case(me, transfer)


def open_case(me, transfer):
    return me.get(reverse("case", args=[transfer.case.number]))


def days(number):
    return MONDAY + timedelta(days=number)


def ask_back(world, transfer, wrong, note=""):
    who = world.pension_new_a
    return reviewing.ask_for_correction(fresh(transfer), wrong, note=note, by=who, now=MONDAY)


def accept(world, transfer):
    accepting.accept(fresh(transfer), by=world.pension_new_a, now=days(1))
    do_what_is_due(now=days(1))


def complete(world, transfer):
    accept(world, transfer)
    form = preparing_form.prepare_form(fresh(transfer), by=world.pension_original_a, now=days(2))
    sent_on = days(2).date()
    by = world.pension_original_b
    handing_over.send_form(form, reference="BANK-1", sent_on=sent_on, by=by, now=days(2))
    do_what_is_due(now=days(2))
    money, by = fresh(transfer).remittances.get(), world.pension_new_a
    facts = {"amount_fen": money.amount_fen, "arrived_on": days(3).date()}
    arriving.record_arrival(money, **facts, by=by, now=days(3))
    settling.prepare_settlement(fresh(transfer), by=by, now=days(3))
    settling.complete(fresh(transfer), by=world.pension_new_b, now=days(3))
    do_what_is_due(now=days(3))
    return fresh(transfer)


def test_the_case_says_whose_turn_it_is_and_by_when(me, sent):
    answer = case_page(me, sent)

    shown = text(answer)
    assert "It is the turn of Guangzhou Social Insurance Fund Centre." in shown
    assert answer.context["turn"].due_on == date(2026, 9, 28)
    assert "15 working days left" in shown
    assert "You sent the application" in shown


def test_the_names_of_clerks_are_not_told(world, me, sent):
    accept(world, sent)

    assert world.pension_new_a.user.display_name not in text(case_page(me, sent))


def test_the_letter_in_hand_makes_it_the_original_agencys_turn(world, me, sent, clock):
    accept(world, sent)
    clock.move_to(days(1))

    turn = case_page(me, sent).context["turn"]

    assert turn.whose == "Chengdu Social Insurance Fund Centre"
    assert turn.days_left == 15


def test_a_late_agency_is_called_late(me, sent, clock):
    clock.move_to(days(30))

    shown = case_page(me, sent)

    assert shown.context["turn"].is_late
    assert "They should have finished by" in text(shown)


def test_days_waited_for_an_answer_do_not_count(world, me, sent, clock):
    ask_back(world, sent, {"employer_name": "The name is incomplete."})
    clock.move_to(days(3))
    applying.answer_correction(
        fresh(sent), {"employer_name": "甲公司"}, by=world.applicant, now=days(3)
    )

    strip = case_page(me, sent).context["days"]

    assert [day["counted"] for day in strip[:5]] == [False, False, False, False, True]
    assert strip[1]["reason"] == "waiting for your answer"
    assert strip[-1]["due"]
    assert strip[-1]["number"] == 15


def test_a_correction_asks_exactly_for_what_is_wrong(world, me, sent):
    ask_back(world, sent, {"employer_name": "The name is incomplete."}, note="One thing, please.")
    address = reverse("case_correct", args=[sent.case.number])

    case, asked = case_page(me, sent), me.get(address)
    answered = me.post(
        address, {"employer_name": "广州新公司", "version": fresh(sent).case.version}
    )

    assert address in text(case)
    assert list(asked.context["form"].fields) == ["version", "employer_name"]
    assert "The agency writes: The name is incomplete." in text(asked)
    assert answered.url == reverse("case", args=[sent.case.number])
    assert fresh(sent).employer_name == "广州新公司"
    assert fresh(sent).case.status == Status.SUBMITTED


def test_a_wrong_place_can_be_corrected(world, me, sent):
    ask_back(world, sent, {"original_region": "Your record lies in Hangzhou."})
    address = reverse("case_correct", args=[sent.case.number])
    version = fresh(sent).case.version

    same = me.post(address, {"original_region": "440100", "version": version})
    right = me.post(address, {"original_region": HANGZHOU, "version": version})

    assert same.status_code == 422
    assert "Both places are the same. Change one of the two." in text(same)
    assert right.status_code == 302
    assert fresh(sent).original_agency == world.agency("pension", "hangzhou")


def test_an_application_can_be_taken_back_before_it_is_decided(me, sent):
    address = reverse("case_withdraw", args=[sent.case.number])

    assert "Withdraw this application?" in text(me.get(address))
    me.post(address, {"note": ""})

    assert fresh(sent).case.status == Status.WITHDRAWN
    assert "You have withdrawn this application." in text(case_page(me, sent))


def test_it_cannot_be_taken_back_once_it_is_accepted(world, me, sent):
    accept(world, sent)
    address = reverse("case_withdraw", args=[sent.case.number])

    answer = me.post(address, {"note": ""}, follow=True)

    assert "This application can no longer be withdrawn" in text(answer)
    assert fresh(sent).case.status == Status.LETTER_ISSUED


def test_a_draft_can_be_discarded(world, me):
    draft = make_draft(world, "medical")

    me.post(reverse("case_withdraw", args=[draft.case.number]))

    assert fresh(draft).case.status == Status.WITHDRAWN
    assert drafting.draft_of(world.person, "medical") is None


def test_who_draws_a_pension_is_told_that_nothing_has_to_be_moved(world, me):
    world.person.relationships.update(status="drawing")

    assert "You draw your pension: nothing has to be moved" in text(me.get(reverse("my_page")))


def refuse(world, sent):
    refusing.prepare_refusal(fresh(sent), ["A02"], by=world.pension_new_a, now=MONDAY)
    prepared = PreparedAct.objects.get(case=sent.pk)
    refusing.refuse(prepared, fresh(sent), by=world.pension_new_b, now=MONDAY)


def test_a_refusal_is_told_with_the_way_forward(world, me, sent):
    refuse(world, sent)

    shown = text(case_page(me, sent))

    assert "an employee's pension relationship need not be moved" in shown
    assert "What it means for you:" in shown


def test_whoever_was_refused_can_apply_again_from_there(world, me, sent):
    refuse(world, sent)

    assert f"{reverse('transfer_start')}?insurance=pension" in text(case_page(me, sent))


def test_what_the_agency_asks_for_cannot_be_left_out(world, me, sent):
    ask_back(world, sent, {"contact_address": "Please add the number of the house."})
    version = fresh(sent).case.version

    address = reverse("case_correct", args=[sent.case.number])
    answer = me.post(address, {"contact_address": " ", "version": version})

    assert answer.status_code == 422
    assert "Write here what the agency asks for." in text(answer)
    assert fresh(sent).case.status == Status.CORRECTION_ASKED


def test_the_end_shows_months_counted_once_and_the_money_that_came(world, me, sent):
    done = complete(world, sent)

    shown = case_page(me, done)

    merged = shown.context["came_of_it"]["merged"]
    assert merged.months == 152
    assert merged.arrived_fen == done.remittances.get().amount_fen
    assert {place.name: place.months for place in merged.places} == {
        "Guangzhou": 20,
        "Chengdu": 132,
    }
    assert "Notice of completion" in text(shown)


def test_a_letter_is_served_once_it_is_rendered(me, sent):
    address = reverse("letter", args=[f"{sent.case.number}-R"])

    before = me.get(address)
    do_what_is_due(now=MONDAY)
    after = me.get(address)

    assert before.status_code == 202
    assert "The letter is being prepared" in text(before)
    assert after.content.startswith(b"%PDF")
    assert after["Content-Disposition"] == f'inline; filename="{sent.case.number}-R.pdf"'
    assert after["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in after["Cache-Control"]


def test_a_clerk_who_reads_a_letter_is_noted_for_the_person(world, sent):
    do_what_is_due(now=MONDAY)

    signed_in(world.pension_new_a).get(reverse("letter", args=[f"{sent.case.number}-R"]))

    assert AccessEntry.objects.get(person=world.person).what == Looked.LETTER


def test_an_auditor_says_why_before_reading_a_letter(world, sent):
    accept(world, sent)
    address = reverse("letter", args=[f"{sent.case.number}-R"])
    auditor = signed_in(world.pension_auditor)

    asked, refused = auditor.get(address), auditor.post(address, {"reason": " "})
    given = auditor.post(address, {"reason": "Yearly audit"})

    assert "The person can read it." in text(asked)
    assert refused.status_code == 422
    assert given.content.startswith(b"%PDF")
    assert AccessEntry.objects.get(person=world.person).reason == "Yearly audit"


@pytest.mark.parametrize("who", ["other_person", "medical_new_a", "pension_stranger"])
@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("case", ""),
        ("case_correct", ""),
        ("case_withdraw", ""),
        ("transfer_check", ""),
        ("letter", "-R"),
    ],
)
def test_a_foreign_case_does_not_exist(world, sent, who, name, suffix):
    stranger = make_person("赵六", sent.case.person.born_on.replace(year=1980))
    actor = getattr(world, who)
    if actor.person is None:  # a clerk who is also insured, in a case of somebody else
        actor.user.person, actor.user.identity_verified_at = stranger, MONDAY
        actor.user.save()

    answer = signed_in(actor).get(reverse(name, args=[sent.case.number + suffix]))

    assert answer.status_code == 404


def test_a_clerk_does_not_meet_a_case_on_the_citizens_pages(world, sent):
    clerk = signed_in(world.pension_new_a)

    assert clerk.get(reverse("case", args=[sent.case.number])).status_code != 200
    assert clerk.get(reverse("letter", args=[f"{sent.case.number}-R"])).status_code == 202


def test_my_page_names_the_one_thing_that_waits_for_me(world, me, sent):
    assert "Nothing waits for you" in text(me.get(reverse("my_page")))

    ask_back(world, sent, {"employer_name": "?"})

    assert "has a question for you" in text(me.get(reverse("my_page")))


def test_my_page_sends_the_unverified_to_prove_who_they_are(world):
    shown = signed_in(world.unverified).get(reverse("my_page"))

    assert "verify your identity" in text(shown)
    assert reverse("verify_identity") in text(shown)


def test_notices_are_read_once(world, me, sent):
    assert "Your application has been received" in text(me.get(reverse("notice_list")))

    me.post(reverse("notice_list"), {"notice": "all"})

    assert not Notice.objects.filter(to_person=world.person, read_at=None).exists()


def test_pages_speak_both_languages(world, sent):
    for language in ("zh-hans", "en"):
        client = signed_in(world.applicant, language)
        for name in ("my_page", "case_list", "notice_list", "transfer_start"):
            assert client.get(reverse(name)).status_code == 200
        assert case_page(client, sent).status_code == 200


def test_a_case_costs_the_same_however_much_has_happened(
    world, me, sent, django_assert_max_num_queries
):
    case_page(me, sent)  # the calendar is read once by each process
    with django_assert_max_num_queries(15):
        open_case(me, sent)
    ask_back(world, sent, {"employer_name": "?"})
    with django_assert_max_num_queries(15):
        open_case(me, sent)
    applying.answer_correction(fresh(sent), {}, by=world.applicant, now=MONDAY)
    complete(world, sent)
    with django_assert_max_num_queries(15):
        open_case(me, sent)


def test_my_page_costs_the_same_however_many_cases_there_are(
    world, me, sent, django_assert_max_num_queries
):
    me.get(reverse("my_page"))
    with django_assert_max_num_queries(13):
        me.get(reverse("my_page"))
    complete(world, sent)
    applying.submit(make_draft(world, "medical"), by=world.applicant, now=MONDAY)
    do_what_is_due(now=MONDAY)
    make_draft(world, "pension")
    with django_assert_max_num_queries(13):
        me.get(reverse("my_page"))
