"""What an identity number can prove about itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.identity_number import (
    ANOTHER_DOCUMENT,
    DOCUMENT_HINTS,
    REASONS,
    DocumentType,
    canonical_number,
    check_character,
    check_identity_number,
    mask,
    normalise_typed,
)

TODAY = date(2026, 11, 22)
RESIDENT = DocumentType.RESIDENT_ID
VALID = "11010519491231002X"


@st.composite
def resident_numbers(draw):
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    sequence = draw(st.integers(0, 999))
    body = f"{draw(st.sampled_from(['110105', '330106', '440524']))}{born:%Y%m%d}{sequence:03}"
    return body + check_character(body)


def test_a_number_tells_birth_and_sex():
    found = check_identity_number(RESIDENT, VALID, TODAY)

    assert (found.valid, found.born_on, found.sex) == (True, date(1949, 12, 31), "female")


def test_a_small_x_is_written_large():
    assert check_identity_number(RESIDENT, VALID.lower(), TODAY).number == VALID


@given(resident_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_every_change_of_one_digit_is_caught(number, place, shift):
    if number[place] == "X":
        return
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    assert not check_identity_number(RESIDENT, changed, TODAY).valid


@given(resident_numbers(), st.integers(0, 15))
def test_every_swap_of_neighbours_is_caught(number, place):
    one, other = number[place], number[place + 1]
    if one == other:
        return
    swapped = number[:place] + other + one + number[place + 2 :]

    assert not check_identity_number(RESIDENT, swapped, TODAY).valid


@given(resident_numbers())
def test_every_number_with_its_check_character_is_accepted(number):
    assert check_identity_number(RESIDENT, number, TODAY).valid


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", "id_missing"),
        ("110105491231002", "id_fifteen_digits"),
        ("1101051949123100", "id_length"),
        ("11010519491231002A", "id_characters"),
        (VALID + "\n", "id_characters"),
        ("１１０１０５１９４９１２３１００２X", "id_characters"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "id_characters"),
        ("840105194912310020", "id_region"),
        ("911124198108030024", "id_other_document"),
        ("000105194912310020", "id_region"),
        ("110105194902300020", "id_birth_date"),
        ("110105194913010020", "id_birth_date"),
        ("110105202701010020", "id_birth_in_future"),
        ("11010518900101002X", "id_too_old"),
        ("110105194912310021", "id_checksum"),
        ("810000199001010019", "id_other_document"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_the_reason(number, reason):
    assert check_identity_number(RESIDENT, number, TODAY).reason == reason


def test_a_number_from_a_county_abolished_since_stays_valid():
    found = check_identity_number(RESIDENT, "440524188001010014", TODAY, of_the_living=False)

    assert found.valid


@pytest.mark.parametrize(("year", "too_old"), [(2010, False), (2011, True)])
def test_whoever_registers_is_at_most_130_years_old(year, too_old):
    found = check_identity_number(RESIDENT, "440524188001010014", date(year, 1, 1))

    assert (found.reason == "id_too_old") is too_old


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ("hmt-residence-permit", "810000199001010019"),
        ("hmt-residence-permit", "820000198506150022"),
        ("hmt-residence-permit", "830000197512310034"),
        ("foreign-permanent-resident", "911124198108030024"),
        ("foreign-permanent-resident", "CAN110181080301"),
        ("hk-macao-pass", "H12345678"),
        ("hk-macao-pass", "M1234567801"),
        ("taiwan-pass", "12345678"),
        ("passport", "EA1234567"),
    ],
)
def test_every_kind_of_document_is_read_by_its_own_rule(document, number):
    assert check_identity_number(document, number, TODAY).valid


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ("hmt-residence-permit", VALID),
        ("foreign-permanent-resident", VALID),
        ("hk-macao-pass", "12345678"),
        ("taiwan-pass", "H12345678"),
        ("passport", "PASSPORT"),
        ("library-card", "12345678"),
    ],
)
def test_a_number_of_another_document_is_refused(document, number):
    assert not check_identity_number(document, number, TODAY).valid


EIGHTEEN = {
    DocumentType.RESIDENT_ID: ["110105", "440524", "710000"],
    DocumentType.HMT_RESIDENCE_PERMIT: ["810000", "820000", "830000"],
    DocumentType.FOREIGN_PERMANENT_RESIDENT: ["911124", "944840", "990000"],
}


@st.composite
def numbers_of_eighteen(draw):
    kind = draw(st.sampled_from(list(EIGHTEEN)))
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    first = f"{draw(st.sampled_from(EIGHTEEN[kind]))}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return kind, born, first + check_character(first)


@given(numbers_of_eighteen())
def test_a_number_of_eighteen_is_of_one_kind_and_tells_birth_and_sex(drawn):
    kind, born, number = drawn
    found = check_identity_number(kind, number, TODAY)

    assert (found.valid, found.born_on) == (True, born)
    assert found.sex == ("male" if int(number[16]) % 2 else "female")
    for other in EIGHTEEN.keys() - {kind}:
        assert check_identity_number(other, number, TODAY).reason == "id_other_document"


@given(numbers_of_eighteen(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_wrong_character_of_eighteen_is_caught_for_every_kind(drawn, place, character):
    kind, _born, number = drawn
    changed = number[:place] + character + number[place + 1 :]

    assert number[place] == character or not check_identity_number(kind, changed, TODAY).valid


@given(st.from_regex(r"[HM][0-9]{8}([0-9]{2})?", fullmatch=True))
def test_a_pass_of_hong_kong_or_macao_is_no_other_document_but_may_look_like_a_passport(number):
    kinds = [kind for kind in DocumentType if check_identity_number(kind, number, TODAY).valid]

    assert kinds == [DocumentType.HK_MACAO_PASS, DocumentType.PASSPORT]


@given(st.sampled_from(list(DocumentType)), st.from_regex(r"[0-9A-Z]{5,18}", fullmatch=True))
def test_what_is_shown_of_any_number_hides_at_least_half_of_a_short_one(kind, number):
    shown = mask(canonical_number(kind, number))

    assert shown.count("*") >= (8 if len(shown) == 18 else len(shown) // 2)


def test_a_document_that_no_rule_reads_goes_to_a_clerk():
    found = check_identity_number(ANOTHER_DOCUMENT, "ANYTHING1", TODAY)

    assert found.reason == "id_another_document"
    assert "12333" in found.message.en


def test_every_kind_says_where_its_number_stands():
    assert set(DOCUMENT_HINTS) == set(DocumentType)


def test_a_card_without_personal_digits_says_nothing_about_the_person():
    found = check_identity_number("passport", "ea1234567", TODAY)

    assert (found.number, found.born_on, found.sex) == ("EA1234567", None, None)


@given(st.sampled_from([*DocumentType, "other"]), st.text(max_size=30))
def test_no_text_breaks_the_check_and_no_message_repeats_it(document, text):
    found = check_identity_number(document, text, TODAY)

    assert found.valid or (found.reason in REASONS and found.message)


@pytest.mark.parametrize("typed", ["110105 19491231 002x", "１１０１０５-19491231-００２ｘ"])
def test_what_people_type_is_understood(typed):
    assert normalise_typed(typed) == VALID


@pytest.mark.parametrize(
    ("number", "shown"),
    [(VALID, "110105********002X"), ("H12345678", "H1*****78"), ("A12", "A**"), ("", "")],
)
def test_a_shown_number_hides_its_middle(number, shown):
    assert mask(number) == shown


def test_a_number_of_fifteen_digits_is_found_by_the_eighteen_that_replaced_it():
    assert canonical_number("resident-id", "110105491231002") == "11010519491231002X"
    assert canonical_number("resident-id", "11010519491231002x") == "11010519491231002X"


@pytest.mark.parametrize("number", ["110105491231997", "110105490231002", "990105491231002"])
def test_fifteen_digits_that_tell_no_century_or_no_birth_stay_what_they_are(number):
    assert canonical_number("resident-id", number) == number


@pytest.mark.parametrize("document_type", sorted(set(DocumentType) - {DocumentType.RESIDENT_ID}))
def test_fifteen_digits_of_another_document_are_another_number(document_type):
    assert canonical_number(document_type, "110105491231002") == "110105491231002"


NUMBERS = st.from_regex(r"[0-9A-Z]{5,18}|1101[0-9]{11}", fullmatch=True)


@given(st.sampled_from(list(DocumentType)), NUMBERS, NUMBERS)
def test_two_numbers_are_never_found_as_one(document_type, one, other):
    found = canonical_number(document_type, one), canonical_number(document_type, other)
    is_older = sorted((len(one), len(other))) == [15, 18] and one[:6] == other[:6]

    assert one == other or is_older or found[0] != found[1]
