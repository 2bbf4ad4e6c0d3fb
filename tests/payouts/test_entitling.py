"""Giving money each month, changing it, pausing it and ending it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payouts.actions import entitling, owing
from payouts.actions.reckoning import owe_missing
from payouts.errors import Excluded
from payouts.models import Entitlement, Exclusion, Payable, Recovery
from payouts.standing import drawn_months
from tests.cast import MONDAY, make_world
from tests.payouts.story import (
    GRANT,
    JOBLESS,
    NOVEMBER,
    OCTOBER,
    PENSION,
    SEPTEMBER,
    case_of,
    fresh,
    give,
    lines,
    moment,
)

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 1)


@pytest.fixture
def world():
    return make_world()


def run(entitlement, month, at=MONDAY):
    held = fresh(entitlement)
    owe_missing(held, month, period=month, at=at)
    Entitlement.objects.filter(pk=held.pk).update(reckon_from=None)


def pay(**which):
    return Payable.objects.filter(**which).update(
        state="paid", settled_at=MONDAY, booked_on=SEPTEMBER
    )


def owed():
    return [
        (each.month.month, each.gross_fen, each.kind) for each in Payable.objects.order_by("pk")
    ]


def test_a_case_gives_a_benefit_once(world):
    case = case_of(world.person, "U1")

    assert give(world, case=case) == give(world, case=case)
    assert Entitlement.objects.count() == 1


def test_months_that_are_over_are_owed_as_back_pay_with_the_next_run(world):
    drawn = give(world, since=date(2026, 7, 1))

    run(drawn, SEPTEMBER)
    run(drawn, SEPTEMBER)

    assert owed() == [(7, 184000, "back-pay"), (8, 184000, "back-pay"), (9, 184000, "regular")]
    assert drawn_months(world.person, JOBLESS.name) == (date(2026, 7, 1), AUGUST, SEPTEMBER)


def test_nobody_draws_two_that_exclude_each_other(world):
    jobless = give(world)

    with pytest.raises(Excluded) as refused:
        give(world, benefit=PENSION, since=NOVEMBER)

    assert refused.value.other == jobless


def test_what_ends_before_excludes_nothing(world):
    jobless = give(world)
    entitling.end(jobless, last_month=OCTOBER, reason="retired", at=MONDAY)

    pension = give(world, benefit=PENSION, since=NOVEMBER)

    assert pension.proven_until == date(2027, 11, 30)
    with pytest.raises(Excluded):
        entitling.extend(fresh(jobless), until_month=NOVEMBER, at=MONDAY)


def test_the_database_lets_nobody_draw_two(world):
    held = give(world).exclusions.get(pair="test-jobless|test-pension")

    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.create(entitlement=held.entitlement, person=world.person, pair=held.pair)


def test_a_higher_rate_of_paid_months_yields_the_difference(world):
    drawn = give(world)
    run(drawn, SEPTEMBER)
    pay()

    for _twice in range(2):
        entitling.new_rate(drawn, from_month=SEPTEMBER, lines=lines("1900.00"), at=MONDAY)
    run(drawn, OCTOBER)

    assert owed()[1:] == [(9, 6000, "back-pay"), (10, 190000, "regular")]
    assert drawn.rates.filter(replaced_by=None).count() == 1


def test_a_lower_rate_of_paid_months_is_demanded_back_and_never_set_off(world):
    drawn = give(world)
    run(drawn, SEPTEMBER)
    pay()

    for _twice in range(2):
        entitling.new_rate(drawn, from_month=SEPTEMBER, lines=lines("1800.00"), at=MONDAY)
    run(drawn, OCTOBER)

    assert Recovery.objects.get().amount_fen == 4000
    assert owed()[1:] == [(10, 180000, "regular")]


def test_what_is_too_much_and_has_not_left_is_cancelled(world):
    drawn = give(world)
    run(drawn, SEPTEMBER)

    entitling.new_rate(drawn, from_month=SEPTEMBER, lines=lines("1800.00"), at=MONDAY)
    run(drawn, SEPTEMBER)

    assert Recovery.objects.count() == 0
    assert [each.gross_fen for each in Payable.objects.counting()] == [180000]


def test_an_end_before_paid_months_demands_them_back(world):
    drawn = give(world, since=AUGUST)
    run(drawn, SEPTEMBER)
    pay()

    for _twice in range(2):
        entitling.end(drawn, last_month=AUGUST, reason="work", at=MONDAY)

    demanded = Recovery.objects.get()
    assert (demanded.amount_fen, demanded.reason) == (184000, "work")
    assert fresh(drawn).state == "ended"
    assert drawn_months(world.person, JOBLESS.name) == (AUGUST,)


@pytest.mark.parametrize(("pays_back", "months"), [(True, [9, 10, 11]), (False, [9, 11])])
def test_months_of_a_pause_are_paid_only_where_that_is_said(world, pays_back, months):
    drawn = give(world)
    run(drawn, SEPTEMBER)
    entitling.suspend(drawn, from_month=OCTOBER, reason="not-proven", at=MONDAY)
    run(drawn, OCTOBER)

    entitling.resume(drawn, from_month=NOVEMBER, at=moment(NOVEMBER), pays_back=pays_back)
    run(drawn, NOVEMBER)

    assert [each.month.month for each in Payable.objects.order_by("month")] == months
    assert fresh(drawn).state == "active"


def test_the_same_key_owes_once(world):
    how = {
        "benefit": GRANT.name,
        "person": world.person,
        "agency": world.agency("pension", "hangzhou"),
        "key": "c1:funeral",
        "month": SEPTEMBER,
        "lines": lines("9622.00"),
        "at": MONDAY,
    }
    case = case_of(world.person, "U1")

    assert owing.owe(case, **how) == owing.owe(case, **how)
    assert Payable.objects.get().amount_fen == 962200
