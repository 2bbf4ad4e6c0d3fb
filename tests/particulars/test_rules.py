"""What a number says about itself, by which way a change is proven, and when nobody need look."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from law.identity_number import check_character
from law.names import mask_name
from services.particulars.police import read_answer
from services.particulars.rules.identity import (
    Identity,
    agree,
    eighteen,
    is_young,
    masked_change,
    written,
)
from services.particulars.rules.ways import (
    Change,
    Police,
    Way,
    is_plain,
    may_move_retirement,
    moves_retirement,
    way,
    what_follows,
)

WANG = Identity(
    name="王小燕",
    document_type="resident-id",
    number="110105199205100028",
    born_on=date(1992, 5, 10),
    sex="female",
)
days = some.dates(date(1900, 1, 1), date(2025, 12, 31))
sequences = some.integers(0, 995)


def number_of(born_on, sequence):
    first = f"110105{born_on:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


@given(days, sequences)
def test_a_number_agrees_with_what_it_says_itself_and_with_nothing_else(born_on, sequence):
    number = number_of(born_on, sequence)
    sex, other = ("male", "female") if sequence % 2 else ("female", "male")

    assert agree(number, born_on, sex) == ()
    assert len(agree(number, born_on, other)) == 1
    assert len(agree(number, date(1899, 1, 1), other)) == 2


@given(some.dates(date(1900, 1, 1), date(1999, 12, 31)), sequences)
def test_fifteen_digits_become_the_number_that_replaced_them(born_on, sequence):
    number = number_of(born_on, sequence)

    assert eighteen(number[:6] + number[8:17]) == number
    assert eighteen(number) == number


@given(days, sequences, some.integers(0, 16))
def test_one_wrong_digit_never_passes(born_on, sequence, place):
    number = number_of(born_on, sequence)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]

    assert check_character(wrong[:17]) != wrong[17]


def test_a_number_is_kept_in_one_form_however_it_is_typed():
    assert written("１１０１０５ 19491231002x") == "11010519491231002X"


@pytest.mark.parametrize(
    ("claim", "police", "expected"),
    [
        ("recorded-wrongly", Police.SAME, Way.SAME),
        ("police-changed", Police.OTHER, Way.POLICE_CHANGED),
        ("recorded-wrongly", Police.NO_ANSWER, Way.RECORDED_WRONGLY),
        ("same", Police.OTHER, Way.UNKNOWN),
        ("other", Police.NO_ANSWER, Way.UNKNOWN),
    ],
)
def test_what_the_police_say_comes_before_any_claim(claim, police, expected):
    change = Change(old=WANG, new=replace(WANG, name="王晓燕"), claim=claim)

    assert way(change, police) is expected


@pytest.mark.parametrize(
    ("old", "new", "police", "is_at_once"),
    [
        (WANG, replace(WANG, name="王晓燕"), Police.SAME, True),
        (WANG, replace(WANG, name="王晓燕"), Police.OTHER, False),
        (WANG, replace(WANG, name="王晓燕"), Police.NO_ANSWER, False),
        (WANG, replace(WANG, sex="male"), Police.SAME, False),
        (WANG, replace(WANG, born_on=date(1992, 5, 11)), Police.SAME, False),
        (replace(WANG, number="110105920510002"), WANG, Police.SAME, True),
        (replace(WANG, number="110105920510003"), WANG, Police.SAME, False),
        (WANG, WANG, Police.SAME, False),
    ],
)
def test_nobody_need_look_only_where_nothing_but_the_writing_changes(old, new, police, is_at_once):
    old = replace(old, number=number_of(WANG.born_on, 2)) if len(old.number) == 18 else old
    new = replace(new, number=number_of(WANG.born_on, 2))
    against = agree(new.number, new.born_on, new.sex)

    assert is_plain(Change(old=old, new=new, claim="same"), police, against) is is_at_once


def test_what_the_number_contradicts_is_never_done_at_once():
    new = replace(WANG, name="王晓燕", number=number_of(WANG.born_on, 2))
    against = agree(new.number, new.born_on, "male")

    assert not is_plain(Change(old=WANG, new=new, claim="same"), Police.SAME, against)


def test_an_earlier_birth_brings_retirement_forward_by_both_ages_of_women():
    moved = moves_retirement(WANG, replace(WANG, born_on=date(1972, 5, 10)))

    assert [each.category for each in moved] == ["female-50", "female-55"]
    assert all(each.after.retirement_month < each.before.retirement_month for each in moved)


@pytest.mark.parametrize(
    ("new", "may_move"),
    [
        (replace(WANG, born_on=date(1992, 5, 31)), False),
        (replace(WANG, born_on=date(1992, 6, 1)), True),
        (replace(WANG, sex="male"), True),
    ],
)
def test_the_month_of_birth_and_the_sex_move_retirement(new, may_move):
    assert may_move_retirement(WANG, new) is may_move


def test_another_sex_is_reckoned_by_nobody_but_a_clerk():
    assert moves_retirement(WANG, replace(WANG, sex="male")) == []


@pytest.mark.parametrize(
    ("born_on", "young"),
    [(date(2010, 9, 8), True), (date(2010, 9, 7), False), (date(1950, 1, 1), False)],
)
def test_a_guardian_is_asked_for_whoever_is_under_sixteen(born_on, young):
    assert is_young(born_on, date(2026, 9, 7)) is young


def test_what_stays_is_said_even_where_nothing_else_follows():
    assert [text.en.split(":")[0] for text in what_follows((), ())] == [
        "Letters issued before keep what they said then",
        "You sign in as before; your identity stays proven.",
    ]


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b'{"answer": "same"}', Police.SAME),
        (b'{"answer": "other"}', Police.OTHER),
        (b'{"answer": "busy"}', Police.NO_ANSWER),
        (b"<html>", Police.NO_ANSWER),
        (b"[]", Police.NO_ANSWER),
    ],
)
def test_whatever_else_a_register_says_is_no_answer(body, answer):
    assert read_answer(body) is answer


@pytest.mark.parametrize(
    ("old", "new", "mask", "shown"),
    [
        ("王小燕", "王异燕", mask_name, ("*小*", "*异*")),
        ("王燕", "王艳", mask_name, ("*燕", "*艳")),
        ("王燕", "王小燕", mask_name, ("王*", "王*燕")),
        ("1101051949", "1101051950", lambda _number: "***", ("********49", "********50")),
    ],
)  # fmt: skip
def test_what_has_changed_is_seen_although_the_rest_is_hidden(old, new, mask, shown):
    assert masked_change(old, new, mask) == shown
