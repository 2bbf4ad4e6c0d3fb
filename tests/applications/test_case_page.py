"""A case of a declared service as its person follows it, and the list of all their cases."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Looked, Mandate, Person
from applications.actions import applying, drafting, proving
from applications.acts.doing import do
from applications.models import Application
from casework.actions import looking
from casework.models import Case
from tests.applications import samples
from tests.cast import MONDAY, make_draft
from tests.mandates.giving import again as make_again
from tests.transfers.pages import signed_in, text
from transfers.actions import applying as transfers

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def me(world):
    return signed_in(world.applicant)


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def draft(world, service=samples.PLATE, **answers):
    application = drafting.start(service, by=world.applicant, now=MONDAY)
    said = answers or {"line": "Haus", "sure": True}
    drafting.save(application, said, by=world.applicant, now=MONDAY)
    return fresh(application)


@pytest.fixture
def sent(world):
    application = draft(world)
    applying.submit(application, by=world.applicant, now=MONDAY)
    return fresh(application)


def act(name, application, who, **said):
    application = fresh(application)
    version = application.case.version
    return do(name, application, said, by=who, now=MONDAY, version=version)


def refused(world, application):
    said = {"outcome": "refused", "reasons": ["SMP01"], "note": "Too many letters"}
    act("prepare-decision", application, world.pension_new_a, **said)
    act("approve-decision", application, world.pension_new_b)


def page_of(me, application):
    return text(me.get(application.case.get_absolute_url()))


# --- One case -------------------------------------------------------------------------------------
def test_whose_turn_it_is_and_by_when_comes_first(me, world, sent):
    page = page_of(me, sent)

    assert f"It is the turn of {world.agency('pension', 'guangzhou').local_name}" in page
    assert "10 working days left" in page
    assert "Haus" in page
    assert "each counted once" in page


def test_a_draft_goes_on_where_something_is_missing(me, world):
    application = draft(world, line="Haus")

    answer = me.get(application.case.get_absolute_url())
    assert answer.url == reverse("apply_page", args=[application.case.number, "sure"])


def test_a_no_stands_with_its_reasons_and_what_can_be_done(me, world, sent):
    refused(world, sent)
    page = page_of(me, sent)

    assert "Shorten the name." in page
    assert "Too many letters" in page
    assert "within 60 days" in page
    assert reverse("apply_start", args=["sample-plate"]) in page


def test_notes_between_clerks_are_not_for_the_person(me, world, sent):
    said = {"outcome": "granted", "note": ""}
    act("prepare-decision", sent, world.pension_new_a, **said)
    act("send-back-decision", sent, world.pension_new_b, note="Look at the number again")

    assert "Look at the number again" not in page_of(me, sent)


def test_who_looked_is_shown(me, world, sent):
    assert "Nobody of an agency has opened it yet." in page_of(me, sent)
    looking.looked(sent.case, Looked.CASE, by=world.pension_new_a, now=MONDAY)

    assert "Nobody of an agency has opened it yet." not in page_of(me, sent)


def test_who_looked_is_not_told_to_whoever_acts_for_the_person(me, world, sent):
    edge = {"giver": world.person, "holder": world.stranger, "services": [sent.service.name]}
    spans = {"offered_at": MONDAY, "offered_until": MONDAY + YEAR, "expires_at": MONDAY + YEAR}
    Mandate.objects.create(number="W26-TEST", proof="account", accepted_at=MONDAY, **edge, **spans)
    Person.objects.filter(pk=world.stranger.pk).update(in_mandates=True)
    acting = signed_in(make_again(world.other_person))

    shown = text(acting.get(sent.case.get_absolute_url()))

    assert sent.case.number in shown
    assert "Who looked at this case" not in shown


def test_a_case_of_somebody_else_does_not_exist(world, sent):
    stranger = signed_in(world.other_person)
    for name in ("case", "case_correct", "case_withdraw", "case_proofs"):
        assert stranger.get(reverse(name, args=[sent.case.number])).status_code == 404


def test_each_entry_of_it_has_its_proof(me, sent):
    assert "You sent the application" in text(
        me.get(reverse("case_proofs", args=[sent.case.number]))
    )


def test_it_costs_the_same_however_much_has_happened(
    me, world, sent, django_assert_max_num_queries
):
    for _time in range(3):
        act("prepare-decision", sent, world.pension_new_a, outcome="granted")
        act("send-back-decision", sent, world.pension_new_b, note="again")
    with django_assert_max_num_queries(26):
        page_of(me, sent)


# --- Answering and taking back --------------------------------------------------------------------
def test_exactly_what_is_pointed_at_is_asked_once_more(me, world, sent):
    act("ask-correction", sent, world.pension_new_a, wrong=["line"], note="Spell it out")
    address = reverse("case_correct", args=[sent.case.number])
    page = text(me.get(address))

    assert "Spell it out" in page
    assert 'name="line"' in page
    assert 'name="sure"' not in page
    assert me.post(address, {"line": "7up"}).status_code == 422
    me.post(address, {"line": "Hof"})
    assert (fresh(sent).case.status, fresh(sent).raw_answers["line"]) == ("submitted", "Hof")


def test_nothing_is_asked_while_the_agency_has_not_asked(me, sent):
    address = reverse("case_correct", args=[sent.case.number])

    assert me.post(address, {"line": "Hof"}).url == sent.case.get_absolute_url()
    assert fresh(sent).raw_answers["line"] == "Haus"


def test_a_contact_that_is_corrected_is_proven_anew(me, world, redeclare):
    pages = (*samples.PLATE.pages, *samples.PHONE_CHANGE.pages)
    redeclare(samples.PLATE, pages=pages)
    phone = "+8613911112222"
    application = draft(world, line="Haus", sure=True, phone=phone)
    said = {"phone": phone}
    code = proving.new_code(application, "code", said, now=MONDAY)[1]
    drafting.save(application, {"code": code}, by=world.applicant, now=MONDAY)
    applying.submit(fresh(application), by=world.applicant, now=MONDAY)
    act("ask-correction", application, world.pension_new_a, wrong=["phone"], note="Nobody answers")

    address = reverse("case_correct", args=[application.case.number])
    answer = me.post(address, {"phone": "13911113333"})
    assert answer.status_code == 422
    assert "Enter the code that we sent there." in text(answer)
    assert fresh(application).case.status == "correction-asked"


def test_until_it_is_decided_it_can_be_taken_back(me, sent):
    address = reverse("case_withdraw", args=[sent.case.number])
    assert address in page_of(me, sent)
    me.post(address, {"note": ""})

    assert fresh(sent).case.status == "withdrawn"
    assert me.get(address).url == sent.case.get_absolute_url()


# --- All my cases ---------------------------------------------------------------------------------
@pytest.fixture
def many(world, sent):
    """A plate under review, a draft of a phone, and a transfer under review."""
    draft(world, samples.PHONE_CHANGE, phone="+8613911112222")
    transfers.submit(make_draft(world, "medical"), by=world.applicant, now=MONDAY)
    return sent


def test_cases_of_every_service_stand_in_one_list(me, many):
    for name in ("case_list", "my_page"):
        page = text(me.get(reverse(name)))
        for title in ("A plate", "A new number", "Medical insurance"):
            assert title in page


def test_what_waits_for_me_comes_first(me, world, many):
    assert "not sent yet" in text(me.get(reverse("my_page")))
    act("ask-correction", many, world.pension_new_a, wrong=["line"], note="Spell it out")
    page = text(me.get(reverse("my_page")))

    assert "has a question for you" in page
    assert page.index("A plate</a>") < page.index("A new number</a>")


def test_a_long_list_has_pages_and_costs_no_more(me, world, many, django_assert_max_num_queries):
    long_ago = MONDAY - timedelta(days=500)
    for number in range(45):
        case = Case.objects.create(
            number=f"2025-OLD{number:02d}",
            service="sample-plate",
            matter=str(number),
            person=world.person,
            status="withdrawn",
            created_at=long_ago,
            closed_at=long_ago,
        )
        Application.objects.create(case=case)
    with django_assert_max_num_queries(20):
        first = text(me.get(reverse("case_list")))
    last = text(me.get(reverse("case_list"), {"page": "3"}))

    assert "Medical insurance" in first
    assert "Page 3 of 3" in last
    assert "Medical insurance" not in last
    with django_assert_max_num_queries(26):
        me.get(reverse("my_page"))
