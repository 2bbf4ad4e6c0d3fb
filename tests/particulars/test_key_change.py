"""A corrected identity: compared with the police, decided by two, told to everybody concerned."""

import json
from datetime import date

import pytest

from accounts.models import Person, User
from applications import known, papers
from applications.actions import applying, drafting
from applications.actions.drafting import save
from applications.models import Decision
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Duty, Event, Notice
from kit.errors import NotValid
from kit.models import ImmutableError
from law.identity_number import IdentityDocument
from letters.models import Letter
from services.particulars import police
from services.particulars.actions import identity, versions
from services.particulars.key_change import KEY_CHANGE, SPARED
from services.particulars.models import PersonVersion, PoliceAnswer
from tests.cast import MONDAY, identity_number, insure, make_draft, make_person
from tests.particulars.story import (
    NAME_ANSWERS,
    corrected,
    decide,
    draft,
    fresh,
    person_of,
    send,
)
from transfers.actions import applying as transferring
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
BORN = date(1992, 5, 11)
DOCUMENT = {
    "what": ["document", "born_on"],
    "document_type": "resident-id",
    "number": identity_number(BORN),
    "born_on": BORN,
}


def resident(number):
    return IdentityDocument("resident-id", number)


def codes(application):
    today = MONDAY.date()
    held = known.known_of(application.case.person, today=today)
    question = known.asked(KEY_CHANGE, known.answers_of(application), held, today=today)
    return [each.code for each in known.pre_check(KEY_CHANGE, question).verdict.reasons]


def test_the_police_are_asked_by_a_worker_once_everything_is_answered(world):
    application = draft(world, KEY_CHANGE, {"what": ["name"], "name": "王晓燕"})
    assert not Duty.objects.filter(kind=Duty.Kind.ASK_ELSEWHERE).exists()

    application = corrected(world, compared=False)
    assert "PAR10" in codes(application)
    do_what_is_due(now=MONDAY)

    assert codes(application) == ["PAR01", "PAR08"]


def test_what_the_police_have_otherwise_is_for_a_clerk_and_refuses_nobody(world):
    application = corrected(world, {**NAME_ANSWERS, "name": "王异燕"})

    assert "PAR02" in codes(application)
    assert send(world, application).case.status == "submitted"


def test_a_register_out_of_reach_is_asked_again_and_holds_nothing_up(world):
    application = corrected(world, {**NAME_ANSWERS, "name": "王默燕"})
    duty = Duty.objects.get(kind=Duty.Kind.ASK_ELSEWHERE)

    assert (duty.attempts, duty.done_at, duty.last_error) == (1, None, "TimeoutError")
    assert send(world, application).case.status == "submitted"


def test_a_dead_comparison_is_owed_again_when_the_application_is_sent(world, monkeypatch):
    application = corrected(world, {**NAME_ANSWERS, "name": "王默燕"})
    Duty.objects.filter(kind=Duty.Kind.ASK_ELSEWHERE).update(dead_at=MONDAY)
    send(world, application)
    monkeypatch.setattr(police, "compare", lambda _identity: police.Police.SAME)

    do_what_is_due(now=MONDAY)

    assert PoliceAnswer.objects.get(case=application.case).answer == "same"


def test_an_answer_about_other_particulars_does_not_count(world):
    application = corrected(world)
    drafting.save(application, {"name": "王异燕"}, by=world.applicant, now=MONDAY)

    assert "PAR10" in codes(fresh(application))


def test_nobody_finds_out_by_trying_what_the_register_holds(world):
    for letter in "甲乙丙丁戊己庚":
        corrected(world, {**NAME_ANSWERS, "name": f"王{letter}燕"}, compared=False)

    assert Duty.objects.filter(kind=Duty.Kind.ASK_ELSEWHERE).count() == 5


def test_two_persons_correct_the_record_and_keep_what_it_said(world):
    old = person_of(world)
    application = send(world, corrected(world, DOCUMENT))
    letter = decide(world, application)
    person = person_of(world)

    assert (person.number, person.born_on) == (DOCUMENT["number"], BORN)
    assert Decision.objects.get(case=application.case).prepared_by is not None
    kept = {each.field: (each.old, each.new) for each in PersonVersion.objects.all()}
    assert kept == {
        "number": (old.number, DOCUMENT["number"]),
        "born_on": ("1992-05-10", "1992-05-11"),
    }
    rows = [line["value"]["en"] for line in json.loads(letter.content)["decided"]]
    assert rows[0] == f"{old.masked_number} → {person.masked_number}"
    assert DOCUMENT["number"] not in letter.content


