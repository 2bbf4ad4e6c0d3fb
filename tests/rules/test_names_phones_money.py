"""Names, telephone numbers and amounts as people type them."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from law.money import MoneyNotUnderstood, from_fen, parse_yuan, round_half_up, spell_yuan, to_fen
from law.names import check_name, is_same_name, mask_name, typed_for_matching
from law.phone import check_phone, mask_phone


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "徐㼆",
        "𠮷野",
        "䶮",
        "\U00032000",
        "武〇",
        "阿卜杜热依木·买买提",
        "古丽" + "·热" * 20,
        "Anne-Marie O'Brien",
        "José García",
        "J. R. Smith",
        "\ufa19田",
    ],
)
def test_a_name_is_kept_exactly_as_written(name):
    assert check_name(name).name == name


@pytest.mark.parametrize("dot", "・‧•．∙⋅.")
def test_every_look_alike_becomes_the_one_dot(dot):
    assert check_name(f"阿卜杜{dot}买买提").name == "阿卜杜·买买提"


def test_only_the_ends_are_trimmed():
    assert check_name("\u3000 张三 \n").name == "张三"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (" ", "name_missing"),
        ("张" * 101, "name_too_long"),
        ("张\ue816", "name_private_use"),
        ("张\U000f0001", "name_private_use"),
        ("张\u200b三", "name_character"),
        ("\u202e张三", "name_character"),
        ("张\x00三", "name_character"),
        ("张\ud800", "name_character"),
        ("张😀", "name_character"),
        ("张3", "name_character"),
        ("=张三", "name_character"),
        ("张\u3000三", "name_character"),
        ("محمد", "name_character"),
        ("Аnna", "name_mixed_scripts"),
        ("张 三", "name_separator"),
        ("·张三", "name_separator"),
        ("张··三", "name_separator"),
        ("Anne--Marie", "name_separator"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_with_the_reason(typed, reason):
    assert check_name(typed).reason == reason


@given(st.text(max_size=120))
def test_a_kept_name_is_kept_again_unchanged(typed):
    found = check_name(typed)

    assert not found.valid or check_name(found.name) == found


SPELLINGS = [
    *(("阿卜杜·买买提", f"阿卜杜{dot}买买提") for dot in "·・‧•．∙⋅.･⸱"),
    ("张三", "张 三"),
    ("张三", "\u3000张\u3000三\u00a0"),
    ("Anna Maria Rossi", "ＡＮＮＡ ＭＡＲＩＡ　ＲＯＳＳＩ"),
    ("Anna Maria Rossi", "annamaria rossi"),
    ("José García", "JOSÉ GARCÍA"),
]
OTHERS = [
    *(("张三", "张叁"), ("\ufa19田", "神田"), ("刘国", "劉國"), ("阿卜杜·买买提", "阿卜杜买买提")),
    *(("José", "Jose"), ("Anne-Marie", "AnneMarie"), ("Straße", "Strasse"), ("İnci", "inci")),
    *(("王小燕", "王燕小"), ("王小燕", "王小")),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_a_name_is_the_same_however_dots_blanks_width_and_case_are_written(one, other):
    assert is_same_name(one, other)
    assert is_same_name(other, one)
    assert check_name(typed_for_matching(other)).valid


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_name_is_not_the_same(one, other):
    assert not is_same_name(one, other)


LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N"])


@given(st.text(LETTERS, min_size=1, max_size=6), st.data())
def test_a_name_with_one_other_letter_is_never_the_same(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(LETTERS)
    assume(unicodedata.normalize("NFKC", letter).lower() not in forms_of(name[place]))

    assert not is_same_name(name, name[:place] + letter + name[place + 1 :])


@given(st.text(LETTERS, min_size=1, max_size=6), LETTERS, st.data())
def test_a_name_with_a_letter_more_is_never_the_same(name, letter, data):
    place = data.draw(st.integers(0, len(name)))

    longer = name[:place] + letter + name[place:]

    assert not is_same_name(name, longer)


def forms_of(letter):
    """Return in which ways one letter may be typed."""
    return {unicodedata.normalize("NFKC", each).lower() for each in (letter, letter.upper())}


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("欧阳娜", "欧*娜"), ("", "")])
def test_a_shown_name_hides_its_middle(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "138 0013 8000",
        "+86-138-0013-8000",
        "008613800138000",
        "8613800138000",
        "１３８００１３８０００",
    ],
)
def test_a_mainland_mobile_has_one_form(typed):
    assert check_phone(typed).number == "+8613800138000"


def test_a_number_of_another_region_keeps_its_code():
    assert check_phone("00852 9123 4567").number == "+85291234567"


@pytest.mark.parametrize(
    "typed", ["", "12800138000", "1380013800", "+861012345678", "+8529123456", "+0123456789", "x"]
)
def test_a_number_that_cannot_be_reached_is_refused(typed):
    assert not check_phone(typed).valid


def test_a_shown_number_hides_its_middle():
    assert mask_phone("+8613800138000") == "138****8000"


@pytest.mark.parametrize(
    "text",
    [
        *("-1.00", "-0", "NaN", "Infinity", "1e9", "1_000", "１２.５", "0.001", "1,234.56"),
        *("01.00", "10000000000000", "", " 1.00", "1.00\n", ".5", "5."),
        *(14400.0, 1, None, True),
    ],
)
def test_anything_but_a_plain_amount_is_refused(text):
    with pytest.raises(MoneyNotUnderstood):
        parse_yuan(text)


def test_a_balance_may_be_negative_where_it_is_said():
    assert parse_yuan("-12.50", may_be_negative=True) == Decimal("-12.50")


@pytest.mark.parametrize("text", ["-0", "-0.00", "--1", "+1"])
def test_a_negative_amount_is_still_written_plainly(text):
    with pytest.raises(MoneyNotUnderstood):
        parse_yuan(text, may_be_negative=True)


@given(st.integers(0, 10**14 - 1))
def test_fen_and_yuan_say_the_same(fen):
    assert to_fen(parse_yuan(spell_yuan(from_fen(fen)))) == fen


@pytest.mark.parametrize(
    ("amount", "kept"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68")]
)
def test_half_a_fen_is_rounded_up(amount, kept):
    assert round_half_up(Decimal(amount)) == Decimal(kept)
