"""What was paid too much: decided by two, resting while somebody objects; visits; deaths."""

from datetime import timedelta
from decimal import Decimal

import pytest

from casework.actions.duties import do_what_is_due
from casework.models import Case, Notice
from kit.errors import NotPermitted, NotValid
from payouts.actions import agreeing, answering, entitling, proving
from payouts.errors import NotNow
from payouts.models import Entitlement, Payable, Recovery
from payouts.rules.states import Proof, Way
from services.unemployment.models import Spell
from tests.cast import MONDAY, make_verified_user
from tests.payouts.story import (
    NOVEMBER,
    OCTOBER,
    PAY_DAY,
    PENSION,
    SEPTEMBER,
    answer_of,
    case_of,
    fresh,
    give,
    lines,
    make_paying,
    moment,
    run_month,
    sent,
    somebody,
)

pytestmark = pytest.mark.django_db
LATER = moment(NOVEMBER)


@pytest.fixture
def world():
    return make_paying()


def demanded(world):
    """Somebody was paid 140 yuan too much for September, and has not said how it comes back."""
    somebody(world, 1)
    run_month(world)
    (batch,) = sent(world)
    answering.take(batch, answer_of(batch), by=None, now=PAY_DAY)
    drawn = Entitlement.objects.get()
    entitling.new_rate(drawn, from_month=SEPTEMBER, lines=lines("1700.00"), at=PAY_DAY)
    return Recovery.objects.get()


def withheld(month):
    return Payable.objects.get(period=month).withheld_fen


def object_to(recovery):
    return Case.objects.create(
        number="O1",
        service="objection",
        matter="O1",
        person=recovery.person,
        about=recovery.case,
        created_at=PAY_DAY,
        submitted_at=PAY_DAY,
        status="submitted",
    )


def test_two_decide_what_nobody_has_chosen_in_time_and_enough_to_live_on_stays(world):
    debt = demanded(world)
    with pytest.raises(NotNow):
        agreeing.order_set_off(debt, Decimal("1650.00"), by=world.payer_a, now=PAY_DAY)

    assert not agreeing.order_set_off(debt, Decimal("1650.00"), by=world.payer_a, now=LATER)
    with pytest.raises(NotPermitted):
        agreeing.order_set_off(debt, Decimal("1650.00"), by=world.payer_a, now=LATER)
    with pytest.raises(NotValid):
        agreeing.order_set_off(debt, Decimal("1.00"), by=world.payer_b, now=LATER)
    assert agreeing.order_set_off(debt, Decimal("1650.00"), by=world.payer_b, now=LATER)
    run_month(world, OCTOBER)
    run_month(world, NOVEMBER)

    assert [withheld(OCTOBER), withheld(NOVEMBER)] == [5000, 5000]  # 1,700 less 1,650, each month
    assert Notice.objects.filter(kind="benefit-set-off").count() == 1


def test_a_debt_that_somebody_objects_to_rests_until_that_is_decided(world):
    debt = demanded(world)
    user = make_verified_user("drawer", debt.person)
    agreeing.agree(debt, Way.SET_OFF, by=user, now=PAY_DAY)
    objection = object_to(debt)

    run_month(world, OCTOBER)
    with pytest.raises(NotNow):
        agreeing.order_set_off(debt, Decimal("0.00"), by=world.payer_a, now=LATER)
    Case.objects.filter(pk=objection.pk).update(closed_at=LATER, status="refused")
    run_month(world, NOVEMBER)

    assert [withheld(OCTOBER), withheld(NOVEMBER)] == [0, 14000]


def test_whoever_asked_to_be_visited_is_not_suspended_before_somebody_came(world):
    drawn = give(world, benefit=PENSION, person=world.applicant.person)
    after = moment(OCTOBER.replace(year=2027), day=2)
    for _twice in range(2):
        proving.ask_for_visit(drawn, by=world.applicant, now=MONDAY)
    with pytest.raises(NotPermitted):
        proving.ask_for_visit(drawn, by=world.payer_a, now=MONDAY)

    do_what_is_due(now=after)
    assert fresh(drawn).state == "active"
    assert Notice.objects.filter(kind="benefit-visit-asked").count() == 1

    proving.prove_at_counter(drawn, Proof.VISIT, by=world.payer_a, now=after)
    assert fresh(drawn).visit_asked_at is None
    assert fresh(drawn).proven_until.year == 2028


def test_a_death_ends_what_was_drawn_the_same_day_and_the_spell_with_it(world):
    person = world.person
    drawn = give(world, person=person, until=OCTOBER)
    Entitlement.objects.filter(pk=drawn.pk).update(benefit="unemployment")
    spell = Spell.objects.create(
        person=person,
        case=case_of(person, "S1"),
        agency=drawn.agency,
        region="330100",
        since=SEPTEMBER,
        months_paid=24,
        months=4,
        first_month=SEPTEMBER,
        made_at=MONDAY,
    )
    person.deceased_on = MONDAY.date()
    person.save()

    do_what_is_due(now=MONDAY + timedelta(days=1))
    do_what_is_due(now=MONDAY + timedelta(days=1, minutes=3))

    drawn, spell = fresh(drawn), Spell.objects.get(pk=spell.pk)
    assert (drawn.ended_because, drawn.until_month) == ("death", MONDAY.date().replace(day=1))
    assert (spell.ended_because, spell.last_month) == ("died", drawn.until_month)