def test_the_record_is_found_by_the_new_number_alone_and_the_account_stays(world):
    old = person_of(world).number
    decide(world, send(world, corrected(world, DOCUMENT)))

    assert Person.objects.with_document(resident(DOCUMENT["number"])).get() == world.person
    assert not Person.objects.with_document(resident(old)).exists()
    user = User.objects.get(pk=world.applicant.user.pk)
    assert (user.person_id, user.is_verified) == (world.person.pk, True)


def test_every_case_under_way_and_every_other_agency_is_told(world):
    transfer = make_draft(world, "pension")
    transferring.submit(transfer, by=world.applicant, now=MONDAY, despite_checks=True)
    application = send(world, corrected(world, DOCUMENT))
    assert "PAR04" in codes(application)
    decide(world, application)

    told = Event.objects.get(case=transfer.case, kind=Event.Kind.PARTICULARS)
    assert told.data["fields"] == ["number", "born_on"]
    notices = Notice.objects.filter(kind="particulars-changed").select_related("to_agency")
    held = world.person.relationships.exclude(agency=application.agency)
    assert {each.to_agency for each in notices} == {each.agency for each in held}
    assert not any("王" in json.dumps(each.data, ensure_ascii=False) for each in notices)


def test_letters_of_the_past_keep_what_they_said(world):
    application = send(world, corrected(world, DOCUMENT))
    receipt = application.case.letters.get(kind=Letter.Kind.RECEIPT).content
    decide(world, application)

    assert application.case.letters.get(kind=Letter.Kind.RECEIPT).content == receipt
    assert "1992-05-11" not in receipt


def test_a_refusal_prints_what_the_police_answered(world):
    application = send(world, corrected(world, {**NAME_ANSWERS, "name": "王异燕"}))
    letter = decide(world, application, "refused", reasons=["PAR02"])

    assert letter.kind == Letter.Kind.REFUSED
    answer = json.loads(letter.content)["compared"][0]["value"]["en"]
    assert answer == "Not the same as in the police register"
    assert person_of(world).name == "王小燕"


def test_another_birth_date_shows_what_it_does_to_retirement(world):
    earlier = date(1972, 5, 10)
    application = corrected(world, {"what": ["born_on"], "born_on": earlier})
    held = known.known_of(world.person, today=MONDAY.date())
    question = known.asked(KEY_CHANGE, known.answers_of(application), held, today=MONDAY.date())
    found = known.pre_check(KEY_CHANGE, question)

    assert {"PAR02", "PAR05"} <= {each.code for each in found.verdict.reasons}
    assert [each.is_sure for each in found.figures] == [False, False, False]
    assert all(each.basis.article or not each.basis.verified for each in found.figures)


def test_without_a_sign_in_it_says_what_a_birth_date_does(world):
    answers = {
        "recorded_born_on": date(1972, 5, 10),
        "recorded_sex": "male",
        "true_born_on": date(1970, 5, 10),
        "true_sex": "male",
    }
    question = known.asked(KEY_CHANGE, answers, None, today=MONDAY.date())
    found = known.pre_check(KEY_CHANGE, question)

    assert len(found.figures) == 1
    assert found.answer == "maybe"


@pytest.mark.parametrize(
    "answers",
    [
        {"what": ["born_on"], "born_on": date(2026, 9, 8)},
        {**NAME_ANSWERS, "since": date(2026, 9, 8)},
    ],
)
def test_no_date_lies_in_the_future(world, answers):
    application = corrected(world, answers)

    with pytest.raises(NotValid):
        applying.submit(application, by=world.applicant, now=MONDAY)


def test_for_a_child_a_clerk_looks_whatever_the_police_say(world):
    Person.objects.filter(pk=world.person.pk).update(born_on=date(2012, 5, 10))
    application = send(world, corrected(world))

    assert application.case.status == "submitted"
    assert "PAR11" in codes(application)


def test_who_has_died_is_not_corrected(world):
    application = corrected(world)
    Person.objects.filter(pk=world.person.pk).update(deceased_on=MONDAY.date())

    with pytest.raises(MoveNotPossible):
        send(world, fresh(application))


