"""Whatever is typed: what holds for every number."""

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.calculators.properties.asking import ask, modest

NUMBERS = st.sampled_from(
    [
        ("resident-id", "11010519491231002X"),
        ("resident-id", "440524188001010014"),
        ("hmt-residence-permit", "810000199001010019"),
        ("hmt-residence-permit", "830000197512310034"),
        ("foreign-permanent-resident", "911124198108030024"),
    ]
)


@modest
@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_character_changed_is_caught(document, place, character):
    kind, number = document
    assume(number[place] != character)
    changed = number[:place] + character + number[place + 1 :]

    assert not ask("identity-number", document_type=kind, number=changed)["valid"]


@modest
@given(NUMBERS, st.integers(0, 16))
def test_two_neighbours_swapped_are_caught(document, place):
    kind, number = document
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert not ask("identity-number", document_type=kind, number=swapped)["valid"]


@modest
@given(NUMBERS, st.sampled_from([str.lower, str.upper]))
def test_a_small_x_is_a_capital_one(document, written):
    kind, number = document

    assert ask("identity-number", document_type=kind, number=written(number))["valid"]


@modest
@given(st.text(max_size=30))
def test_any_text_has_an_answer_that_is_consistent(number):
    for kind in ("resident-id", "hk-macao-pass", "taiwan-pass", "passport"):
        found = ask("identity-number", document_type=kind, number=number)
        assert found["valid"] is (found["reason"] is None)
        assert found["valid"] <= number.isascii()
