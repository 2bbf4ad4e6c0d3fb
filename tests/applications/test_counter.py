"""At the counter a clerk files for whoever stands there, found or new; two persons decide."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import sms
from accounts.actions import identity
from accounts.models import AccessEntry, Looked, Person, User, number_index
from agencies import visits
from agencies.actors import actor_of
from agencies.models import Post
from applications.actions import applying, drafting, proving, signing
from applications.models import Application, Offer, PaperPage, Signing
from applications.uploads import arrived_in
from casework.actions import counter
from casework.actions.counter import Shown
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Case, Notice
from casework.notices import topic_of
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.wishes import Topic
from kit.errors import NotPermitted, NotValid, TooOften
from law.identity_number import IdentityDocument
from tests.applications import samples
from tests.cast import MONDAY, identity_number, make_user
from tests.papers import picture
from tests.particulars.story import act, fresh
from tests.story import send_all
from tests.transfers.pages import signed_in, text

pytestmark = pytest.mark.django_db
COUNTER, VISIT, END = map(reverse, ("desk_counter", "desk_counter_visit", "desk_counter_end"))
TRUE = {"declared": "on"}
ANSWERS = {"line": "Haus", "sure": True}
NEW = {
    "name": "赵新来",
    "document_type": "resident-id",
    "number": identity_number(date(1960, 2, 3)),
}
NEW_DOCUMENT = IdentityDocument(NEW["document_type"], NEW["number"])
NEW_SHOWN = Shown(name=NEW["name"], document=NEW_DOCUMENT)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


def shown(person):
    return {
        "name": person.name,
        "document_type": person.document_type,
        "number": person.number,
        "reason": "换门牌",
        "seen": "on",
    }


@pytest.fixture
def clerk(world):
    return world.pension_new_a


@pytest.fixture
def desk(clerk):
    return signed_in(clerk)


@pytest.fixture
def beside(world, clerk):
    """The clerk with the applicant before them, as the actions are handed it."""
    return actor_of(clerk.user).beside(world.person)


def visit(desk, person):
    answer = desk.post(COUNTER, shown(person))
    assert answer.status_code == 302, text(answer)
    return answer


def filled_in(beside, service=samples.PLATE, answers=ANSWERS):
    application = drafting.start(service, by=beside, now=MONDAY)
    drafting.save(application, answers, by=beside, now=MONDAY)
    return Application.objects.whole().get(pk=application.pk)


def said_yes(application, beside):
    mark = drafting.mark_of(application)
    _phone, code = signing.new_code(application.case, mark, by=beside, now=MONDAY)
    signing.confirm(application.case, mark, code, by=beside, now=MONDAY)
    return application


def sent(beside, **how):
    application = said_yes(filled_in(beside, **how), beside)
    applying.submit(application, by=beside, now=MONDAY)
    return Application.objects.whole().get(pk=application.pk)


# --- Who stands there -----------------------------------------------------------------------------
def test_whoever_shows_their_document_is_found_and_the_look_is_noted_with_its_reason(world, desk):
    answer = visit(desk, world.person)

    assert answer.url == VISIT
    page = text(desk.get(VISIT))
    assert world.person.name in page
    assert world.person.number not in page
    entry = AccessEntry.objects.get(person=world.person)
    assert (entry.what, entry.reason) == (Looked.COUNTER, "换门牌")


def test_somebody_new_becomes_a_person_without_an_account(world, desk):
    answer = desk.post(COUNTER, {**NEW, "phone": "13912345678", "reason": "参保", "seen": "on"})

    assert answer.url == VISIT
    person = Person.objects.with_document(NEW_DOCUMENT).get()
    assert (person.name, person.sex, person.born_on) == ("赵新来", "female", date(1960, 2, 3))
    assert not User.objects.filter(person=person).exists()
    assert desk.post(COUNTER, {**NEW, "reason": "又来", "seen": "on"}).url == VISIT
    assert Person.objects.with_document(NEW_DOCUMENT).count() == 1


def test_a_passport_tells_neither_birth_nor_sex_so_they_are_asked(world, desk):
    typed = {"name": "SMITH ANNA", "document_type": "passport", "number": "X1234567"}
    typed["issued_in"] = "USA"
    rest = {"reason": "x", "seen": "on"}

    asked = desk.post(COUNTER, {**typed, **rest})
    assert asked.status_code == 422
    assert "Enter the date of birth that stands on the document." in text(asked)
    told = {"born_on": "1980-05-31", "sex": "female"}
    assert desk.post(COUNTER, {**typed, **rest, **told}).url == VISIT


@pytest.mark.parametrize("missing", ["name", "number", "reason", "seen"])
def test_nobody_is_looked_up_without_document_and_reason(world, desk, missing):
    typed = {**shown(world.person), missing: ""}

    assert desk.post(COUNTER, typed).status_code == 422
    assert not AccessEntry.objects.exists()


def test_another_name_for_a_number_opens_nothing(world, desk):
    typed = {**shown(world.person), "name": "李四"}

    answer = desk.post(COUNTER, typed)

    assert answer.status_code == 422
    assert world.person.name not in text(answer)
    assert desk.get(VISIT).status_code == 302


def test_nobody_files_at_the_counter_for_themselves_or_a_relative(world, clerk):
    mark = number_index(NEW["document_type"], NEW["number"])
    mine = number_index(world.person.document_type, str(world.person.number))
    Post.objects.filter(user=clerk.user).update(kept_from=[mark, mine])
    own = actor_of(User.objects.get(pk=clerk.user.pk))

    own_shown = Shown(name=str(world.person.name), document=world.person.document)
    for showing in (NEW_SHOWN, own_shown):
        with pytest.raises(NotPermitted):
            counter.receive(showing, "x", by=own, now=MONDAY)
    assert not Person.objects.with_document(NEW_DOCUMENT).exists()


def test_who_looks_up_without_end_is_stopped(world, clerk):
    for _time in range(60):
        counter.receive(NEW_SHOWN, "x", by=clerk, now=MONDAY)
    with pytest.raises(TooOften):
        counter.receive(NEW_SHOWN, "x", by=clerk, now=MONDAY)


@pytest.mark.parametrize("who", ["applicant", "pension_auditor", "administrator"])
def test_the_counter_is_for_clerks_and_supervisors(world, who):
    answer = signed_in(getattr(world, who)).post(COUNTER, shown(world.person))

    assert answer.status_code in (302, 403)
    assert not AccessEntry.objects.exists()
    assert answer.status_code == 403 or answer.url != VISIT


def test_a_visit_ends_by_itself_and_by_a_press_of_a_button(world, desk):
    visit(desk, world.person)
    start = reverse("apply_start", args=[samples.PLATE.name])
    assert desk.get(start).status_code == 200
    desk.post(END)
    assert desk.get(start).url.startswith("/identity/")

    visit(desk, world.person)
    session = desk.session
    session[visits.VISIT][1] -= 3601
    session.save()
    assert desk.get(start).url.startswith("/identity/")


# --- Filing ---------------------------------------------------------------------------------------
def test_a_clerk_files_by_the_same_pages_and_the_person_says_yes_by_a_code(world, desk):
    visit(desk, world.person)
    desk.post(reverse("apply_start", args=[samples.PLATE.name]))
    application = Application.objects.get()
    number = application.case.number
    desk.post(reverse("apply_page", args=[number, "line"]), {"line": "Haus"})
    desk.post(reverse("apply_page", args=[number, "sure"]), {"sure": "on"})
    check, sign = reverse("apply_check", args=[number]), reverse("desk_counter_sign", args=[number])
    seen = desk.get(check).content.decode()
    assert "Let the person confirm" in seen
    assert "Send it" not in seen
    assert desk.post(check).status_code == 422

    desk.post(reverse("desk_counter_code", args=[number]))
    to, said = sms.outbox[-1]
    assert to == "+8613800000000"
    code = "".join(filter(str.isdigit, said.split("confirm")[0]))[-6:]
    assert desk.post(sign, {"code": "000000" if code != "000000" else "1"}).status_code == 422
    assert desk.post(sign, {"code": code}).url == check
    seen = desk.get(check).content.decode()
    assert "The person says that the answers are true" in seen
    assert "My answers are true" not in seen
    assert desk.post(check, TRUE).url == reverse("apply_sent", args=[number])

    case = Case.objects.get(number=number)
    assert (case.channel, case.applicant, case.status) == ("counter", None, "submitted")
    assert case.person == world.person
    event = case.events.get(moved_to="submitted")
    assert (event.actor_user, event.data["channel"]) == (world.pension_new_a.user, "counter")
    assert number in text(desk.get(reverse("apply_sent", args=[number])))


def test_nothing_is_sent_before_the_person_has_said_yes_to_exactly_this(world, beside):
    application = filled_in(beside)
    with pytest.raises(NotValid):
        applying.submit(application, by=beside, now=MONDAY)

    said_yes(application, beside)
    drafting.save(application, {"line": "Hof"}, by=beside, now=MONDAY)
    with pytest.raises(NotValid):
        applying.submit(application, by=beside, now=MONDAY)

    drafting.save(application, {"line": "Haus"}, by=beside, now=MONDAY)
    applying.submit(application, by=beside, now=MONDAY)


def test_a_code_for_other_answers_or_an_old_one_says_nothing(world, beside):
    application = filled_in(beside)
    case, mark = application.case, drafting.mark_of(application)
    _phone, code = signing.new_code(case, mark, by=beside, now=MONDAY)

    with pytest.raises(NotValid):
        signing.confirm(case, "another", code, by=beside, now=MONDAY)
    for _time in range(5):
        with pytest.raises(NotValid):
            signing.confirm(case, mark, "x", by=beside, now=MONDAY)
    with pytest.raises(NotValid):
        signing.confirm(case, mark, code, by=beside, now=MONDAY)
    assert signing.signing_of(case, mark) is None


def test_whoever_has_no_phone_that_was_known_signs_on_paper(world, desk, beside):
    Person.objects.filter(pk=world.person.pk).update(phone="")
    world.person.refresh_from_db()
    visit(desk, world.person)
    application = filled_in(beside)
    number = application.case.number
    page = text(desk.get(reverse("desk_counter_sign", args=[number])))
    assert "No phone of theirs is known" in page
    form = desk.get(reverse("desk_counter_form", args=[number]))
    assert form["Content-Type"] == "application/pdf"
    assert form.content.startswith(b"%PDF")

    scan = reverse("desk_counter_scan", args=[number])
    answer = desk.post(scan, {"files": scanned(), "whole": "1"})

    assert answer.status_code == 302, text(answer)
    assert Signing.objects.get().way == "paper"
    desk.post(reverse("apply_check", args=[number]), TRUE)
    assert Case.objects.get(number=number).status == "submitted"
    do_what_is_due(now=MONDAY)
    page = PaperPage.objects.get(slot=signing.SIGNED_FORM)
    assert page.is_clean
    assert desk.get(reverse("paper_file", args=[page.key])).status_code == 200


def scanned(colour=3):
    return SimpleUploadedFile("form.png", picture(colour=colour), "image/png")


def test_a_scan_of_what_was_signed_before_a_change_counts_no_longer(world, desk, beside):
    visit(desk, world.person)
    application = filled_in(beside)
    scan = reverse("desk_counter_scan", args=[application.case.number])
    desk.post(scan, {"files": scanned(), "whole": "1"})
    drafting.save(application, {"line": "Hof"}, by=beside, now=MONDAY)

    assert signing.signing_of(application.case, drafting.mark_of(application)) is None
    desk.post(scan, {"files": scanned(9), "whole": "1"})
    assert len(signing.pages_of(application.case)) == 1


def test_a_scan_that_cannot_be_opened_is_made_again_before_anything_is_decided(world, beside):
    application = filled_in(beside)
    attach(application, beside, b"\x89PNG\r\n\x1a\nbroken")
    applying.submit(application, by=beside, now=MONDAY)
    do_what_is_due(now=MONDAY)
    assert Notice.objects.filter(kind="signed-form-unusable").count() == 1
    a, b = world.pension_new_a, world.pension_new_b
    with pytest.raises(NotValid):
        act("prepare-decision", application, b, outcome="granted")

    attach(application, a, picture(colour=5))
    do_what_is_due(now=MONDAY)
    act("prepare-decision", application, a, outcome="granted")
    act("approve-decision", application, b)


def attach(application, by, data):
    case = Case.objects.select_related("person").get(pk=application.pk)
    mark = drafting.mark_of(Application.objects.whole().get(pk=application.pk))
    signing.attach(
        case, mark, arrived_in(io.BytesIO(data), name="form.png", expected=None), by=by, now=MONDAY
    )


def test_a_service_done_at_once_is_done_at_the_counter_with_its_confirmation(world, beside, desk):
    application = filled_in(beside, samples.PHONE_CHANGE, {})
    drafting.save(application, {"phone": "+8613911112222"}, by=beside, now=MONDAY)
    application = fresh(application)
    _to, code = proving.new_code(application, "code", application.raw_answers, now=MONDAY)
    drafting.save(application, {"code": code}, by=beside, now=MONDAY)
    application = said_yes(fresh(application), beside)
    applying.submit(application, by=beside, now=MONDAY)

    visit(desk, world.person)
    assert Case.objects.get().status == "completed"
    assert desk.get(reverse("apply_sent", args=[application.case.number])).status_code == 200


def test_the_counter_is_open_where_the_agency_is_not_online(world, beside):
    Offer.objects.update(is_online=False)
    application = sent(beside)

    assert application.case.state == "submitted"


def test_another_agencys_counter_files_nothing(world):
    stranger = world.pension_stranger.beside(world.person)
    application = said_yes(filled_in(stranger), stranger)

    with pytest.raises(MoveNotPossible):
        applying.submit(application, by=stranger, now=MONDAY)
    desk = signed_in(world.pension_stranger)
    visit(desk, world.person)
    page = text(desk.get(reverse("apply_start", args=[samples.PLATE.name])))
    assert "Another agency handles this" in page


def test_a_draft_begun_online_goes_on_at_the_counter_and_back(world, beside):
    begun = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    application = filled_in(beside)
    assert application.pk == begun.pk

    applying.submit(application, by=world.applicant, now=MONDAY)
    assert Case.objects.get().channel == "online"


# --- What the person can do afterwards ------------------------------------------------------------
def test_at_the_counter_one_withdraws_and_objects_as_online(world, desk, beside):
    application = sent(beside)
    case = application.case
    visit(desk, world.person)
    assert desk.get(reverse("case", args=[case.number])).status_code == 200
    withdraw = reverse("case_withdraw", args=[case.number])
    desk.post(withdraw, {"note": "doch nicht", "sure": "on"})
    assert Case.objects.get(pk=case.pk).status == "withdrawn"


def test_whose_it_is_hears_of_all_that_is_done_at_a_counter_in_their_name(world, desk, beside):
    application = said_yes(filled_in(beside), beside)
    assert not Notice.objects.filter(kind="acted-at-counter").exists()
    applying.submit(application, by=beside, now=MONDAY)
    case = application.case
    visit(desk, world.person)
    desk.post(reverse("case_withdraw", args=[case.number]), {"note": "不办了", "sure": "on"})

    told = Notice.objects.filter(to_person=world.person, kind="acted-at-counter", case=case)
    assert told.count() == 2  # sent, and withdrawn
    assert topic_of(told[0]) is Topic.SECURITY


def test_at_the_counter_one_answers_what_the_agency_asks(world, desk, beside):
    application = sent(beside)
    act("ask-correction", application, world.pension_new_b, wrong=["line"], note="Bitte kurz")
    visit(desk, world.person)

    correct = reverse("case_correct", args=[application.case.number])
    assert desk.get(correct).status_code == 200
    answer = desk.post(correct, {"line": "Hof"})

    assert answer.status_code == 302, text(answer)
    assert Case.objects.get(pk=application.pk).status == "submitted"


def test_whoever_filed_it_does_not_approve_the_decision(world, beside):
    application = sent(beside)
    a, b = world.pension_new_a, world.pension_new_b
    act("prepare-decision", application, b, outcome="granted")

    assert not may(a, Action.APPROVE_DECISION, application.case)
    with pytest.raises(NotPermitted):
        act("approve-decision", application, a)
    act("prepare-decision", application, a, outcome="granted")
    act("approve-decision", application, b)
    assert Case.objects.get(pk=application.pk).status == "completed"


def test_a_clerk_sees_nothing_of_a_person_who_is_not_there(world, desk, beside):
    application = filled_in(beside)
    page = reverse("apply_page", args=[application.case.number, "line"])

    assert not Case.objects.visible_to(world.pension_new_a).exists()
    assert desk.get(page).url.startswith("/identity/")
    visit(desk, world.stranger)
    assert desk.get(page).status_code == 404
    assert not may(
        world.pension_new_a.beside(world.stranger), Action.FILE_AT_COUNTER, application.case
    )


def test_what_others_handle_stays_theirs_though_the_person_stands_here(world, beside):
    application = sent(beside)
    stranger = world.pension_stranger.beside(world.person)

    assert not Case.objects.visible_to(stranger).filter(pk=application.pk).exists()
    assert not may(stranger, Action.FILE_AT_COUNTER, application.case)


def test_whoever_had_no_account_finds_the_case_once_they_have_one(world, clerk):
    person = counter.receive(replace(NEW_SHOWN, phone="13912345678"), "x", by=clerk, now=MONDAY)
    beside = clerk.beside(person)
    application = drafting.start(samples.PLATE, by=beside, now=MONDAY)

    user = make_user("zhao")
    check, code = identity.begin(user, NEW["name"], NEW_DOCUMENT, address="a", now=MONDAY)
    identity.confirm(check, code, now=MONDAY)

    me = actor_of(User.objects.get(pk=user.pk))
    assert Case.objects.visible_to(me).get() == application.case


def test_whoever_has_no_account_is_told_by_a_text_message(world, clerk):
    User.objects.filter(person=world.person).update(person=None, identity_verified_at=None)
    sms.outbox.clear()
    sent(clerk.beside(Person.objects.get(pk=world.person.pk)))
    do_what_is_due(now=MONDAY)
    send_all(now=MONDAY)

    assert [to for to, said in sms.outbox if "Code" not in said][:1] == ["+8613800000000"]


def test_the_receipt_says_that_it_was_filed_at_the_counter(world, beside):
    application = sent(beside)

    filed = json.loads(application.case.letters.get().content)["filed"]
    assert {"zh": "窗口代办", "en": "At the counter, filed by a clerk"} in [
        each["value"] for each in filed
    ]
