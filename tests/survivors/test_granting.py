"""A death: who may learn what, who agrees, what is paid to whom, and only once."""

from datetime import date
from decimal import Decimal

import pytest

from applications import known
from applications.actions import applying, drafting
from applications.registry import service_of
from casework.errors import MoveNotPossible
from casework.models import Case, Notice
from casework.rules.statuses import Status
from kit.errors import NotValid
from payouts.models import Payable
from services.survivors.actions.making_up import make_up
from services.survivors.models import Bereavement, Payee
from tests.cast import MONDAY
from tests.papers import bring_papers, find_good
from tests.survivors.story import (
    DIED,
    NAME,
    NUMBER,
    SERVICE,
    answers,
    approve_income,
    bury,
    decide,
    fresh,
)
from tests.unemployment.story import chosen

pytestmark = pytest.mark.one_database
TODAY = date(2026, 9, 7)
SAID = {
    "place": "320100",
    "died_on": date(2023, 5, 1),
    "cause": "illness",
    "paid_months": 187,
}


def checked(said, who=None):
    service = service_of(SERVICE)
    found = known.pre_check(service, known.asked(service, said, who, today=TODAY))
    return found.answer, [each.code for each in found.verdict.reasons], found


def filed(world, said, service=SERVICE):
    application = drafting.start(service_of(service), by=world.applicant, now=MONDAY)
    drafting.save(application, said, by=world.applicant, now=MONDAY)
    application = bring_papers(world, chosen(world, fresh(application)))
    applying.submit(application, by=world.applicant, now=MONDAY, despite_checks=True)
    application = fresh(application)
    find_good(application, world.pension_new_a, now=MONDAY)
    return fresh(application)


def rules_now(application):
    found = known.rules_say(fresh(application), today=TODAY)
    return found.answer, [each.code for each in found.verdict.reasons], found


def test_without_a_sign_in_both_grants_are_reckoned(db):
    answer, against, found = checked(SAID)  # Jiangsu: 60,178 a year
    assert (answer, against) == ("yes", [])
    values = {each.label.en: each.value.en for each in found.figures}
    assert values["Funeral grant"] == "¥10,029.67"
    assert values["Paid to the family"] == "¥58,088.49"
    assert not found.figures[0].is_sure


@pytest.mark.parametrize(
    ("change", "answer", "code"),
    [
        ({"cause": "work"}, "no", "SUR02"),
        ({"overpaid": Decimal("6421.00")}, "yes", "SUR05"),
        ({"died_on": date(2024, 5, 1)}, "yes", "SUR07"),
    ],
)
def test_what_is_typed_is_told(db, change, answer, code):
    assert checked({**SAID, **change})[:2] == (answer, [code])


def test_a_place_without_a_number_is_left_to_a_clerk_and_a_typed_one_is_only_an_estimate(db):
    there = {**SAID, "place": "610100"}
    answer, against, found = checked(there)
    assert (answer, against) == ("maybe", ["SUR09"])
    counted, *amounts = found.figures  # how many months is known all the same
    assert counted.value.en == "9 7/12 months"
    assert ["clerk" in each.value.en for each in amounts] == [True, True]
    found = checked({**there, "income": Decimal(57732)})[2]
    assert found.figures[-1].value.en == "¥55,727.42"
    assert not found.figures[-1].is_sure


def test_before_it_is_sent_nobody_learns_of_a_stranger(world):
    approve_income()
    bury(world)
    who = known.known_of(world.person, today=TODAY)
    said = answers((world.person, 1))
    _answer, against, found = checked(said, who)
    assert against == []
    assert all("clerk" in each.value.en for each in found.figures)


def test_it_waits_until_all_have_agreed(world):
    approve_income()
    bury(world)
    application = filed(world, answers((world.person, 3), (world.stranger, 1)))
    assert rules_now(application)[:2] == ("maybe", ["SUR04"])
    assert Notice.objects.filter(kind="benefit-share-named").count() == 1
    with pytest.raises(MoveNotPossible):
        decide(world, application)


