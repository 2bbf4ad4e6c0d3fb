"""What must be true of money to people: each control is silent while it is, and speaks once not."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import F

from payouts import invariants
from payouts.actions import answering, entitling
from payouts.models import Batch, BatchLine, Entitlement, Payable, Recovery
from records.models import Posting
from tests.cast import MONDAY
from tests.payouts.story import (
    NOVEMBER,
    OCTOBER,
    PAY_DAY,
    PENSION,
    answer_of,
    case_of,
    give,
    make_paying,
    run_month,
    sent,
    somebody,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def found():
    """Return the controls that find something."""
    return {check.__name__ for check in invariants.INVARIANTS if list(check())}


def another_posting(_world):
    Posting.objects.create(
        case_number="X1",
        movement=Posting.Movement.REACHED,
        reference="P0-0",
        side=Posting.Side.PERSON,
        amount_fen=1,
        at=MONDAY,
    )


def counted_back(world):
    Recovery.objects.create(
        key="r",
        case=case_of(world.person, "R1"),
        person=world.person,
        agency=world.agency("pension", "hangzhou"),
        amount_fen=2,
        back_fen=1,
        reason="rate",
        demanded_at=MONDAY,
        due_on=date(2026, 12, 1),
    )


SUM, PLACE = "batches_are_the_sum_of_their_lines", "payments_are_where_they_say"
LEDGER = "the_ledger_has_what_left_and_arrived"  # a closed month the database itself keeps
BROKEN = {
    "a line of another amount": (
        lambda _w: BatchLine.objects.update(amount_fen=F("amount_fen") + 1),
        {SUM, PLACE, LEDGER},
    ),
    "a batch that counts a payment too many": (
        lambda _w: Batch.objects.update(lines=F("lines") + 1, state="sent"),
        {SUM},
    ),
    "a payment that was cancelled in its batch": (
        lambda _w: Payable.objects.update(state="cancelled"),
        {PLACE},
    ),
    "a paid payment in no batch": (
        lambda _w: BatchLine.objects.update(is_live=False),
        {SUM, PLACE},
    ),
    "money in the ledger that no batch has moved": (another_posting, {LEDGER}),
    "more back than its parts": (counted_back, {"what_came_back_is_counted"}),
}


def test_a_month_that_was_paid_is_in_order_and_whatever_is_broken_in_it_is_found():
    world = make_paying()
    somebody(world, 1)
    run_month(world)
    (batch,) = sent(world)
    answering.take(batch, answer_of(batch), by=world.payer_a, now=PAY_DAY)
    assert found() == set()

    told = {}
    for what, (break_it, _expected) in BROKEN.items():
        with transaction.atomic():
            break_it(world)
            told[what] = found()
            transaction.set_rollback(True)

    assert told == {what: expected for what, (_break, expected) in BROKEN.items()}
    assert found() == set()


def test_two_that_exclude_each_other_are_found_in_whichever_order_they_began():
    world = make_paying()
    first = give(world)
    entitling.end(first, last_month=OCTOBER, reason="retired", at=MONDAY)
    give(world, benefit=PENSION, since=NOVEMBER)
    assert found() == set()

    Entitlement.objects.filter(pk=first.pk).update(until_month=NOVEMBER)  # past every check

    assert found() == {"nobody_draws_two_that_exclude_each_other"}
