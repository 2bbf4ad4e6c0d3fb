"""An account that is inherited: each heir agrees, two persons decide, and no fen is lost."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Person
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Notice
from payouts.actions import answering, preparing, releasing
from payouts.invariants import INVARIANTS as OF_MONEY
from payouts.models import Batch, Payable, PaymentAccount
from records import accounts
from records.models import AccountEntry, Posting, Relationship
from services.enrolments.actions import inheriting
from services.enrolments.inheritance import INHERITANCE
from services.enrolments.invariants import INVARIANTS as OF_ACCOUNTS
from services.enrolments.models import Heir
from services.enrolments.rules.accounts import split
from services.enrolments.rules.inheriting import DIED, MORE_THAN_ALL, TWICE, Share, fault_of
from tests.cast import MONDAY, identity_number, insure, make_person, make_verified_user
from tests.enrolments.story import decide, filled, fresh, send
from tests.papers import bring_papers
from tests.payouts.story import answer_of, pay_to

DIED_ON = date(2026, 6, 14)
FATHER = date(1962, 1, 5)


@pytest.fixture
def family(world):
    """A father who has died, insured in Guangzhou; his daughter asks, her brother agrees."""
    father = make_person("王建国", FATHER)
    insure(father, world.agency("pension", "guangzhou"), "pension", range(2014, 2027), last_month=6)
    brother = make_person("王小明", date(1995, 2, 3))
    world.people["brother"] = make_verified_user("brother", brother)
    world.father, world.brother_person = father, brother
    return world


def heir(person, parts=1, of_parts=2, relation="child"):
    return {
        "name": str(person.name),
        "number": str(person.number),
        "relation": relation,
        "parts": parts,
        "of_parts": of_parts,
    }


def asked(world, heirs=None, **answers):
    said = {
        "deceased_name": "王建国",
        "deceased_number": identity_number(FATHER),
        "died_on": DIED_ON,
        "insurance": "pension",
        "place": "440100",
        "heirs": heirs or [heir(world.person), heir(world.brother_person)],
        "agreed": "online",
        "is_true": True,
        **answers,
    }
    application = filled(world, INHERITANCE, **said)
    return send(world, bring_papers(world, application))


def invariants():
    call_command("check_invariants")


@pytest.mark.django_db
def test_two_heirs_agree_and_each_has_their_part_to_the_fen(family):
    application = asked(family)
    row = Heir.objects.get(person=family.brother_person)
    inheriting.answer(row.pk, agrees=True, by=family.brother, now=MONDAY)

    decide(family, application)

    account = Relationship.objects.get(person=family.father)
    entry = AccountEntry.objects.get(relationship=account)
    shares = list(Payable.objects.filter(benefit="inherited-pension-account").order_by("pk"))
    assert accounts.balance(account) == 0
    assert account.status == Relationship.Status.ENDED
    assert sum(each.gross_fen for each in shares) == -entry.amount_fen
    assert {each.person_id for each in shares} == {family.person.pk, family.brother_person.pk}
    assert shares[0].gross_fen - shares[1].gross_fen in (0, 1)
    assert Person.objects.get(pk=family.father.pk).deceased_on == DIED_ON
    for each in shares:
        assert each.case.state.value == "completed"
        letter = each.case.letters.get(to_person=True)
        assert "国发〔1998〕44号" not in letter.content  # a pension account: not the medical one
    invariants()


def sent_to_the_bank(world, now):
    """Let two clerks of the agency pay what waits, and read what the bank answers on pay day."""
    for batch in preparing.prepare("pension", by=world.pension_new_a, now=now).made():
        releasing.release(batch, by=world.pension_new_b, now=now)
        pay_day = now + timedelta(days=10)
        answering.take(batch, answer_of(Batch.objects.get(pk=batch.pk), pay_day), by=None, now=now)


@pytest.mark.django_db
def test_the_money_of_heirs_goes_through_the_bank_file_and_again_where_it_came_back(family):
    application = asked(family)
    row = Heir.objects.get(person=family.brother_person)
    inheriting.answer(row.pk, agrees=True, by=family.brother, now=MONDAY)
    decide(family, application)
    pay_to(family.person)
    pay_to(family.brother_person, number="6222021234567902")  # the invented bank: it is closed

    sent_to_the_bank(family, MONDAY)

    hers = Payable.objects.get(person=family.person)
    his = Payable.objects.get(person=family.brother_person)
    assert (hers.state, his.state, his.returned_because) == ("paid", "returned", "R02")
    sides = Posting.objects.filter(case_number=his.case.number).order_by("pk")
    assert [(each.movement, each.side, each.amount_fen) for each in sides] == [
        ("paid-out", "fund", -his.amount_fen),
        ("paid-out", "transit", his.amount_fen),
        ("came-back", "transit", -his.amount_fen),
        ("came-back", "fund", his.amount_fen),
    ]
    told = Notice.objects.filter(to_person=family.brother_person, kind="benefit-returned")
    do_what_is_due(now=MONDAY + timedelta(days=1))
    assert told.count() == 1

    # The same account is not tried twice; another one is.
    sent_to_the_bank(family, MONDAY + timedelta(days=1))
    assert Payable.objects.get(pk=his.pk).state == "returned"
    PaymentAccount.objects.filter(person=family.brother_person).update(state="replaced")
    pay_to(family.brother_person, number="6222021234567100", since=date(2026, 9, 1))
    sent_to_the_bank(family, MONDAY + timedelta(days=2))

    his.refresh_from_db()
    assert (his.state, his.attempts) == ("paid", 2)
    reached = Posting.objects.filter(case_number=his.case.number, movement="reached", side="person")
    assert [each.amount_fen for each in reached] == [his.amount_fen]
    assert [said for each in (*OF_MONEY, *OF_ACCOUNTS) for said in each()] == []


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_decided_case_is_not_judged_by_what_its_decision_changed_and_says_where_money_is(
    family, client
):
    application = asked(family)
    row = Heir.objects.get(person=family.brother_person)
    inheriting.answer(row.pk, agrees=True, by=family.brother, now=MONDAY)
    clerk = next(
        each
        for name, each in family.people.items()
        if each.agency == application.agency and name.endswith("_a")
    )
    client.force_login(clerk.user)
    address = reverse("desk_case", args=[application.case.number])

    before = client.get(address).context["rules"]
    decide(family, application)

    assert before["fine"]
    assert client.get(address).context["rules"] is None
    client.force_login(family.applicant.user)
    page = client.get(reverse("case", args=[application.case.number])).content.decode()
    assert "“我的待遇”中查看" in page
    assert "占份数1 · 总份数2" in page


@pytest.mark.django_db
def test_interest_runs_to_the_month_of_death_by_the_last_rate(family):
    application = asked(family, heirs=[heir(family.person, 1, 1)])
    decide(family, application)

    year = Relationship.objects.get(person=family.father).account_years.get(year=2026)
    opening, monthly = year.opening_fen, 40_000
    product = opening * 6 + monthly * (6 + 5 + 4 + 3 + 2 + 1)
    assert year.credited_fen == 6 * monthly
    assert abs(year.interest_fen - product * 262 / 10_000 / 12) <= 1
    assert year.closing_fen == 0


@pytest.mark.django_db
@pytest.mark.one_database
def test_nothing_is_paid_before_every_heir_has_agreed(family):
    application = asked(family)
    with pytest.raises(MoveNotPossible):
        decide(family, application)
    row = Heir.objects.get(person=family.brother_person)
    inheriting.answer(row.pk, agrees=False, by=family.brother, now=MONDAY)
    assert Notice.objects.filter(kind="heir-asked", to_person=family.brother_person).count() == 1
    refused = decide(family, application, "refused", reasons=["ENR25"])
    assert refused.case.state.value == "refused"
    with pytest.raises(inheriting.NotAsked):
        inheriting.answer(row.pk, agrees=True, by=family.brother, now=MONDAY)
    assert not Payable.objects.exists()


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_applicant_learns_nothing_of_an_account_before_it_is_decided(family, client):
    application = asked(family)
    client.force_login(family.applicant.user)
    page = client.get(f"/api/v1/cases/{application.case.number}/pre-check/").json()

    assert page["figures"] == []
    assert {each["code"] for each in page.get("reasons", [])} == set()


@pytest.mark.django_db
@pytest.mark.one_database
def test_an_heir_sees_the_shares_and_answers_and_nobody_else_does(family, client):
    asked(family)
    row = Heir.objects.get(person=family.brother_person)
    client.force_login(family.brother.user)
    page = client.get("/my/inheritances/", headers={"accept-language": "en"}).content.decode()
    assert "1/2" in page
    assert str(family.person.name) not in page
    client.post(f"/my/inheritances/{row.pk}/", {"agrees": "yes"})
    row.refresh_from_db()
    assert row.agreed_at
    client.force_login(family.other_person.user)
    assert client.post(f"/my/inheritances/{row.pk}/", {"agrees": "no"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_corrected_table_asks_the_heirs_again(family):
    application = asked(family)
    row = Heir.objects.get(person=family.brother_person)
    inheriting.answer(row.pk, agrees=True, by=family.brother, now=MONDAY)
    whole = fresh(application)
    inheriting.ask_heirs(whole, MONDAY)
    row.refresh_from_db()
    assert row.replaced_at is None
    assert row.agreed_at


def test_what_is_wrong_with_a_table_is_said():
    one, other = Share("A", 1, 2), Share("B", 1, 2)
    assert fault_of([one, other], "C") is None
    assert fault_of([one, one], "C") == TWICE
    assert fault_of([one, other], "a") == DIED
    assert fault_of([Share("A", 3, 2)], "C") == MORE_THAN_ALL
    assert fault_of([Share("A", 0, 2)], "C") == MORE_THAN_ALL


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, 10**10),
    st.lists(st.integers(1, 50), min_size=1, max_size=20),
)
def test_whatever_the_shares_no_fen_is_lost_and_nobody_is_wronged(fen, weights):
    shares = [Fraction(each, sum(weights)) for each in weights]
    parts = split(fen, shares)
    assert sum(parts) == fen
    assert all(abs(part - fen * share) < 1 for part, share in zip(parts, shares, strict=True))