def test_each_payee_is_paid_their_part_and_a_death_is_granted_once(world):
    approve_income()
    bury(world)
    application = filed(world, answers((world.person, 3), (world.stranger, 1)))
    Payee.objects.filter(person=world.stranger).update(agreed_at=MONDAY)
    answer, against, found = rules_now(application)
    assert (answer, against) == ("yes", [])
    assert found.figures[-1].value.en == "¥55,727.42"
    application = decide(world, application)
    assert application.case.state is Status.COMPLETED
    paid = {each.person_id: each.gross_fen for each in Payable.objects.all()}
    assert paid == {world.person.pk: 4_179_557, world.stranger.pk: 1_393_185}
    assert sum(paid.values()) == 5_572_742
    _check_letter_of_the_other(world, application)
    death = Bereavement.objects.get()
    assert (death.funeral_fen, death.died_on) == (962_200, DIED)
    # It is drawn once, whoever of the family asks.
    again = filed(world, answers((world.person, 1)))
    assert rules_now(again)[1] == ["SUR03"]
    with pytest.raises(MoveNotPossible):
        decide(world, again)


def _check_letter_of_the_other(world, application):
    """Whoever has not applied has a case, a letter and a payment of their own, once."""
    other = Payee.objects.get(person=world.stranger)
    assert other.own_case.person_id == world.stranger.pk
    assert other.own_case.matter == application.case.number
    letter = other.own_case.letters.get(to_person=True)
    assert "13,931.85" in letter.content
    assert NAME in letter.content
    assert str(world.person.name) not in letter.content
    assert Payable.objects.get(person=world.stranger).case_id == other.own_case_id
    assert Payee.objects.get(person=world.person).own_case_id is None


def test_the_rest_is_paid_once_the_income_that_counts_is_known(world):
    approve_income(amount=48000, year=2025)
    bury(world)
    application = filed(world, answers((world.person, 3), (world.stranger, 1)))
    Payee.objects.filter(person=world.stranger).update(agreed_at=MONDAY)
    assert rules_now(application)[:2] == ("yes", ["SUR07"])
    decide(world, application)
    before = sum(each.gross_fen for each in Payable.objects.all())
    make_up(TODAY, MONDAY)
    assert (before, Payable.objects.count()) == (4_633_333, 2)  # 4,000 × 11 7/12

    approve_income(amount=57732, year=2026)
    for _twice in range(2):
        make_up(TODAY, MONDAY)

    assert sum(each.gross_fen for each in Payable.objects.all()) == 5_572_742
    assert Payable.objects.count() == 4
    assert sum(each.amount_fen for each in Payee.objects.all()) == 5_572_742
    assert Notice.objects.filter(kind="benefit-share-difference").count() == 2
    # Each of them has a letter of it, which names nobody else.
    shares = Case.objects.filter(service="survivors-share", matter=application.case.number)
    assert shares.count() == 3  # of the grants the stranger's alone, of the difference both
    later = shares.get(person=world.person)
    letter = later.letters.get(to_person=True)
    assert "7,045.57" in letter.content  # three of four parts of 9,394.09
    assert "46,333.33" in letter.content
    assert str(world.stranger.name) not in letter.content
    assert Payable.objects.get(case=later).gross_fen == 704_557


def test_what_the_record_says_is_told_once_it_is_sent(world):
    approve_income()
    bury(world, months=50, on_record=False)
    application = filed(world, answers((world.person, 1)))
    assert rules_now(application)[1] == ["SUR01"]


def test_several_places_are_told(world):
    approve_income()
    person = bury(world)
    person.relationships.create(
        agency=world.agency("pension", "chengdu"),
        insurance="pension",
        status="suspended",
        personal_number="S0002",
        opened_month=date(1999, 1, 1),
    )
    application = filed(world, answers((world.person, 1)))
    assert rules_now(application)[1] == ["SUR06"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"died_on": date(2020, 1, 1)},
        {"payees": []},
        {"agreed": False},
        {"deceased_number": NUMBER[:6] + "20150301001X"},
    ],
)
def test_what_cannot_be_is_told_at_its_question(world, wrong):
    with pytest.raises(NotValid) as refused:
        filed(world, answers((world.person, 1), **wrong))
    assert set(refused.value.errors) & set(wrong)


def test_the_page_of_a_payee_shows_their_part_and_takes_their_agreement(world, client):
    bury(world)
    application = filed(world, answers((world.person, 2), (world.stranger, 1)))
    own = Payee.objects.get(case=application.case, person=world.person)
    client.force_login(world.applicant.user)
    assert "2/3" in client.get("/my/shares/").content.decode()
    theirs = Payee.objects.exclude(pk=own.pk).get()
    assert client.post(f"/my/shares/{theirs.pk}/agree/").status_code == 404
    assert client.post(f"/my/shares/{own.pk}/agree/").status_code == 302
