"""The residents' pension: from sixty on, a basic part of the place and the account by 139."""

from datetime import date
from decimal import Decimal

import pytest

from applications.known import rules_say
from casework.errors import MoveNotPossible
from kit.errors import NotValid
from payouts.models import Entitlement, Payable
from records.models import Relationship
from services.retirement.rules.resident import first_month, of_age_from, resident_pension
from tests.cast import MONDAY
from tests.retirement.story import act, approve_value, fresh, grant, resident_of_sixty, send

IN_2026 = date(2026, 9, 1)


# --- The rules ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("account", "a_month"),
    [("27800.00", "200.00"), ("10000.00", "71.94"), ("0.00", "0.00"), ("-5.00", "0.00")],
)
def test_the_account_is_paid_by_139(account, a_month):
    assert resident_pension(Decimal(account), "440100", IN_2026).of_account == Decimal(a_month)


def test_the_basic_part_of_a_place_is_never_guessed():
    found = resident_pension(Decimal(27800), "440100", IN_2026)
    assert (found.basic, found.total, found.least_basic) == (None, None, Decimal(123))


@pytest.mark.parametrize(
    ("born", "filed", "begins"),
    [
        (date(1966, 7, 1), date(2026, 7, 31), date(2026, 8, 1)),
        (date(1966, 7, 31), date(2026, 9, 7), date(2026, 9, 1)),
        (date(1964, 2, 29), date(2024, 2, 1), date(2024, 3, 1)),
    ],
)
def test_it_begins_after_the_birthday_and_not_before_the_application(born, filed, begins):
    assert first_month(born, filed) == begins


def test_sixty_is_counted_in_months():
    assert of_age_from(date(1966, 12, 31)) == date(2026, 12, 1)


# --- From asking to the money -------------------------------------------------------------------
@pytest.fixture
def resident(world):
    resident_of_sixty(world)
    return world


def asks(world):
    return send(world, "resident-pension", {"is_true": True})


def test_a_pension_is_paid_by_the_numbers_of_the_place(resident):
    approve_value(resident, "resident-pension.basic", "240")
    application = asks(resident)
    grant(resident, application)
    drawn = Entitlement.objects.get()
    assert (drawn.benefit, drawn.from_month) == ("resident-pension", IN_2026)
    rate = drawn.rates.get()
    assert (rate.amount_fen, [line["name"] for line in rate.lines]) == (
        44_000,
        ["basic", "account"],
    )
    held = Relationship.objects.get(person=resident.person, scheme="resident")
    assert held.status == Relationship.Status.DRAWING
    assert fresh(application).case.status == "approved"  # until the first payment


def test_without_the_number_of_the_place_a_clerk_enters_it(resident):
    application = asks(resident)
    with pytest.raises(MoveNotPossible):
        grant(resident, application)
    act(resident, "send-back-decision", application, "pension_new_b", note="请核定")
    low = {"figure": "basic", "value": "100.00", "reason": "当地标准"}
    act(resident, "correct-figure", application, **low)
    with pytest.raises(NotValid):
        grant(resident, application)
    act(resident, "send-back-decision", application, "pension_new_b", note="低于全国标准")
    act(resident, "correct-figure", application, **{**low, "value": "240.00"})
    act(
        resident,
        "correct-figure",
        application,
        figure="months-before",
        value="880.00",
        reason="当地规定补发两个月",
    )
    grant(resident, application)
    assert Entitlement.objects.get().rates.get().amount_fen == 44_000
    assert Payable.objects.get(benefit="resident-pension-back").amount_fen == 88_000


def test_whoever_draws_another_pension_is_told_before_they_send(resident):
    gone = Relationship.objects.filter(person=resident.person, status=Relationship.Status.MOVED)
    Relationship.objects.filter(pk=gone.first().pk).update(status=Relationship.Status.DRAWING)
    said = rules_say(asks(resident), today=MONDAY.date())
    assert [each.code for each in said.verdict.reasons][:1] == ["RET12"]
