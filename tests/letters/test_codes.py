"""The code on a letter: random, made for typing, and forgiving of how it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.rules.codes import ALPHABET, LENGTH, as_typed, code_of, grouped

SECRETS = st.binary(min_size=16, max_size=16)
CODE = code_of(bytes(range(16)))


@given(SECRETS, SECRETS)
def test_a_code_holds_all_of_its_random_bits(one, other):
    assert (code_of(one) == code_of(other)) == (one == other)
    assert len(code_of(one)) == LENGTH
    assert set(code_of(one)) <= set(ALPHABET)


def test_a_code_is_printed_in_seven_groups_of_four():
    assert [len(group) for group in grouped(CODE).split("-")] == [4] * 7


@given(SECRETS)
def test_a_code_is_understood_as_it_is_printed_or_said(secret):
    code = code_of(secret)
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in code)

    for typed in (code, grouped(code).lower(), f" {grouped(code)}\n", full_width):
        assert as_typed(typed) == code


def test_letters_that_look_like_digits_are_digits():
    assert "0" in CODE
    assert "1" in CODE
    assert as_typed(CODE.replace("0", "O").replace("1", "l")) == CODE


@given(st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_slip_of_the_finger_is_noticed(place, other):
    typed = CODE[:place] + other + CODE[place + 1 :]

    assert as_typed(typed) in (None, CODE)


@pytest.mark.parametrize("typed", ["", "ABCD", CODE[:-1], CODE + "0", "U" * LENGTH, "你" * LENGTH])
def test_what_can_be_no_code_is_none(typed):
    assert as_typed(typed) is None


@given(st.text())
def test_whatever_is_typed_does_no_harm(typed):
    assert as_typed(typed) is None or len(as_typed(typed)) == LENGTH


def test_a_code_is_made_of_128_bits():
    with pytest.raises(ValueError, match="16 bytes"):
        code_of(b"short")
