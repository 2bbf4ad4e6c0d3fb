"""The wizard of a declared service: page by page, every kind of answer, codes, the last look."""

import re
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from accounts import sms
from agencies.models import Agency
from applications.declaring import Assurance
from applications.fields import AgencyChoice
from applications.models import Application, Offer
from casework.models import Case
from tests.applications import samples
from tests.cast import MONDAY, PASSWORD
from tests.transfers.pages import signed_in, text

pytestmark = pytest.mark.django_db
PHONE = "139 1111 2222"
TRUE = {"declared": "on"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def me(world):
    return signed_in(world.applicant)


def begun(me, service=samples.PLATE):
    me.post(reverse("apply_start", args=[service.name]))
    return Application.objects.get(case__service=service.name, case__status="draft")


def at(application, page):
    return reverse("apply_page", args=[application.case.number, page])


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def ready(me):
    application = begun(me)
    me.post(at(application, "line"), {"line": "Haus"})
    me.post(at(application, "sure"), {"sure": "on"})
    return application


def check(application):
    return reverse("apply_check", args=[application.case.number])


# --- Begin ----------------------------------------------------------------------------------------
def test_who_handles_it_is_said_before_anything_is_typed(me, world):
    page = text(me.get(reverse("apply_start", args=["sample-plate"])))

    assert world.agency("pension", "guangzhou").local_name in page
    assert not Case.objects.exists()


def test_where_it_is_not_online_the_counter_and_the_phone_are_said(me, world):
    Offer.objects.update(is_online=False, phone="020-12345", counters="1 Street")
    answer = me.post(reverse("apply_start", args=["sample-plate"]))

    assert "020-12345" in text(answer)
    assert "1 Street" in text(answer)
    assert not Case.objects.exists()


def test_where_nobody_handles_it_the_reason_and_a_way_forward_are_said(me, redeclare):
    redeclare(samples.PLATE, agency=lambda _k, _a: AgencyChoice(reason=samples.TOO_LONG))

    assert "Shorten the name" in text(me.post(reverse("apply_start", args=["sample-plate"])))
    assert not Case.objects.exists()


def test_beginning_twice_goes_on_with_the_draft(me):
    application = begun(me)
    me.post(at(application, "line"), {"line": "Haus"})

    answer = me.post(reverse("apply_start", args=["sample-plate"]))
    assert answer.url == at(application, "sure")


def test_a_draft_of_somebody_else_does_not_exist(me, world):
    application = begun(me)

    number, stranger = application.case.number, signed_in(world.other_person)
    names = ("apply_check", "apply_sent", "case", "case_correct", "case_withdraw", "case_proofs")
    addresses = [at(application, "line"), *(reverse(name, args=[number]) for name in names)]
    for address in addresses:
        assert stranger.get(address).status_code == 404, address
        assert stranger.post(address).status_code in {404, 405}, address
    assert stranger.post(reverse("apply_code", args=[number, "code"])).status_code == 404


# --- Pages ----------------------------------------------------------------------------------------
def test_each_page_keeps_its_answers_and_leads_on(me):
    application = begun(me)
    answer = me.post(at(application, "line"), {"line": "Haus"})

    assert answer.url == at(application, "sure")
    assert fresh(application).raw_answers == {"line": "Haus"}
    assert 'value="Haus"' in text(me.get(at(application, "line")))


def test_why_something_is_asked_stands_beneath_it(me):
    assert "Why we ask: To try it out." in text(me.get(at(begun(me), "line")))


def test_what_is_wrong_is_said_at_its_question_and_nothing_is_kept(me):
    application = begun(me)
    answer = me.post(at(application, "line"), {"line": "7up"})

    assert answer.status_code == 422
    assert text(answer).count("Begin with a letter.") == 2  # in the summary, and at the field
    assert fresh(application).raw_answers == {}


def test_an_older_page_writes_over_nothing(me):
    application = begun(me)
    me.post(at(application, "line"), {"line": "Hof", "revision": "0"})
    answer = me.post(at(application, "line"), {"line": "Tor", "revision": "0"})

    assert answer.status_code == 422
    assert "Another window of yours" in text(answer)
    assert fresh(application).raw_answers["line"] == "Hof"


def test_words_of_a_sign_in_that_ended_come_back(me, world):
    application = begun(me)
    words = re.search(r'name="words_of" value="([^"]+)"', text(me.get(at(application, "line"))))
    me.logout()
    me.post(
        at(application, "line"),
        {"line": "Fast verloren", "words_of": words[1]},
        headers={"Origin": "http://testserver"},
    )
    me.force_login(world.applicant.user)

    assert "Fast verloren" in text(me.get(at(application, "line")))


# --- Codes ----------------------------------------------------------------------------------------
def send_code(me, application, phone=PHONE):
    sms.outbox.clear()
    address = reverse("apply_code", args=[application.case.number, "code"])
    return me.post(address, {"phone": phone}, follow=True)


def test_what_was_refused_before_does_not_hide_what_a_code_has_kept(me):
    application = begun(me, samples.PHONE_CHANGE)
    page = at(application, "phone")
    mark = me.get(page).context["form"].words.mark
    me.post(page, {"phone": "1391111", "words_of": mark})
    assert 'value="1391111"' in text(me.get(page))

    code = reverse("apply_code", args=[application.case.number, "code"])
    me.post(code, {"phone": PHONE, "words_of": mark})

    assert 'value="1391111"' not in text(me.get(page))


def test_a_code_goes_to_what_was_typed_and_proves_it(me):
    application = begun(me, samples.PHONE_CHANGE)
    assert "139****2222" in text(send_code(me, application))
    to, message = sms.outbox[-1]
    code = re.search(r"\d{6}", message)[0]

    assert to == "+8613911112222"
    answer = me.post(at(application, "phone"), {"phone": PHONE, "code": code})
    assert answer.url == check(application)
    assert "is proven" in text(me.get(at(application, "phone")))


def test_a_wrong_code_says_how_often_one_may_still_try(me):
    application = begun(me, samples.PHONE_CHANGE)
    send_code(me, application)
    right = re.search(r"\d{6}", sms.outbox[-1][1])[0]
    wrong = "000000" if right != "000000" else "000001"

    page = text(me.post(at(application, "phone"), {"phone": PHONE, "code": wrong}))
    assert "You can try 4 more times" in page


def test_without_a_code_it_does_not_go_on(me):
    application = begun(me, samples.PHONE_CHANGE)
    answer = me.post(at(application, "phone"), {"phone": PHONE, "code": ""})

    assert answer.status_code == 422
    assert "Enter the code that we sent there." in text(answer)


def test_a_contact_asked_for_by_choice_is_proven_anew_when_it_is_changed(me, redeclare):
    chosen = {"shown": lambda said: bool(said.get("line"))}
    first, then = samples.PLATE.pages[0], samples.PHONE_CHANGE.pages[0]
    asked = tuple(replace(each, **chosen) for each in then.fields)
    redeclare(samples.PHONE_CHANGE, pages=(first, replace(then, fields=asked)))
    application = begun(me, samples.PHONE_CHANGE)
    me.post(at(application, "line"), {"line": "Haus"})
    send_code(me, application)
    code = re.search(r"\d{6}", sms.outbox[-1][1])[0]
    proven = me.post(at(application, "phone"), {"phone": PHONE, "code": code})
    assert proven.url == check(application)

    answer = me.post(at(application, "phone"), {"phone": "13911113333"})

    assert answer.status_code == 422
    assert "Enter the code that we sent there." in text(answer)


def test_a_second_code_waits_a_minute(me):
    application = begun(me, samples.PHONE_CHANGE)
    send_code(me, application)

    assert "less than a minute ago" in text(send_code(me, application))
    assert sms.outbox == []


def test_no_code_goes_to_what_cannot_be_a_phone(me):
    application = begun(me, samples.PHONE_CHANGE)
    answer = send_code(me, application, phone="12")

    assert answer.status_code == 422
    assert sms.outbox == []


# --- The last look --------------------------------------------------------------------------------
def test_before_it_is_sent_every_answer_can_be_changed_from_one_page(me):
    application = ready(me)
    page = text(me.get(check(application)))

    assert "Haus" in page
    assert "each counted once" in page
    assert f"{at(application, 'line')}?to=check" in page
    answer = me.post(f"{at(application, 'line')}?to=check", {"line": "Hof"})
    assert answer.url == check(application)


def test_what_is_missing_leads_back_to_its_page(me):
    application = begun(me)

    assert me.get(check(application)).url == at(application, "line")


def test_it_is_sent_once_however_often(me):
    application = ready(me)
    assert me.post(check(application), {}).status_code == 422
    first, second = (me.post(check(application), TRUE) for _time in range(2))

    assert first.url == second.url == reverse("apply_sent", args=[application.case.number])
    assert fresh(application).case.letters.count() == 1
    assert application.case.number in text(me.get(first.url))


def test_what_the_rules_speak_against_is_sent_only_if_a_clerk_is_asked(me):
    application = ready(me)
    me.post(at(application, "line"), {"line": "x" * 21})
    assert "The name is too long." in text(me.get(check(application)))

    assert me.post(check(application), TRUE).status_code == 422
    me.post(check(application), {**TRUE, "despite_checks": "on"})
    assert fresh(application).is_human_review_asked


def test_what_is_done_at_once_shows_its_confirmation(me):
    application = begun(me, samples.PHONE_CHANGE)
    send_code(me, application)
    code = re.search(r"\d{6}", sms.outbox[-1][1])[0]
    me.post(at(application, "phone"), {"phone": PHONE, "code": code})
    page = text(me.post(check(application), TRUE, follow=True))

    assert "It is done" in page
    assert fresh(application).case.letters.get().printed_number in page


def test_of_several_agencies_one_is_chosen(me, world, redeclare):
    both = tuple(Agency.objects.filter(code__in=["P440100", "P510100"]))
    redeclare(samples.PLATE, agency=lambda _k, _a: AgencyChoice(agencies=both))
    application = ready(me)

    assert me.get(check(application)).url == at(application, "agency")
    me.post(at(application, "agency"), {"agency": "P510100"})
    me.post(check(application), TRUE)
    assert fresh(application).agency == world.agency("pension", "chengdu")


def test_what_was_sent_is_no_longer_asked(me):
    application = ready(me)
    me.post(check(application), TRUE)
    answer = me.post(at(application, "line"), {"line": "Tor"})

    assert answer.url == application.case.get_absolute_url()
    assert fresh(application).raw_answers["line"] == "Haus"


# --- How sure it is who asks ----------------------------------------------------------------------
def test_where_it_matters_the_password_is_asked_again(me, world, redeclare):
    redeclare(samples.PLATE, assurance=Assurance.SIGNED_IN_ANEW)
    start = reverse("apply_start", args=["sample-plate"])
    answer = me.post(start)

    assert answer.url.startswith(reverse("account_reauthenticate"))
    me.post(answer.url, {"password": PASSWORD})
    assert me.get(start).status_code == 200


def test_what_is_done_at_once_is_sent_after_signing_in_anew_too(me, world, redeclare):
    redeclare(samples.PHONE_CHANGE, assurance=Assurance.SIGNED_IN_ANEW)
    start = reverse("apply_start", args=["sample-phone"])

    assert me.post(start).url.startswith(reverse("account_reauthenticate"))


def test_who_has_just_signed_in_is_not_asked_twice(client, world, redeclare):
    redeclare(samples.PLATE, assurance=Assurance.SIGNED_IN_ANEW)
    said = {"login": world.applicant.user.email, "password": PASSWORD}
    client.post(reverse("account_login"), said)

    answer = client.post(reverse("apply_start", args=["sample-plate"]))

    assert answer.url.startswith("/apply/")
