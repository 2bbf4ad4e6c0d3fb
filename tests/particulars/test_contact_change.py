"""A new phone, e-mail or address: done at once, and the old contact told."""

import json

import pytest

from accounts import sms
from accounts.models import Person, User
from applications import known
from applications.actions import applying, drafting
from casework.errors import MoveNotPossible
from kit.errors import NotValid
from letters.models import Letter
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.models import PersonVersion
from services.particulars.rules.contacts import may_share
from tests.cast import MONDAY, make_person
from tests.particulars.story import NEW_PHONE, draft, fresh, new_contacts, person_of, send
from tests.story import send_all

pytestmark = pytest.mark.django_db
OLD_PHONE = "+8613800000000"


@pytest.fixture(autouse=True)
def nobody_else_has_these_phones(world):
    Person.objects.exclude(pk=world.person.pk).update(phone_index="")


def test_a_proven_phone_is_on_the_record_at_once(world):
    application = send(world, new_contacts(world))
    person, version = person_of(world), PersonVersion.objects.get()

    assert (person.phone, application.case.status) == (NEW_PHONE, "completed")
    assert (version.field, version.old, version.new) == ("phone", OLD_PHONE, NEW_PHONE)


def test_the_confirmation_shows_old_and_new_with_their_middle_hidden(world):
    letter = send(world, new_contacts(world)).case.letters.get()

    assert letter.kind == Letter.Kind.CONFIRMATION
    assert json.loads(letter.content)["decided"][0]["value"]["zh"] == "138****0000 → 139****2222"
    assert NEW_PHONE not in letter.content


def test_the_old_phone_is_told_once_and_by_nothing_sooner(world):
    sms.outbox.clear()
    send(world, new_contacts(world))
    assert sms.outbox == []

    send_all(now=MONDAY)
    send_all(now=MONDAY)

    assert [phone for phone, text in sms.outbox if "12333" in text] == [OLD_PHONE]


def test_an_unproven_phone_changes_nothing(world):
    application = draft(world, CONTACT_CHANGE, {
        "what": ["phone"], "phone": NEW_PHONE, "is_family": False, "sign_in_too": False,
    })  # fmt: skip

    with pytest.raises(NotValid):
        applying.submit(application, by=world.applicant, now=MONDAY)
    assert person_of(world).phone == OLD_PHONE


def test_what_is_on_the_record_already_is_told_and_nothing_is_stored(world):
    application = new_contacts(world, phone=OLD_PHONE)

    with pytest.raises(NotValid):
        applying.submit(application, by=world.applicant, now=MONDAY)
    assert not PersonVersion.objects.exists()


def test_e_mail_and_address_need_no_phone(world):
    answers = {"what": ["address"], "address": "广东省广州市天河区示例路1号"}
    application = send(world, draft(world, CONTACT_CHANGE, answers))

    assert person_of(world).address == answers["address"]
    assert person_of(world).phone == OLD_PHONE
    assert application.case.status == "completed"


@pytest.mark.parametrize(
    ("others", "is_family", "may"),
    [(0, False, True), (1, False, False), (1, True, True), (3, True, True), (4, True, False)],
)
def test_a_family_of_four_may_share_a_phone(others, is_family, may):
    assert may_share(others, is_family=is_family) is may


def test_a_phone_of_others_is_refused_unless_it_is_the_family_s(world):
    make_person("王大伟", world.person.born_on.replace(year=1961), phone=NEW_PHONE)
    with pytest.raises(NotValid):
        send(world, new_contacts(world))

    family = {"is_family": True, "family_reason": "与父亲共用"}
    drafting.save(draft(world, CONTACT_CHANGE, family), {}, by=world.applicant, now=MONDAY)
    application = drafting.draft_of(world.applicant, CONTACT_CHANGE.name)

    assert send(world, application).case.status == "completed"


def test_whose_phone_it_is_tells_nobody_who_has_not_proven_it(world):
    make_person("王大伟", world.person.born_on.replace(year=1961), phone=NEW_PHONE)
    application = draft(world, CONTACT_CHANGE, {"what": ["phone"], "phone": NEW_PHONE})

    assert codes_against(application) == []


def codes_against(application):
    from_records = known.known_of(application.case.person, today=MONDAY.date())
    service, answers = application.service, known.answers_of(application)
    question = known.asked(service, answers, from_records, today=MONDAY.date())
    return [reason.code for reason in known.pre_check(service, question).verdict.reasons]


@pytest.mark.parametrize(
    ("signed_in_with", "then"), [(OLD_PHONE, NEW_PHONE), ("+8613700000000", "+8613700000000")]
)
def test_the_sign_in_follows_only_where_it_was_the_old_phone(world, signed_in_with, then):
    user = world.applicant.user
    user.phone, user.phone_verified = signed_in_with, True
    user.save()

    send(world, new_contacts(world, sign_in_too=True))

    assert User.objects.get(pk=user.pk).phone == then


def test_a_phone_by_which_another_account_signs_in_stays_theirs(world):
    for actor, phone in ((world.applicant, OLD_PHONE), (world.unverified, NEW_PHONE)):
        actor.user.phone, actor.user.phone_verified = phone, True
        actor.user.save()

    send(world, new_contacts(world, sign_in_too=True))

    assert User.objects.get(pk=world.applicant.user.pk).phone == OLD_PHONE
    assert person_of(world).phone == NEW_PHONE


def test_two_tabs_change_it_once(world):
    first = new_contacts(world)
    second = fresh(first)
    send(world, first)

    with pytest.raises((MoveNotPossible, NotValid)):
        applying.submit(second, by=world.applicant, now=MONDAY)
    assert PersonVersion.objects.count() == 1


def test_after_the_death_nothing_is_changed(world):
    application = new_contacts(world)
    Person.objects.filter(pk=world.person.pk).update(deceased_on=MONDAY.date())

    with pytest.raises(MoveNotPossible):
        send(world, fresh(application))
