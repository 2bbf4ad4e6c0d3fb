"""Paying what is due: credited once or sent back, whatever the provider does."""

import contextlib
import random
from datetime import date, timedelta

import pytest

from applications.actions import applying, drafting
from applications.models import Application, Offer
from casework.errors import MoveNotPossible
from casework.invariants import OF_SERVICES, money_in_is_money_out
from casework.models import Case, Notice
from kit.errors import NotValid
from letters.models import Letter
from payments.actions import asking
from payments.models import Difference, Order, Payment, Refund
from payments.providers.sandbox import SandboxCharge
from payments.rules.signing import SignatureWrong
from records.models import AccountYear, Contribution, InsuredPeriod, Posting
from services.contributions import receipts
from services.contributions.certificate import CERTIFICATE
from services.dues.actions import ordering
from services.dues.models import Due
from tests.cast import MONDAY
from tests.dues.story import (
    HOUR,
    MINUTE,
    MONTHS,
    call_back,
    dues,
    fresh,
    make_owing,
    order,
    pay,
    work,
)

pytestmark = pytest.mark.django_db
A_MONTH = 95_500  # 4,775.00 at 20 %


@pytest.fixture
def world():
    return make_owing()


def check_books():
    wrong = [each for check in (*OF_SERVICES, money_in_is_money_out) for each in check()]
    assert wrong == []


def test_a_paid_quarter_stands_on_the_record_the_account_and_the_ledger(world):
    made = order(world)
    charge = pay(made)
    assert fresh(made).state == "open"  # nobody has asked the provider

    asking.ask(made.number, now=MONDAY)

    paid = fresh(made)
    period = InsuredPeriod.objects.get(relationship=dues(world)[0].relationship)
    account = AccountYear.objects.get(relationship=period.relationship, year=2026)
    case = Case.objects.get(number=paid.case_number)
    letter = Letter.objects.get(case=case)
    assert (paid.state, paid.amount_fen) == ("paid", 3 * A_MONTH)
    assert (period.first_month, period.last_month) == (date(2026, 1, 1), date(2026, 9, 1))
    assert account.credited_fen == 3 * 38_200
    assert letter.kind == "payment-receipt"
    assert charge.provider_no in letter.content
    assert Posting.objects.get(side="fund").amount_fen == 3 * A_MONTH
    assert {each.state for each in dues(world)} == {Due.State.PAID}
    check_books()


def test_each_month_says_on_which_day_it_arrived(world):
    made = order(world)
    call_back(made, pay(made))
    work(MONDAY)

    paid = Contribution.objects.standing().order_by("month")
    assert [(each.month, each.arrived_on, each.source) for each in paid] == [
        (month, MONDAY.date(), "payment") for month in MONTHS
    ]
    assert {each.brought_with for each in paid} == {fresh(made).case_number}


def test_a_payment_by_mistake_a_second_time_goes_back_by_itself(world):
    made = order(world)
    first, second = pay(made), pay(made, MONDAY + MINUTE)

    asking.ask(made.number, now=MONDAY + 2 * MINUTE)
    work(MONDAY + 2 * MINUTE)

    states = dict(Payment.objects.values_list("provider_no", "state"))
    assert states == {first.provider_no: "credited", second.provider_no: "sent-back"}
    assert SandboxCharge.objects.get(pk=second.pk).refunded_at is not None
    assert Posting.objects.filter(side="fund").count() == 1
    check_books()


def test_two_orders_of_one_due_are_one(world):
    order(world, 1)

    with pytest.raises(NotValid) as refused:
        order(world, 1)

    assert "dues" in refused.value.errors
    assert Order.objects.count() == 1


def test_a_call_back_credits_nothing_until_the_provider_itself_was_asked(world):
    made = order(world)
    charge = pay(made, known_after=5 * MINUTE)  # it calls back before it knows itself

    is_new = [call_back(made, charge), call_back(made, charge)]
    work(MONDAY)

    assert is_new == [True, False]
    assert fresh(made).state == "open"
    work(MONDAY + 6 * MINUTE)
    assert fresh(made).state == "paid"


def test_a_call_back_of_yesterday_or_of_nobody_is_refused(world):
    made = order(world)
    charge = pay(made)

    with pytest.raises(SignatureWrong):
        call_back(made, charge, signed_at=MONDAY - timedelta(days=1))


def test_a_provider_that_is_silent_for_an_hour_loses_nobodys_money(world):
    made = order(world)
    pay(made, MONDAY + MINUTE, silent_for=HOUR)

    for minute in (2, 6, 31, 40):
        work(MONDAY + minute * MINUTE)
    assert fresh(made).state == "open"  # nothing is known, so nothing ends

    work(MONDAY + 75 * MINUTE)
    assert fresh(made).state == "paid"
    check_books()


def test_what_is_paid_after_the_order_was_cancelled_goes_back(world):
    made = order(world)
    ordering.cancel(made, by=world.applicant, now=MONDAY)
    assert pay(made) is None
    charge = pay(made, although_closed=True)

    call_back(made, charge)
    work(MONDAY)
    work(MONDAY + MINUTE)

    assert fresh(made).state == "cancelled"
    assert Refund.objects.get().why == "cancelled"
    assert Payment.objects.get().state == "sent-back"
    assert {each.state for each in dues(world)} == {Due.State.OPEN}
    check_books()


