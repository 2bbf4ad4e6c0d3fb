"""What a mandate opens, to whom, and for how long."""

import pytest

from accounts.models import AccessEntry
from casework.actions import mandating, messaging
from casework.models import Case, Event, Notice
from casework.policies import may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted
from tests.blank_letters import print_blank_letters
from tests.mandates.giving import again, give, make_family
from transfers.actions import applying, drafting


@pytest.fixture
def family(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return make_family()


@pytest.fixture
def acting(family):
    """Return the mandate and the daughter as the next request finds her."""
    mandate = give(family.applicant, family.daughter, now=clock.now())
    return mandate, again(family.daughter)


def draft_for_mother(acting, insurance="pension"):
    mandate, daughter = acting
    return drafting.start(insurance, by=daughter, now=clock.now(), mandate=mandate)


def file_for_mother(acting):
    _mandate, daughter = acting
    transfer = draft_for_mother(acting)
    answers = {
        "original_region": "510100",
        "new_region": "440100",
        "contact_phone": "+8613800000077",
    }
    drafting.save(transfer, answers, by=daughter, now=clock.now())
    return applying.submit(transfer, by=daughter, now=clock.now(), despite_checks=True)


def test_somebody_files_for_another_and_each_line_of_the_history_names_the_mandate(family, acting):
    mandate, daughter = acting
    case = file_for_mother(acting).case
    assert case.person == family.person
    events = Event.objects.filter(case=case)
    assert {each.mandate_id for each in events} == {mandate.pk}
    assert {each.actor_user_id for each in events} == {daughter.user.pk}


def test_the_giver_is_told_of_every_act(family, acting):
    case = file_for_mother(acting).case
    told = Notice.objects.filter(to_person=family.person, kind="acted-for-you", case=case)
    assert told.count() == Event.objects.filter(case=case).count()


def test_whoever_acts_hears_what_the_agency_says(family, acting):
    case = file_for_mother(acting).case
    _mandate, daughter = acting
    told = Notice.objects.filter(to_person=daughter.person_id, case=case)
    assert [each.kind for each in told] == ["submitted"]


def test_nothing_is_open_without_a_mandate(family, acting):
    case = file_for_mother(acting).case
    stranger = family.other_person
    assert not Case.objects.visible_to(stranger).filter(pk=case.pk).exists()
    assert not may(stranger, Action.READ_CASE, case)


def test_a_mandate_opens_its_services_and_nothing_else(family):
    now = clock.now()
    mandate = give(family.applicant, family.daughter, now=now, services=("medical-transfer",))
    daughter = again(family.daughter)
    own = drafting.start("pension", by=family.applicant, now=now)
    assert not Case.objects.visible_to(daughter).filter(pk=own.case_id).exists()
    with pytest.raises(NotPermitted):
        drafting.start("pension", by=daughter, now=now, mandate=mandate)
    medical = drafting.start("medical", by=daughter, now=now, mandate=mandate)
    assert medical.case.person == own.case.person


@pytest.mark.parametrize("side", ["applicant", "daughter"])
def test_what_either_side_ends_is_closed_from_that_second_on(family, acting, side):
    case = file_for_mother(acting).case
    mandate, daughter = acting
    mandating.end(mandate.number, by=getattr(family, side), now=clock.now())
    assert not Case.objects.visible_to(again(daughter)).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(family.applicant).filter(pk=case.pk).exists()


def test_whoever_was_let_in_before_it_ended_does_nothing_afterwards(family, acting):
    transfer = draft_for_mother(acting)
    mandate, daughter = acting
    assert daughter.mandates  # asked for as the request began
    mandating.end(mandate.number, by=family.applicant, now=clock.now())
    with pytest.raises(NotPermitted):
        applying.withdraw(transfer, by=daughter, now=clock.now())


def test_a_mandate_that_has_run_out_opens_nothing(family):
    now = clock.now()
    mandate = give(family.applicant, family.daughter, now=now)
    mandate.expires_at = now
    mandate.save(update_fields=["expires_at"])
    assert again(family.daughter).mandates == ()


def test_a_death_ends_the_mandate(family, acting):
    family.person.deceased_on = clock.today()
    family.person.save()
    assert again(family.daughter).mandates == ()


def test_a_message_by_mandate_is_of_the_person_and_names_the_mandate(family, acting):
    case = file_for_mother(acting).case
    mandate, daughter = acting
    message = messaging.write(case, "材料已寄出", by=daughter, now=clock.now())
    assert message.agency is None
    assert message.mandate_id == mandate.pk


def test_a_look_by_mandate_is_noted_for_the_giver(family, acting, client):
    case = file_for_mother(acting).case
    mandate, daughter = acting
    client.force_login(daughter.user)
    assert client.get(f"/cases/{case.number}/").status_code == 200
    noted = AccessEntry.objects.filter(person=family.person, case_number=case.number)
    assert [each.mandate_id for each in noted] == [mandate.pk]


def test_an_open_session_finds_nothing_once_the_mandate_has_ended(family, acting, client):
    case = file_for_mother(acting).case
    mandate, daughter = acting
    client.force_login(daughter.user)
    assert client.get(f"/cases/{case.number}/").status_code == 200
    mandating.end(mandate.number, by=family.applicant, now=clock.now())
    assert client.get(f"/cases/{case.number}/").status_code == 404
