"""A new card: ordered in a file, moved on by the maker, handed out as the old one ends."""

import random
from datetime import timedelta
from hashlib import sha256

import pytest

from casework.errors import MoveNotPossible
from casework.models import Notice
from records.rules.line_files import FileRefused
from services.cards import maker
from services.cards.actions import making, ordering
from services.cards.models import Card, CardOrder, MakerFile
from services.cards.rules import maker_file
from services.cards.rules.maker_file import Step
from services.cards.rules.orders import Made
from services.cards.rules.states import State
from tests.cards.story import NIGHT, again
from tests.cards.test_filing import report

DAY = timedelta(days=1)


@pytest.fixture
def order(world):
    case = report(world)
    return ordering.order(case, world.card, bank="ccb", delivery="counter", address="", now=NIGHT)


def reported(order, state, day, card="S1234ABCD"):
    step = Step(order.case.number, state, NIGHT + day * DAY, card, "")
    return maker_file.write_states(f"R{state.value}{day}", NIGHT + day * DAY, [step])


def fresh(order):
    return CardOrder.objects.select_related("new_card", "case__person").get(pk=order.pk)


def test_orders_go_out_once_and_a_file_that_was_not_taken_goes_again(order, monkeypatch):
    taken, away = [], [True]

    def send(raw):
        if away.pop() if away else False:
            raise TimeoutError
        taken.append(raw)

    monkeypatch.setattr(maker, "send", send)
    sent = [ordering.send_orders(now=NIGHT + n * DAY) for n in range(3)]

    assert sent == [0, 1, 0]
    lines = taken[0].decode().split("\n")
    assert lines[0].startswith("H|1|")
    assert lines[1].split("|")[1] == order.case.number
    assert MakerFile.objects.get().sha256 == sha256(taken[0]).hexdigest()


def test_a_state_file_out_of_order_moves_forwards_alone(order):
    files = [reported(order, Made.AT_COUNTER, 4), reported(order, Made.MADE, 2)]

    moved = [ordering.read_states(raw, now=NIGHT + 5 * DAY) for raw in (*files, files[0])]

    assert moved == [1, 0, 0]
    found = fresh(order)
    assert (found.state, found.new_card.state) == (Made.AT_COUNTER, State.SEALED)
    assert found.collect_until == (NIGHT + 95 * DAY).date()
    assert list(Notice.objects.filter(kind="card-ready").values_list("to_person", flat=True))


def test_a_file_with_one_unknown_order_is_refused_whole(order):
    steps = [
        Step(order.case.number, Made.MADE, NIGHT, "S1", ""),
        Step("20000101999999", Made.MADE, NIGHT, "S2", ""),
    ]

    with pytest.raises(FileRefused) as refused:
        ordering.read_states(maker_file.write_states("R", NIGHT, steps), now=NIGHT)

    assert refused.value.line == 3
    assert (fresh(order).state, Card.objects.count()) == (Made.ORDERED, 1)


def test_the_maker_of_the_sandbox_does_no_harm(order):
    refused, rng = 0, random.Random(7)
    files = list(maker.sandbox_files([order.case.number], NIGHT))
    rng.shuffle(files)
    for raw in files * 2:
        try:
            ordering.read_states(raw, now=NIGHT + 10 * DAY)
        except FileRefused:
            refused += 1

    assert refused > 0
    assert fresh(order).state == Made.AT_COUNTER
    assert Card.objects.filter(replaces=again(order.old_card)).count() == 1


def test_nobody_came_opens_a_row_at_the_desk_and_a_message(order):
    for state, day in ((Made.MADE, 2), (Made.AT_COUNTER, 4), (Made.RETURNED, 100)):
        ordering.read_states(reported(order, state, day), now=NIGHT + day * DAY)

    told = Notice.objects.filter(kind__startswith="card-returned").values_list("kind", "to_agency")
    assert sorted(told) == [
        ("card-returned", None),
        ("card-returned-desk", order.old_card.issuer_id),
    ]


def test_the_old_card_ends_as_the_new_one_is_handed_out_and_twice_is_once(order):
    ordering.read_states(reported(order, Made.AT_COUNTER, 4), now=NIGHT + 4 * DAY)
    edge = {"to": "王小燕", "agency": order.old_card.issuer, "case": order.case, "now": NIGHT}

    cards = [making.hand_out(fresh(order), **edge) for _time in range(2)]

    assert cards[0] == cards[1]
    assert again(cards[0]).state == State.NORMAL
    assert again(order.old_card).state == State.CANCELLED
    assert fresh(order).state == Made.HANDED_OUT


def test_what_was_not_made_is_not_handed_out(order):
    with pytest.raises(MoveNotPossible):
        making.hand_out(
            order, to="王小燕", agency=order.old_card.issuer, case=order.case, now=NIGHT
        )
