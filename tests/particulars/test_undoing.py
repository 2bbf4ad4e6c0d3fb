"""A change of contact data is undone for a day from the contact that was replaced."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts import sms
from accounts.models import Person, SignIn, User
from applications.actions import undoing
from applications.models import WayBack
from casework.case_pages import pages_of
from casework.models import Notice
from kit.errors import NotValid
from letters.models import Letter
from services.particulars.models import PersonVersion
from tests.cast import MONDAY
from tests.particulars.story import fresh, new_contacts, person_of, prove, send
from tests.story import send_all
from tests.transfers.pages import signed_in
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
OLD_PHONE, THEIRS, NEXT = "+8613800000000", "+8613911112222", "+8613911113333"


@pytest.fixture(autouse=True)
def nobody_else_has_these_phones(world):
    Person.objects.exclude(pk=world.person.pk).update(phone_index="")
    sms.outbox.clear()


def changed(world, now=MONDAY, **answers):
    """Change the phone as somebody who has entered would, and let a worker tell the old one."""
    case = send(world, new_contacts(world, **answers), now=now).case
    send_all(now=now)
    return case


def code_told_to(contact):
    """Return the code of the last message to a contact."""
    texts = [text for to, text in sms.outbox if to == contact]
    texts += [each.body for each in mail.outbox if contact in each.to]
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", texts[-1])[0]


def test_the_old_phone_is_told_a_code_that_gives_the_record_back(world):
    case = changed(world)

    undoing.undo(case.number, code_told_to(OLD_PHONE).lower(), now=MONDAY + timedelta(hours=24))

    assert person_of(world).phone == OLD_PHONE
    written = PersonVersion.objects.values_list("is_undoing", flat=True)
    assert list(written) == [False, True]
    assert not list(violations())


def test_the_sign_in_comes_back_every_session_ends_and_the_letter_counts_no_longer(world):
    user = world.applicant.user
    user.phone, user.phone_verified = OLD_PHONE, True
    user.save()
    case = changed(world, sign_in_too=True)
    signed_in(world.applicant)
    assert SignIn.objects.filter(user=user).exists()

    undoing.undo(case.number, code_told_to(OLD_PHONE), now=MONDAY)

    assert User.objects.get(pk=user.pk).phone == OLD_PHONE
    assert not SignIn.objects.filter(user=user).exists()
    assert not Letter.objects.valid().filter(case=case, kind=Letter.Kind.CONFIRMATION).exists()


def test_person_and_agency_are_told_and_the_history_says_so(world):
    case = changed(world)
    undoing.undo(case.number, code_told_to(OLD_PHONE), now=MONDAY)

    told = Notice.objects.filter(kind="undone")
    agency = world.agency("pension", "guangzhou")
    assert {each.to_agency for each in told} == {agency, None}
    last = case.events.order_by("sequence").last()
    with override("en"):
        said = pages_of(case.service).titles(case, [last])
    assert said == ["The change was undone from the old phone or e-mail"]


def test_done_twice_it_is_done_once(world):
    case, code = changed(world), code_told_to(OLD_PHONE)
    undoing.undo(case.number, code, now=MONDAY)
    undoing.undo(case.number, code, now=MONDAY + timedelta(days=9))

    assert PersonVersion.objects.filter(is_undoing=True).count() == 1
    assert Notice.objects.filter(kind="undone").count() == 2


def test_after_a_day_it_is_too_late_and_the_way_to_the_counter_is_named(world):
    case, code = changed(world), code_told_to(OLD_PHONE)

    with pytest.raises(NotValid) as refused:
        undoing.undo(case.number, code, now=MONDAY + timedelta(hours=24, seconds=1))
    assert "12333" in str(refused.value.errors)
    assert person_of(world).phone == THEIRS


def test_the_day_begins_when_the_old_phone_is_told_however_late(world):
    case = send(world, new_contacts(world)).case
    late = MONDAY + timedelta(days=3)
    send_all(now=late)

    undoing.undo(case.number, code_told_to(OLD_PHONE), now=late + timedelta(hours=23))

    assert person_of(world).phone == OLD_PHONE


@pytest.mark.parametrize("code", ["00000-00000", "", "\0", "x" * 5000, "０００００００００"])
def test_another_code_undoes_nothing(world, code):
    case = changed(world)

    with pytest.raises(NotValid):
        undoing.undo(case.number, code, now=MONDAY)
    assert person_of(world).phone == THEIRS


def test_before_it_was_told_no_way_is_open(world):
    case, code = changed(world), code_told_to(OLD_PHONE)
    WayBack.objects.update(told_at=None)

    with pytest.raises(NotValid):
        undoing.undo(case.number, code, now=MONDAY)


def test_what_was_entered_since_is_undone_too_and_leads_nowhere(world):
    first = changed(world)
    later = MONDAY + timedelta(hours=2)
    again = new_contacts(world, phone=NEXT)
    prove(world, again, now=later)
    second = send(world, fresh(again), now=later).case
    send_all(now=later)

    undoing.undo(first.number, code_told_to(OLD_PHONE), now=later)

    assert person_of(world).phone == OLD_PHONE
    with pytest.raises(NotValid):
        undoing.undo(second.number, code_told_to(THEIRS), now=later)
    assert person_of(world).phone == OLD_PHONE


def test_the_page_asks_for_number_and_code_and_does_nothing_by_its_address(world):
    case, code, page = changed(world), code_told_to(OLD_PHONE), reverse("undo")
    anybody = Client(headers={"accept-language": "en"})

    with time_machine.travel(MONDAY, tick=False):
        assert anybody.get(page, {"number": case.number, "code": code}).status_code == 200
        assert person_of(world).phone == THEIRS
        wrong = anybody.post(page, {"number": case.number, "code": "00000-00000"})
        assert wrong.status_code == 422
        assert OLD_PHONE[3:] not in wrong.content.decode()
        done = anybody.post(page, {"number": f" {case.number.lower()} ", "code": code})

    assert "It is undone" in done.content.decode()
    assert person_of(world).phone == OLD_PHONE


def test_guesses_at_a_way_back_are_counted_by_case_and_by_address(client, db, settings):
    most = settings.LIMITS["undo.case"][0]
    guess = {"number": "2026-7KQM-49XD", "code": "7KQ2M-49XDA"}

    answers = [client.post("/undo/", guess).status_code for _ in range(most + 1)]
    elsewhere = client.post("/undo/", guess, REMOTE_ADDR="203.0.113.9").status_code

    assert answers == [422] * most + [429]
    assert elsewhere == 422
