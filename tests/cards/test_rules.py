"""What may be done with a card in which state, the maker's files, and codes of a minute."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some

from records.rules.line_files import FileRefused
from services.cards.maker import sandbox_files
from services.cards.rules import codes, maker_file, orders
from services.cards.rules.maker_file import Order, Step
from services.cards.rules.orders import Made
from services.cards.rules.states import (
    BECOMES,
    LOST,
    State,
    Wish,
    allows,
    may,
    may_now,
    states_that_allow,
)

NOW = datetime(2026, 11, 28, 2, 15, tzinfo=UTC)
states, wishes = some.sampled_from(list(State)), some.sampled_from(list(Wish))


@given(states, wishes)
def test_every_state_answers_every_wish_and_a_no_has_one_reason(state, wish):
    found = may(state, wish)

    assert len(found.reasons) == (not found.may_file)
    assert all(each.way_forward.zh and each.way_forward.en for each in found.reasons)


def test_no_path_leads_from_a_cancelled_card():
    assert not any(allows(State.CANCELLED, wish) for wish in Wish)
    assert all(State.CANCELLED.value not in states_that_allow(wish) for wish in Wish)


@given(states)
def test_nothing_is_found_after_a_new_card_was_asked_for(state):
    assert not may_now(state, Wish.FIND, is_replacing=True).may_file
    assert not may_now(state, Wish.REPLACE, is_replacing=True).may_file


@given(some.lists(some.tuples(wishes, some.booleans()), max_size=12))
def test_whatever_is_wished_one_after_the_other_a_lost_card_is_never_shown(story):
    state, before = State.NORMAL, None
    for wish, is_replacing in story:
        if not may_now(state, wish, is_replacing=is_replacing).may_file:
            continue
        if wish in (Wish.FIND, Wish.LAPSE):
            state, before = before, None
        elif wish in BECOMES:
            before = state if before is None and BECOMES[wish] in LOST else before
            state = BECOMES[wish]
        assert not (state in LOST and may_now(state, Wish.SHOW, is_replacing=False).may_file)
        assert state is not None


def test_every_card_that_could_be_misused_can_be_reported_lost():
    for state in (State.NORMAL, State.SEALED, State.LOCKED):
        for is_replacing in (False, True):
            assert may_now(state, Wish.LOSE_FOR_NOW, is_replacing=is_replacing).may_file
            assert may_now(state, Wish.LOSE, is_replacing=is_replacing).may_file


# --- Orders -------------------------------------------------------------------------------------
def test_orders_go_forwards_and_what_comes_late_or_twice_changes_nothing():
    line = [Made.ORDERED, Made.MADE, Made.SENT, Made.AT_COUNTER, Made.HANDED_OUT]
    for place, now in enumerate(line):
        for other, wanted in enumerate(line):
            assert orders.may_become(now, wanted) == (other > place)
    assert orders.may_become(Made.AT_COUNTER, Made.RETURNED)
    assert orders.may_become(Made.RETURNED, Made.AT_COUNTER)
    assert not orders.may_become(Made.HANDED_OUT, Made.RETURNED)
    assert not orders.may_become(Made.MADE, Made.RETURNED)


# --- Files --------------------------------------------------------------------------------------
def state_file(*steps):
    return maker_file.write_states("20261201-001", NOW, steps or (step(),))


def step(state=Made.MADE, card="S1234ABCD"):
    return Step("202611280000001", state, NOW, card, "")


def test_a_state_file_is_read_as_it_was_written():
    found = maker_file.read(state_file(step(), step(Made.SENT)))

    assert (found.batch, found.answered_at) == ("20261201-001", NOW)
    assert [each.state for each in found.steps] == [Made.MADE, Made.SENT]


@given(some.integers(0, 180), some.integers(0, 255))
def test_a_file_with_one_other_byte_is_refused_whole(place, byte):
    raw = bytearray(state_file())
    place %= len(raw)
    if raw[place] == byte:
        return
    raw[place] = byte

    with pytest.raises(FileRefused):
        maker_file.read(bytes(raw))


def resealed(text):
    body = text.encode()
    rows = text.count("\n") - 1
    return body + f"T|{rows}|{sha256(body).hexdigest()}\n".encode()


BODY = "H|1|B|2026-12-01T10:00:00+08:00|1\nR|{}\n"


@pytest.mark.parametrize(
    "line",
    [
        "1|handed-out|2026-12-01T10:00:00+08:00|S1|",
        "1|lost|2026-12-01T10:00:00+08:00|S1|",
        "1|made|2026-12-01T10:00:00+08:00||",
        "1|made|2026-12-01T10:00:00|S1|",
        "1|made|yesterday|S1|",
        "1|made|2026-12-01T10:00:00+08:00|S 1|",
        "1|made|2026-12-01T10:00:00+08:00|S1",
        "1|made|2026-12-01T10:00:00+08:00|S1|" + "x" * 201,
    ],
)
def test_a_line_that_is_not_as_agreed_is_named(line):
    with pytest.raises(FileRefused) as refused:
        maker_file.read(resealed(BODY.format(line)))

    assert refused.value.line == 2
    assert refused.value.why.zh


@pytest.mark.parametrize("raw", [b"", b"\n", b"\xef\xbb\xbfH|1", b"H|1|\xff\n", b"H|1\r\nT|0|\r\n"])
def test_what_is_no_file_is_refused_in_words(raw):
    with pytest.raises(FileRefused):
        maker_file.read(raw)


def test_a_field_that_would_break_its_line_is_not_written():
    order = Order("1", "2", "王|小燕", "3", "4", "icbc", "", "post", "王", "上海")

    with pytest.raises(ValueError, match="ends it"):
        maker_file.write("20261201-001", "CN", NOW, [order])


def test_the_sandbox_sends_broken_files_early_ones_and_some_twice():
    files = list(sandbox_files(["A1", "A7", "A9"], NOW))
    broken = sum(1 for raw in files if not raw.endswith(b"\n"))

    assert broken >= 2
    assert len(files) > len(set(files))


# --- Codes --------------------------------------------------------------------------------------
@given(some.integers(-120, 240))
def test_a_code_counts_for_sixty_seconds(seconds):
    assert codes.is_fresh(NOW, NOW + timedelta(seconds=seconds)) == (0 <= seconds <= 60)
