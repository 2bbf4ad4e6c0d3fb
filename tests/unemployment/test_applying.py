"""Losing work: what is asked and found, how it is decided, what is paid, how it ends."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from applications import known
from applications.models import Employer
from applications.registry import service_of
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from payouts.models import Entitlement, Payable
from records.models import InsuredPeriod, Relationship
from services.unemployment.actions import asking
from services.unemployment.facts import facts_of
from services.unemployment.models import EmployerQuestion, EndingReport, Spell, StillLooking
from tests.cast import MONDAY, make_user
from tests.unemployment.story import (
    ANSWERS,
    BENEFIT,
    LAST_DAY,
    TODAY,
    act,
    decide,
    draw,
    file,
    fresh,
    insure,
    near_the_age,
)

pytestmark = pytest.mark.one_database
SAID = {
    "place": "440100",
    "months_paid": 66,
    "last_day": LAST_DAY,
    "ending": "reduction",
    "born_on": date(1985, 5, 5),
    "sex": "male",
}


def codes(answers, today=TODAY):
    """Return what a check without a sign-in says: its answer and its codes."""
    service = service_of(BENEFIT)
    found = known.pre_check(service, known.asked(service, answers, None, today=today))
    return found.answer, [each.code for each in found.verdict.reasons], found


def held(world, answers=ANSWERS):
    """Return what the records say with these answers."""
    service = service_of(BENEFIT)
    who = known.known_of(world.person, today=TODAY)
    found = known.pre_check(service, known.asked(service, answers, who, today=TODAY))
    return found.answer, [each.code for each in found.verdict.reasons], found


def test_without_a_sign_in_months_amount_and_first_day_are_reckoned(db):
    answer, against, found = codes(SAID)
    assert (answer, against) == ("yes", [])
    values = {each.label.en: each.value.en for each in found.figures}
    assert values["Months of benefit"] == "7 months"
    assert values["Amount a month"] == "¥2,250.00"
    assert values["In all"] == "¥15,750.00"
    assert "first month is October 2026" in values["From"]
    assert all(each.formula.zh and each.basis.document for each in found.figures)


@pytest.mark.parametrize(
    ("change", "answer", "code"),
    [
        ({"months_paid": 11}, "no", "UNE01"),
        ({"ending": "own-wish"}, "no", "UNE02"),
        ({"stands": ["insured"]}, "maybe", "UNE04"),
        ({"stands": ["business"]}, "maybe", "UNE05"),
        ({"stands": ["pension"]}, "no", "UNE06"),
        ({"born_on": date(1960, 1, 1)}, "no", "UNE06"),
        ({"stands": ["elsewhere"]}, "no", "UNE07"),
        ({"employer_says": "own-wish"}, "maybe", "UNE08"),
        ({"ending": "sent-back"}, "maybe", "UNE08"),
        ({"months_paid": 5, "stands": ["drawn"]}, "no", "UNE09"),
        ({"born_on": date(1966, 1, 10), "last_day": date(2026, 8, 31)}, "no", "UNE06"),
        ({"born_on": date(1966, 9, 10)}, "yes", "UNE10"),
        ({"stands": ["custody"]}, "maybe", "UNE12"),
        ({"last_day": date(2025, 7, 1)}, "yes", "UNE13"),
    ],
)
def test_each_reason_is_reached_by_its_own_situation(db, change, answer, code):
    found, against, _found = codes({**SAID, **change})
    assert found == answer
    assert against == [code]


def test_months_left_over_are_drawn_although_fewer_than_twelve_were_paid_since(db):
    answer, against, found = codes({**SAID, "months_paid": 11, "left_over": 13})
    assert (answer, against) == ("yes", [])
    assert found.figures[0].value.en == "13 months"


def test_a_place_whose_numbers_are_not_loaded_is_left_to_a_clerk(db):
    answer, against, found = codes({**SAID, "place": "610100"})
    assert (answer, against) == ("maybe", ["UNE20"])
    assert [each.is_sure for each in found.figures] == [False, False]
    assert "clerk" in found.figures[0].value.en


def test_the_records_say_the_same_as_somebody_who_types_it(world):
    insure(world, 66)
    EndingReport.objects.create(
        person=world.person, last_day=LAST_DAY, reason="reduction", reported_at=MONDAY
    )
    _a, against, by_record = held(world)
    _b, typed, by_word = codes({**SAID, "born_on": world.person.born_on, "sex": "female"})
    assert against == typed
    shown = [(each.label, each.value) for each in by_record.figures]
    assert shown == [(each.label, each.value) for each in by_word.figures]


def test_what_only_the_records_know_is_told(world):
    assert held(world)[1] == ["UNE19", "UNE03"]  # no agency has a record of the insurance
    relationship = insure(world, 30, status="active")
    InsuredPeriod.objects.filter(first_month=date(2026, 1, 1)).update(is_paid=False)
    answer, against, _found = held(world)
    assert (answer, against) == ("maybe", ["UNE03", "UNE11"])
    InsuredPeriod.objects.filter(first_month=date(2026, 1, 1)).update(is_paid=True)
    early = {**ANSWERS, "last_day": date(2026, 6, 30)}
    assert held(world, early)[1] == ["UNE03", "UNE04", "UNE13"]
    Relationship.objects.filter(pk=relationship.pk).update(status="suspended")
    assert held(world)[1] == []
    draw(world)
    assert "UNE07" in held(world)[1]


def test_what_is_granted_is_drawn_month_by_month(world):
    insure(world, 66)
    application = decide(world, file(world))
    assert application.case.state is Status.COMPLETED
    spell = Spell.objects.get()
    assert (spell.months, spell.months_paid) == (7, 66)
    assert (spell.first_month, spell.planned_last) == (date(2026, 10, 1), date(2027, 4, 1))
    assert spell.counted_until == date(2026, 8, 1)
    drawn = Entitlement.objects.get()
    assert (drawn.benefit, drawn.from_month, drawn.until_month) == (
        "unemployment",
        date(2026, 10, 1),
        date(2027, 4, 1),
    )
    assert [each.amount_fen for each in drawn.rates.all()] == [225_000]
    # Nobody draws it twice.
    assert "UNE07" in held(world)[1]
    with pytest.raises(MoveNotPossible):
        decide(world, file(world))


def test_a_clerk_who_corrects_months_and_amount_is_followed(world):
    application = file(world)  # no record of the insurance: nothing is reckoned
    with pytest.raises(MoveNotPossible):
        act("prepare-decision", application, world.pension_new_a, outcome="granted", note="")
    for name, value in (("months", "9"), ("amount", "2,000.00")):
        act(
            "correct-figure",
            application,
            world.pension_new_a,
            figure=name,
            value=value,
            reason="缴费凭证",
        )
    decide(world, application)
    drawn = Entitlement.objects.get()
    assert drawn.until_month == date(2027, 6, 1)
    assert [each.amount_fen for each in drawn.rates.all()] == [200_000]


def test_found_work_ends_it_and_keeps_the_rest(world):
    insure(world, 66)
    decide(world, file(world))
    later = MONDAY.replace(month=12)
    ended = file(
        world, "unemployment-end", {"because": "work", "since": date(2026, 11, 20)}, now=later
    )
    assert ended.case.state is Status.COMPLETED
    spell = Spell.objects.get()
    assert (spell.ended_because, spell.last_month, spell.kept) == ("work", date(2026, 11, 1), 5)
    assert Entitlement.objects.get().until_month == date(2026, 11, 1)
    # Eleven months later: the months kept are drawn, and nothing was earned.
    insure(world, 11, place="chengdu", until=date(2027, 10, 1))
    who = known.known_of(world.person, today=date(2027, 11, 8))
    asked = known.asked(service_of(BENEFIT), ANSWERS, who, today=date(2027, 11, 8))
    facts = facts_of(asked)
    assert (facts.months_paid, facts.left_over, facts.term.total) == (11, 5, 5)


def test_a_month_is_confirmed_once(world):
    draw(world)
    file(world, "unemployment-month", {"still_looking": True})
    assert StillLooking.objects.get().month == date(2026, 9, 1)
    service = service_of("unemployment-month")
    who = known.known_of(world.person, today=TODAY)
    again = known.pre_check(service, known.asked(service, {}, who, today=TODAY))
    assert [each.code for each in again.verdict.reasons] == ["UNE17"]


def test_the_month_is_that_of_the_day_in_shanghai(world):
    draw(world)
    early = datetime(2026, 9, 30, 17, tzinfo=UTC)  # the first of October, one o'clock
    file(world, "unemployment-month", {"still_looking": True}, now=early)
    assert StillLooking.objects.get().month == date(2026, 10, 1)


def test_without_benefit_nothing_is_confirmed_ended_or_paid_at_once(world):
    who = known.known_of(world.person, today=TODAY)
    for name in ("unemployment-month", "unemployment-end", "unemployment-lump"):
        service = service_of(name)
        found = known.pre_check(service, known.asked(service, {}, who, today=TODAY))
        assert "UNE14" in [each.code for each in found.verdict.reasons], name
        assert service.agency(who, {}).reason.code == "UNE14"


def test_half_of_the_rest_is_paid_at_once_and_the_other_half_is_kept(world):
    draw(world, months=8, first=date(2026, 9, 1))
    answers = {"new": "work", "since": date(2026, 9, 3), "new_employer": "新示例公司"}
    decide(world, file(world, "unemployment-lump", answers))
    paid, spell = Payable.objects.get(), Spell.objects.get()
    assert (paid.benefit, paid.gross_fen) == ("unemployment-lump", 900_000)  # 4 × 2,250
    assert (spell.ended_because, spell.kept) == ("lump", 3)


def test_a_wrong_licence_number_is_told(world):
    draw(world)
    answers = {"new": "business", "since": date(2026, 9, 3), "licence": "91330100MA00000009"}
    with pytest.raises(NotValid) as refused:
        file(world, "unemployment-lump", answers)
    assert "licence" in refused.value.errors


def test_whoever_is_close_to_the_age_draws_on_until_then(world):
    near_the_age(world)  # two months, until October 2026
    application = file(world, "unemployment-to-retirement", {"what": "draw-on"})
    decide(world, application)
    drawn = Entitlement.objects.get()
    spell = Spell.objects.get(ended_because="")
    assert drawn.from_month == date(2026, 11, 1)
    assert drawn.until_month == spell.until_age > date(2026, 11, 1)
    with pytest.raises(NotValid):  # pension contributions that nobody has paid
        decide(world, file(world, "unemployment-to-retirement", {"what": "pay-back"}))


def test_who_is_far_from_the_age_is_told(world):
    draw(world)
    service = service_of("unemployment-to-retirement")
    who = known.known_of(world.person, today=TODAY)
    found = known.pre_check(service, known.asked(service, {"what": "draw-on"}, who, today=TODAY))
    assert [each.code for each in found.verdict.reasons] == ["UNE16"]


def client_of(who):
    made = Client(headers={"accept-language": "en"})
    made.force_login(who.user)
    return made


# --- The employer ---------------------------------------------------------------------------------
CODE = "91330100MA00000008"


@pytest.fixture
def employer(world):
    return Employer.objects.create(
        agency=world.agency("pension", "guangzhou"),
        name="示例科技有限公司",
        credit_code=CODE,
        contact_name="人事",
        proposed_by=world.pension_new_a.user,
        proposed_at=MONDAY,
        approved_by=world.pension_new_b.user,
        approved_at=MONDAY,
        user=make_user("hr"),
    )


def test_the_employer_is_asked_and_the_term_goes_on(world, employer):
    insure(world, 66, status="active")
    application = file(world)
    asked = EmployerQuestion.objects.get()
    assert asked.due_on == date(2026, 9, 14)  # five working days
    assert application.case.steps.get().due_on == date(2026, 9, 16)  # seven in Guangdong
    EmployerQuestion.objects.update(employer_code=CODE)
    (waiting,) = asking.questions_for(employer)
    assert waiting.name == world.person.name
    said = {"last_day": LAST_DAY, "reason": "own-wish", "by": employer.user, "now": MONDAY}
    asking.answer(employer, waiting.key, **said)
    assert asking.questions_for(employer) == []
    with pytest.raises(NotPermitted):
        asking.answer(employer, waiting.key, **said)
    # It says otherwise: a clerk looks, and nobody is refused for it alone.
    assert held(world)[:2] == ("maybe", ["UNE08"])
    page = client_of(world.pension_new_a).get(f"/desk/cases/{application.case.number}/")
    assert "I left by my own wish" in page.content.decode()
    shown = asking.answered(fresh(application))
    assert "I left by my own wish" in shown[0].value.en


def test_an_employer_answers_only_what_it_was_asked_and_what_can_be(world, employer):
    insure(world, 66, status="active")
    file(world)
    asked = EmployerQuestion.objects.get()
    said = {"last_day": LAST_DAY, "reason": "reduction", "by": employer.user, "now": MONDAY}
    with pytest.raises(NotPermitted):  # asked of nobody by its code
        asking.answer(employer, asked.pk, **said)
    EmployerQuestion.objects.update(employer_code=CODE)
    with pytest.raises(NotPermitted):  # another account
        asking.answer(employer, asked.pk, **{**said, "by": make_user("another")})
    for wrong in ({"last_day": date(2026, 9, 8)}, {"reason": "bored"}, {"reason": "other"}):
        with pytest.raises(NotValid):
            asking.answer(employer, asked.pk, **{**said, **wrong})


def test_pages_of_a_person_and_an_employer_show_what_is_theirs(world, employer, client):
    insure(world, 66)
    decide(world, file(world))
    client.force_login(world.applicant.user)
    page = client.get("/my/unemployment/").content.decode()
    assert "7" in page
    assert "squares" in page
    EmployerQuestion.objects.update(employer_code=CODE)
    client.force_login(employer.user)
    assert world.person.name in client.get("/employer/departures/").content.decode()
    there = f"/employer/departures/{EmployerQuestion.objects.get().pk}/"
    assert client.get(there).status_code == 200
    assert client.post(there, {"last_day": "2026-08-31"}).status_code == 422
    sent = client.post(there, {"last_day": "2026-08-31", "reason": "reduction"})
    assert sent.status_code == 302
    assert client.get(there).status_code == 404