def test_an_order_that_nobody_pays_ends_and_frees_its_months(world):
    made = order(world)

    work(MONDAY + 31 * MINUTE)

    assert fresh(made).state == "expired"
    assert {each.state for each in dues(world)} == {Due.State.OPEN}
    again = order(world, now=MONDAY + 32 * MINUTE)
    assert again.state == "open"


def test_v2_10_13_a_fen_too_little_is_neither_lost_nor_credited(world):
    made = order(world)
    charge = pay(made, apart_fen=-1)

    call_back(made, charge)
    work(MONDAY)

    difference = Difference.objects.get()
    assert fresh(made).state == "disputed"
    assert not Posting.objects.exists()
    assert (difference.kind, difference.theirs_fen - difference.ours_fen) == ("amount", -1)
    assert Notice.objects.filter(kind="due-disputed", to_person=world.person).count() == 1
    check_books()


def test_another_currency_is_looked_at_and_not_credited(world):
    made = order(world)
    pay(made, currency="HKD")

    asking.ask(made.number, now=MONDAY)

    assert fresh(made).state == "disputed"


PLAYS = ("order", "pay", "pay", "late", "wrong", "call", "ask", "cancel", "work")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_in_whatever_order_no_fen_is_lost_or_counts_twice(world, seed):
    """Chance plays a payer and a provider; what was taken is credited, sent back, or looked at."""
    chance, now, orders = random.Random(seed), MONDAY, []
    for _step in range(14):
        now += chance.choice([0, 1, 7, 31]) * MINUTE
        play(world, chance.choice(PLAYS), orders, chance, now)
    work(now + HOUR)
    work(now + timedelta(days=2))  # what nobody was told of, the night finds

    taken = dict(SandboxCharge.objects.values_list("provider_no", "amount_fen"))
    booked = dict(Payment.objects.values_list("provider_no", "amount_fen"))
    assert booked == taken
    assert not Payment.objects.filter(state="to-send-back").exists()
    check_books()


def play(world, what, orders, chance, now):
    if what == "order":
        with contextlib.suppress(NotValid):
            orders.append(order(world, chance.choice([1, 2]), now=now))
    elif what == "work":
        work(now)
    elif orders:
        made = chance.choice(orders)
        if what == "cancel":
            with contextlib.suppress(MoveNotPossible):
                ordering.cancel(made, by=world.applicant, now=now)
        elif what == "ask":
            asking.ask(made.number, now=now)
        elif what == "call":
            charge = SandboxCharge.objects.filter(order__order_no=made.number).last()
            if charge:
                call_back(made, charge, now)
        else:
            how = {"late": {"known_after": 5 * MINUTE}, "wrong": {"apart_fen": 1}}.get(what, {})
            pay(made, now, although_closed=chance.random() < 0.3, **how)


def test_months_are_paid_in_their_order_and_only_ones_own(world):
    first, second, _third = dues(world)
    pay_for = {"provider": "sandbox", "mark": None, "now": MONDAY}

    for keys, by in (
        ([second.pk], world.applicant),
        ([first.pk], world.other_person),
        ([], world.applicant),
    ):
        with pytest.raises(NotValid):
            ordering.order(keys, by=by, **pay_for)

    with pytest.raises(ordering.ListChanged):
        ordering.order([first.pk], by=world.applicant, **{**pay_for, "mark": 1})
    assert not Order.objects.exists()


def test_a_channel_that_is_not_connected_says_so(world):
    with pytest.raises(NotValid) as refused:
        ordering.order(
            [dues(world)[0].pk], provider="tax-channel", mark=None, by=world.applicant, now=MONDAY
        )

    assert "12366" in str(refused.value.errors["provider"])


def test_an_order_of_the_last_minute_can_be_paid_for_its_half_hour(world):
    last = dues(world)[0]
    Due.objects.update(last_day=MONDAY.date())
    late = MONDAY.replace(hour=15, minute=59, second=59)  # 23:59:59 in Shanghai
    made = order(world, 1, now=late)

    pay(made, late + 10 * MINUTE)
    work(late + 11 * MINUTE)

    assert Due.objects.get(pk=last.pk).state == Due.State.PAID
    check_books()


def test_a_certificate_names_each_payment_with_its_receipt(world):
    made = order(world)
    pay(made)
    asking.ask(made.number, now=MONDAY)
    receipt = Letter.objects.get(kind=Letter.Kind.PAYMENT)
    edge, agency = {"by": world.applicant, "now": MONDAY}, world.agency("pension", "guangzhou")
    Offer.objects.create(service=CERTIFICATE.name, agency=agency, since=MONDAY)
    application = drafting.start(CERTIFICATE, **edge)
    said = {
        "kind": "paid-with-receipts", "insurances": ["pension"],
        "from_month": date(2026, 1, 1), "until_month": date(2026, 9, 1),
    }  # fmt: skip
    drafting.save(application, said, **edge)

    whole = Application.objects.whole()
    drafting.choose_agency(whole.get(pk=application.pk), agency, **edge)
    applying.submit(whole.get(pk=application.pk), **edge)

    content = Letter.objects.get(case_id=application.pk, kind="confirmation").content
    assert "2865.00元" in content or "2,865.00元" in content
    assert receipt.official_number in content
    assert not receipts.paid_by(world.person, {"from_month": date(2026, 10, 1)})