def test_a_second_correction_waits_for_the_first(world):
    send(world, corrected(world, DOCUMENT))

    with pytest.raises(MoveNotPossible):
        send(world, corrected(world, {"what": ["sex"], "sex": "male"}))


def test_a_number_given_to_somebody_else_meanwhile_changes_nothing(world):
    application = send(world, corrected(world, DOCUMENT))
    make_person("李红", BORN, number=DOCUMENT["number"])

    with pytest.raises(MoveNotPossible):
        decide(world, application)
    assert fresh(application).case.status == "submitted"
    assert not PersonVersion.objects.exists()


@pytest.mark.parametrize("part", [(versions, "change"), (identity, "_tell_agencies")])
def test_a_correction_that_fails_in_any_part_changes_nothing(world, monkeypatch, part):
    application = send(world, corrected(world, DOCUMENT))
    real = getattr(*part)

    def break_off(*args, **kwargs):
        real(*args, **kwargs)
        raise OSError("the light went out")

    monkeypatch.setattr(*part, break_off)
    with pytest.raises(OSError, match="light"):
        decide(world, application)

    assert fresh(application).case.status == "submitted"
    assert person_of(world).born_on == date(1992, 5, 10)
    assert not PersonVersion.objects.exists()
    assert not Notice.objects.filter(kind="particulars-changed").exists()


def test_nobody_learns_by_trying_whose_number_is_on_record(world):
    application = corrected(
        world,
        {**DOCUMENT, "number": world.stranger.number, "born_on": world.stranger.born_on},
        compared=False,
    )
    assert "PAR03" not in codes(application)

    send(world, application)

    assert "PAR03" in codes(fresh(application))


def test_what_was_is_never_written_anew(world):
    decide(world, send(world, corrected(world, DOCUMENT)))
    version = PersonVersion.objects.first()

    with pytest.raises(ImmutableError):
        version.save()


def test_the_term_is_ten_working_days(world):
    step = send(world, corrected(world, DOCUMENT)).case.steps.get()

    assert step.working_days == 10
    assert step.due_on == date(2026, 9, 20)  # a Sunday worked for the National Day holiday


def test_where_nobody_is_insured_nobody_handles_it(world):
    nowhere = known.known_of(world.stranger, today=MONDAY.date())
    choice = KEY_CHANGE.agency(nowhere, {})

    assert (choice.agencies, choice.reason.code) == ((), "G06")


def test_who_is_insured_at_several_places_chooses_and_pension_comes_first(world):
    held = known.known_of(world.person, today=MONDAY.date())
    hangzhou = world.agency("pension", "hangzhou")
    insure(world.person, hangzhou, "pension", range(2026, 2027), status="active", last_month=8)
    more = known.known_of(world.person, today=MONDAY.date())

    assert KEY_CHANGE.agency(held, {}).agencies == (world.agency("pension", "guangzhou"),)
    assert set(KEY_CHANGE.agency(more, {}).agencies) == {
        world.agency("pension", "guangzhou"),
        hangzhou,
    }


def test_the_record_holds_what_was_decided_last(world):
    decide(world, send(world, corrected(world, DOCUMENT)))
    assert list(violations()) == []

    Person.objects.filter(pk=world.person.pk).update(born_on=date(1999, 1, 1))

    assert [name for name, _text in violations()] == ["records_hold_what_was_decided_last"]


# --- Papers ---------------------------------------------------------------------------------------
def test_a_paper_is_asked_for_only_where_the_police_do_not_say_the_same(world):
    application = corrected(world, compared=False)
    (asked,) = papers.of(application)
    assert asked.awaited  # nobody is sent to look for it while the police are being asked

    do_what_is_due(now=MONDAY)

    (asked,) = papers.of(application)
    assert (asked.is_needed, asked.spared) == (False, SPARED)
    other = {**NAME_ANSWERS, "name": "王晓异"}
    save(application, other, by=world.applicant, now=MONDAY)
    do_what_is_due(now=MONDAY)
    (asked,) = papers.of(fresh(application))
    assert (asked.paper.slot, asked.is_missing) == ("household-register-page", True)


def test_whoever_says_that_the_police_have_changed_it_shows_their_paper(world):
    answers = {**NAME_ANSWERS, "name": "王晓异", "claim": "police-changed", "explanation": "改名"}
    application = corrected(world, answers)

    assert [each.paper.slot for each in papers.of(application)] == ["police-paper"]
