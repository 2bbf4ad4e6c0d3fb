"""An account paid out to its owner, and two that become one: nothing lost, nothing twice."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from agencies.models import Agency
from applications import known
from casework.errors import MoveNotPossible
from payouts.models import Payable
from records import accounts
from records.models import AccountEntry, InsuredPeriod, Relationship, StatusSpan
from services.enrolments import settling
from services.enrolments.closing import CLOSING
from services.enrolments.merging import MERGING
from tests.cast import MONDAY, insure
from tests.enrolments.story import decide, filled, send
from tests.papers import bring_papers

TODAY = MONDAY.date()


def held(world, place="chengdu", insurance="pension"):
    return Relationship.objects.get(person=world.person, agency=world.agency(insurance, place))


def closing(world, ground="abroad", insurance="medical"):
    Relationship.objects.filter(pk=held(world, insurance=insurance).pk).update(status="moved")
    application = filled(world, CLOSING, ground=ground, insurance=insurance, knows=True)
    return send(world, bring_papers(world, application))


@pytest.mark.django_db
def test_who_settles_abroad_is_paid_all_of_it_and_the_relationship_ends(world):
    application = decide(world, closing(world, insurance="pension"))

    account = held(world, "guangzhou")
    paid = Payable.objects.get(benefit="closed-pension-account")
    entry = AccountEntry.objects.get(relationship=account, kind="paid-out")
    assert paid.gross_fen == -entry.amount_fen
    assert paid.person_id == world.person.pk
    assert sum(each.fen for each in paid.shown_lines) == paid.gross_fen
    assert accounts.balance(account) == 0
    assert account.status_spans.get(to_month=None, replaced_with="").reason == "closed"
    assert application.case.state.value == "completed"
    (article,) = json.loads(application.case.letters.get(kind="decision").content)["bases"]
    assert article["zh"].endswith("第六条")
    call_command("check_invariants")


@pytest.mark.django_db
@pytest.mark.one_database
def test_money_that_is_needed_now_is_no_ground(world):
    application = closing(world, ground="needed")
    said = known.rules_say(application, today=TODAY)
    assert [each.code for each in said.verdict.reasons] == ["ENR15"]
    with pytest.raises(MoveNotPossible):
        decide(world, application)


@pytest.mark.django_db
@pytest.mark.one_database
def test_an_earlier_year_that_is_open_is_closed_first(world):
    account = held(world, "guangzhou")
    account.account_years.filter(year=2025).update(is_closed=False)
    application = closing(world, insurance="pension")
    said = known.rules_say(application, today=TODAY)
    assert "ENR27" in [each.code for each in said.verdict.reasons]
    with pytest.raises(MoveNotPossible):
        decide(world, application)


@pytest.fixture
def one_office(world):
    """Guangzhou's agency has taken Chengdu's over: two accounts with one office, 2025-01 twice."""
    old, new = world.agency("pension", "chengdu"), world.agency("pension", "guangzhou")
    Agency.objects.filter(pk=old.pk).update(is_active=False, successor=new)
    source = held(world)
    InsuredPeriod.objects.create(
        relationship=source,
        first_month=date(2025, 1, 1),
        last_month=date(2025, 3, 1),
        base_fen=500_000,
        employer_rate=Decimal("0.16"),
        personal_rate=Decimal("0.08"),
        account_rate=Decimal("0.08"),
    )
    year = source.account_years.get(year=2025)
    year.credited_fen = year.credited_personal_fen = 3 * 40_000
    year.closing_fen += year.credited_fen
    year.save()
    return world


@pytest.mark.django_db
def test_two_accounts_become_one_and_what_was_paid_twice_goes_back(one_office):
    world = one_office
    before = accounts.balance(held(world)) + accounts.balance(held(world, "guangzhou"))
    months = _months(world)
    application = send(world, filled(world, MERGING, insurance="pension", is_true=True))

    decide(world, application)

    kept, other = held(world, "guangzhou"), held(world)
    back = Payable.objects.get(benefit="months-paid-twice")
    assert back.gross_fen == 3 * 40_000
    assert accounts.balance(other) == 0
    assert accounts.balance(kept) + back.gross_fen == before
    assert other.status == Relationship.Status.ENDED
    assert other.status_spans.get(to_month=None, replaced_with="").reason == (
        StatusSpan.Reason.MERGED
    )
    assert not other.periods.lying_there().exists()
    assert _months(world) == months
    call_command("check_invariants")


def _months(world):
    """Return all months of the record, each once."""
    there = InsuredPeriod.objects.lying_there().filter(
        relationship__person=world.person, relationship__insurance="pension"
    )
    return {
        (each.first_month.year, month)
        for each in there
        for month in range(each.first_month.month, each.last_month.month + 1)
    }


@pytest.mark.django_db
@pytest.mark.one_database
def test_two_accounts_in_two_places_are_a_transfer(world):
    application = filled(world, MERGING, insurance="pension", is_true=True)
    said = known.rules_say(application, today=TODAY)
    assert [each.code for each in said.verdict.reasons] == ["ENR29"]
    assert said.verdict.reasons[0].leads_to == "transfer_start"


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_medical_account_earns_by_its_books_alone(world):
    account = held(world, "guangzhou", "medical")
    left = settling.left_in(account, TODAY, known.rule_book.current())
    assert left.total_fen == accounts.balance(account)
    assert left.years.interest_fen == 0


@pytest.mark.django_db
@pytest.mark.one_database
def test_what_was_paid_before_1998_goes_along(world):
    account = insure(
        world.stranger, world.agency("pension", "guangzhou"), "pension", range(2024, 2026)
    )
    account.pre_1998_fen = 12_345
    account.save()
    left = settling.left_in(account, TODAY, known.rule_book.current())
    assert left.pre_1998_fen == 12_345
    assert left.total_fen > left.years.balance_fen
    assert not left.is_sure
