"""Names of persons, kept exactly as they are written; only the separating dot is made uniform."""

import re
import unicodedata
from dataclasses import dataclass

from law.wording import Text

LONGEST_NAME = 100
SEPARATOR = "\u00b7"
_BLANKS = " \t\r\n\u00a0\u3000"
# Dots that are typed for the separator of minority names. NFKC maps none of them to U+00B7.
_LOOK_ALIKES = "\u30fb\uff65\u2027\u2022\uff0e\u2219\u22c5\u0387\u2024\u2e31\u16eb\ufe52"
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_DOTS = dict.fromkeys(map(ord, _LOOK_ALIKES), SEPARATOR)
# Ranges instead of Unicode categories: Python's tables are older than the newest extensions, and
# compatibility ideographs are people's names and must survive.
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U0003347f"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_LETTER = f"(?:[{_HAN}]|[{_LATIN}][\u0300-\u036f]*)"
_NAME = re.compile(f"{_LETTER}+(?:[{SEPARATOR}'\u2019. -]{_LETTER}+|[.'](?= )|[.]$)*")
_ALLOWED = re.compile(f"[{_HAN}{_LATIN}\u0300-\u036f{SEPARATOR}'\u2019. -]*")
_ALL_HAN = re.compile(f"[{_HAN}]+")
_DOT_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}])\\.(?=[{_HAN}])")
_BLANK_NEAR_HAN = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")

REASONS = {
    "name_missing": Text("请填写姓名。", "Please enter the name."),
    "name_too_long": Text("姓名最多100个字。", "A name can have at most 100 characters."),
    "name_private_use": Text(
        "姓名中有一个电脑自造字，无法在其他地方正确显示。请联系经办人员为您登记这个字。",
        "The name contains a locally made character that cannot be shown elsewhere. Please ask a "
        "clerk to record this character for you.",
    ),
    "name_character": Text(
        "姓名中有不能使用的字符（如表情、控制符或数字）。",
        "The name contains a character that cannot be used, such as an emoji, a control "
        "character or a digit.",
    ),
    "name_mixed_scripts": Text(
        "姓名中混有其他文字的相似字母，请按证件上的写法填写。",
        "The name mixes in letters of another script that look alike. Please write it as on the "
        "document.",
    ),
    "name_separator": Text(
        "姓名中的间隔号、空格或连字符的位置不对，请按证件上的写法填写。",
        "A dot, blank or hyphen in the name is in the wrong place. Please write it as on the "
        "document.",
    ),
}


@dataclass(frozen=True)
class NameCheck:
    """Whether a name can be kept, and the form in which it is kept."""

    valid: bool
    name: str = ""
    reason: str = ""
    message: Text | None = None


def check_name(typed: str) -> NameCheck:
    """Trim the ends, make the dot U+00B7 and check every character; nothing is normalised."""
    name = tidy_name(typed)
    reason = _reason_against(name)
    if reason:
        return NameCheck(valid=False, reason=reason, message=REASONS[reason])
    return NameCheck(valid=True, name=name)


def tidy_name(typed: str) -> str:
    """Return the name as it is kept: blank ends gone and every look-alike of the dot as U+00B7."""
    name = typed.strip(_BLANKS).translate(_DOTS)
    return _DOT_BETWEEN_HAN.sub(SEPARATOR, name) if "." in name else name


def typed_for_matching(typed: str) -> str:
    """Return what was typed as a document would show it: no full width, no blank inside 张 三.

    For checking and matching only. Older cards set a short name wide, and so did older records.
    """
    narrow = tidy_name(typed).translate(_FULL_WIDTH)
    return _BLANK_NEAR_HAN.sub("", re.sub(f"[{_BLANKS}]+", " ", narrow))


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: dots, blanks, width and case of letters may differ.

    Nothing else may: no compatible or simplified character counts as another. Neither is changed.
    """
    return _key(one) == _key(other)


def _key(name: str) -> str:
    if _ALL_HAN.fullmatch(name):  # nearly all of a whole file
        return name
    narrow = tidy_name(name).translate(_FULL_WIDTH).replace(".", SEPARATOR)
    return "".join(map(_small, narrow.translate(dict.fromkeys(map(ord, _BLANKS)))))


def _small(character: str) -> str:
    """Return the small letter of one that has exactly one: İ would become two characters."""
    small = character.lower()
    return small if len(small) == 1 and re.fullmatch(f"[{_LATIN}]", character) else character


# Surnames of two characters that are borne today; of all others the first one is the surname.
_DOUBLE_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|长孙|宇文|东方|令狐|端木|轩辕|独孤|南宫|西门|呼延"
    "|申屠|太史|闻人|公羊|澹台|濮阳|淳于|单于|钟离|百里|东郭|微生|梁丘|左丘|司空|完颜|赫连"
)


def name_key(name: str) -> str:
    """Return the one form of all spellings that `is_same_name` takes for one name."""
    return _key(name)


def surname_key(name: str) -> str:
    """Return the surname of a name in its one form; of a name with dots or blanks the first part.

    王小燕: 王; 欧阳娜娜: 欧阳; 阿依古丽·买买提: 阿依古丽; SMITH JOHN: smith.
    """
    if not _ALL_HAN.fullmatch(name):
        first = re.split(f"[ {SEPARATOR}]", typed_for_matching(name))[0]
        if not _ALL_HAN.fullmatch(first) or SEPARATOR in tidy_name(name):
            return _key(first)
        name = first
    return name[:2] if _DOUBLE_SURNAME.match(name) else name[:1]


def mask_name(name: str) -> str:
    """Return 张*, 张*三 or 欧**娜: the first and, from three characters on, the last one."""
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def _reason_against(name: str) -> str:
    if not name:
        return "name_missing"
    if len(name) > LONGEST_NAME:
        return "name_too_long"
    if any(unicodedata.category(character) == "Co" for character in name):
        return "name_private_use"
    if not _ALLOWED.fullmatch(name):
        return _reason_against_characters(name)
    if not _NAME.fullmatch(name) or _BLANK_NEAR_HAN.search(name):
        return "name_separator"
    return ""


def _reason_against_characters(name: str) -> str:
    """Tell letters of other scripts from what is no letter at all."""
    strange = (c for c in name if not _ALLOWED.fullmatch(c))
    are_letters = all(unicodedata.category(character) in {"Lu", "Ll"} for character in strange)
    return "name_mixed_scripts" if are_letters else "name_character"
