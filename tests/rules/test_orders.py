"""What becomes of money that a provider says was paid; how a day is compared; how one signs."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules import signing
from payments.rules.orders import Fate, OrderFacts, Paid, State, Why, ask_again_after, what_becomes
from payments.rules.reconciling import Found, Kind, Line, compare

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
UNTIL = NOON + timedelta(minutes=30)


def facts(**other):
    usual = {"state": State.OPEN, "amount_fen": 149_316, "expires_at": UNTIL, "has_credit": False}
    return OrderFacts(**{**usual, **other})


def paid(number="A1", fen=149_316, currency="CNY", at=NOON):
    return Paid(provider_no=number, amount_fen=fen, currency=currency, paid_at=at)


def test_the_right_sum_in_time_is_credited():
    assert what_becomes(facts(), paid()) == (Fate.CREDIT, None)
    assert what_becomes(facts(), paid(at=UNTIL)) == (Fate.CREDIT, None)


@pytest.mark.parametrize(
    ("order", "payment", "why"),
    [
        ({"has_credit": True, "state": State.PAID}, paid(), Why.TWICE),
        ({"has_credit": True, "state": State.PAID}, paid(fen=1), Why.TWICE),
        ({"state": State.CANCELLED}, paid(), Why.CANCELLED),
        ({"state": State.EXPIRED}, paid(), Why.TOO_LATE),
        ({}, paid(at=UNTIL + timedelta(seconds=1)), Why.TOO_LATE),
        ({"is_still_owed": False}, paid(), Why.NOT_OWED),
    ],
)
def test_what_cannot_be_credited_goes_back_and_says_why(order, payment, why):
    assert what_becomes(facts(**order), payment) == (Fate.SEND_BACK, why)


@pytest.mark.parametrize("payment", [paid(fen=149_315), paid(fen=149_317), paid(currency="HKD")])
def test_v2_10_13_a_wrong_sum_or_currency_is_looked_at(payment):
    assert what_becomes(facts(), payment) == (Fate.LOOK_AT, None)


events = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from([149_316, 149_315]),
        st.integers(0, 45),
        st.sampled_from([State.OPEN, State.CANCELLED, State.EXPIRED]),
    ),
    max_size=8,
)


@given(events)
def test_whatever_comes_in_whatever_order_is_credited_at_most_once_and_never_lost(told):
    """The book of an order, played: each payment has one fate, and one at most is a credit."""
    fates, state = {}, State.OPEN
    for number, fen, minute, ends in told:
        if number in fates:
            continue
        has_credit = Fate.CREDIT in fates.values()
        order = facts(state=state, has_credit=has_credit)
        payment = paid(number, fen, at=NOON + timedelta(minutes=minute))
        fates[number], _why = what_becomes(order, payment)
        if fates[number] is Fate.CREDIT:
            state = State.PAID
        elif state is State.OPEN:
            state = State.DISPUTED if fates[number] is Fate.LOOK_AT else ends

    assert set(fates) == {number for number, *_rest in told}
    assert list(fates.values()).count(Fate.CREDIT) <= 1


def test_a_silent_provider_is_asked_ever_less_and_never_given_up():
    waits = [ask_again_after(tries).seconds // 60 for tries in range(7)]

    assert waits == [1, 2, 4, 8, 10, 10, 10]


# --- Comparing ------------------------------------------------------------------------------------
def test_each_kind_of_difference_is_found_by_its_name():
    ours = [
        Line("same", "P1", 100),
        Line("only-here", "P2", 200),
        Line("fen", "P3", 300),
        Line("twice-there", "P4", 400),
        Line("back", "P1", 100, is_refund=True),
        Line("c1", "P9", 900),
        Line("c2", "P9", 900),
    ]
    theirs = [
        Line("same", "P1", 100),
        Line("only-there", "P5", 500),
        Line("fen", "P3", 299),
        Line("twice-there", "P4", 400),
        Line("twice-there", "P4", 400),
        Line("c1", "P9", 900),
        Line("c2", "P9", 900),
    ]

    found = {(each.kind, each.provider_no) for each in compare(ours, theirs)}

    assert found == {
        (Kind.MISSING_THERE, "only-here"),
        (Kind.MISSING_HERE, "only-there"),
        (Kind.AMOUNT, "fen"),
        (Kind.DOUBLE, "twice-there"),
        (Kind.REFUND, "back"),
        (Kind.DOUBLE, "c2"),
    }


def test_two_payments_of_which_one_goes_back_are_no_difference():
    ours = [Line("a", "P1", 100), Line("b", "P1", 100, counts=False)]

    assert list(compare(ours, ours)) == []


def test_another_currency_is_a_difference_of_the_amount():
    [found] = compare([Line("a", "P1", 100)], [Line("a", "P1", 100, currency="HKD")])

    assert found == Found(Kind.AMOUNT, "P1", "a", 100, 100)


def test_a_day_of_twenty_thousand_orders_is_compared_in_seconds():
    ours = [Line(f"N{n}", f"P{n}", n + 1) for n in range(20_000)]

    begun = time.perf_counter()
    found = list(compare(ours, ours[1:]))

    assert [each.kind for each in found] == [Kind.MISSING_THERE]
    assert time.perf_counter() - begun < 24  # a fifth of what 100,000 may take


# --- Signing --------------------------------------------------------------------------------------
BODY, KEY, AT = b'{"id": "1"}', b"secret", str(int(NOON.timestamp()))


def test_a_signature_holds_for_five_minutes_and_its_own_bytes():
    mark = signing.signature_of(KEY, AT, BODY)

    signing.check(KEY, AT, mark, BODY, now=NOON + timedelta(minutes=5))
    wrong = [
        (AT, mark, BODY, NOON + timedelta(minutes=6)),
        (AT, mark, BODY, NOON - timedelta(minutes=6)),
        (AT, mark, BODY + b" ", NOON),
        (AT, mark[:-1] + "é", BODY, NOON),
        ("", mark, BODY, NOON),
        ("１２", mark, BODY, NOON),
        ("9" * 40, mark, BODY, NOON),
    ]
    for at, given_mark, body, now in wrong:
        with pytest.raises(signing.SignatureWrong):
            signing.check(KEY, at, given_mark, body, now=now)
