"""What a letter is called, and the code by which it is checked."""

import pytest

from letters.rules.codes import as_typed, code_of, grouped
from letters.rules.numbers import Series, letter_number, mark_in, marks_for, series_of


def test_a_number_is_told_to_programs_and_printed_as_offices_print_it():
    found = letter_number("P440100", "穗社保转", 2026, 123)

    assert series_of("P440100", 2026) == "P440100-2026"
    assert (found.identifier, found.printed) == ("P440100-2026-000123", "穗社保转〔2026〕123号")
    assert type(found)("P440100-2026-000123").printed == "P440100-2026-000123"


def test_decisions_are_numbered_in_a_series_of_their_own():
    found = letter_number("P440100", "穗社保转", 2026, 7, Series.DECISIONS)

    assert (found.identifier, found.printed) == ("P440100-D-2026-000007", "穗社保核〔2026〕7号")
    assert mark_in("粤社保转P440100", Series.DECISIONS) == "粤社保核P440100"
    assert mark_in("穗社函", Series.DECISIONS) == "穗社函核"


@pytest.mark.parametrize(
    ("region", "name", "marks"),
    [
        ("440100", "广州市", ["穗社保转", "粤穗社保转", "粤社保转P1"]),
        ("330100", "杭州市", ["杭州社保转", "浙杭州社保转", "浙社保转P1"]),
        ("331000", "台州市", ["台州社保转", "浙台州社保转", "浙社保转P1"]),
        ("440106", "天河区", ["天河区社保转", "粤天河区社保转", "粤社保转P1"]),
        ("533300", "怒江自治州", ["怒江社保转", "滇怒江社保转", "滇社保转P1"]),
        ("652300", "昌吉州地区", ["昌吉州社保转", "新昌吉州社保转", "新社保转P1"]),
        ("152500", "锡林郭勒盟", ["锡林郭勒社保转", "蒙锡林郭勒社保转", "蒙社保转P1"]),
        ("420100", "沙市", ["沙市社保转", "鄂沙市社保转", "鄂社保转P1"]),
        ("440000", "广东省", ["粤社保转", "粤社保转P1"]),
        ("990000", "某省", ["某省社保转", "社保转P1"]),
        ("990100", "某市", ["某市社保转", "某市社保转", "社保转P1"]),
    ],
)  # fmt: skip
def test_an_agency_has_the_customary_mark_of_its_place(region, name, marks):
    assert list(marks_for("P1", region, name, "社保")) == marks


def test_a_code_is_the_bits_and_their_check_in_letters_for_typing():
    code = code_of(bytes(range(16)))

    assert grouped(code) == "000G-40R4-0M30-E209-185G-R38E-1YZ4"
    assert as_typed(f" {grouped(code).lower()}\n") == code
    assert as_typed(code[:-1] + "Z") is None


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_code_is_made_of_128_bits(length):
    with pytest.raises(ValueError, match="16 bytes"):
        code_of(bytes(length))


def test_blanks_before_a_code_do_not_push_it_out_of_sight():
    code = code_of(bytes(range(16)))

    assert as_typed("- " * 28 + code) == code
