"""Identity numbers, by kind of document: what the number itself can prove (GB 11643)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul

from law.countries import COUNTRIES
from law.wording import Text

OLDEST_AGE = 130
# GB 11643: MOD 11-2 over the first seventeen digits.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
# Only the province is checked: the code names the place of first issue, and numbers issued under
# a county abolished since stay valid for life.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71))
    for code in range(first, last + 1)
)
_PERMIT_REGIONS = ("810000", "820000", "830000")
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
# 996 to 999 were kept for people born in the 1800s: these no longer tell their century.
_FIFTEEN = re.compile(r"[0-9]{12}(?!99[6-9])[0-9]{3}")
_OLD_FOREIGN_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")
_HK_MACAO_PASS = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_TAIWAN_PASS = re.compile(r"[0-9]{8}(?:[0-9]{2})?")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}")
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_DROPPED = dict.fromkeys(map(ord, " \t\u3000\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212"))


class DocumentType(StrEnum):
    """The kinds of identity document under which a person may be insured."""

    RESIDENT_ID = "resident-id"
    HMT_RESIDENCE_PERMIT = "hmt-residence-permit"
    FOREIGN_PERMANENT_RESIDENT = "foreign-permanent-resident"
    HK_MACAO_PASS = "hk-macao-pass"  # noqa: S105 - a travel document
    TAIWAN_PASS = "taiwan-pass"  # noqa: S105 - a travel document
    PASSPORT = "passport"


DOCUMENT_TYPES = {
    DocumentType.RESIDENT_ID: Text("居民身份证", "Resident identity card"),
    DocumentType.HMT_RESIDENCE_PERMIT: Text(
        "港澳台居民居住证", "Residence permit for Hong Kong, Macao and Taiwan residents"
    ),
    DocumentType.FOREIGN_PERMANENT_RESIDENT: Text(
        "外国人永久居留身份证", "Foreign permanent resident identity card"
    ),
    DocumentType.HK_MACAO_PASS: Text(
        "港澳居民来往内地通行证",
        "Mainland travel permit for Hong Kong and Macao residents",
    ),
    DocumentType.TAIWAN_PASS: Text(
        "台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents"
    ),
    DocumentType.PASSPORT: Text("护照", "Passport"),
}

# What is chosen where one's document is none of these. No rule of ours reads its number
# (代码 AAC058 has more kinds than the law texts describe), so that a clerk looks at it.
ANOTHER_DOCUMENT = "other"

# Where the number stands, and how it looks: for whoever holds the document in their hand.
DOCUMENT_HINTS = {
    DocumentType.RESIDENT_ID: Text(
        "证件正面的18位“公民身份号码”，最后一位可能是X。记录中仍是15位旧号码的，也填现在的18位号码。",
        "The 18 characters on the card; the last one can be X. Enter these even if an old record "
        "still has a number of 15 digits.",
    ),
    DocumentType.HMT_RESIDENCE_PERMIT: Text(
        "居住证正面的18位“公民身份号码”：香港居民以810000开头，澳门居民以820000开头，台湾居民以830000开头。",
        "The 18 characters on the permit. They begin with 810000 for Hong Kong, 820000 for Macao "
        "and 830000 for Taiwan.",
    ),
    DocumentType.FOREIGN_PERMANENT_RESIDENT: Text(
        "2023年12月1日起签发的新证是18位，以9开头；以前签发的旧证是15位，前3位是字母，到期前仍然有效。",
        "Cards issued since 1 December 2023 have 18 characters and begin with 9. Older ones have 3 "
        "letters and 12 digits, and are valid until they expire.",
    ),
    DocumentType.HK_MACAO_PASS: Text(
        "通行证上的证件号码：香港居民是H加8位数字，澳门居民是M加8位数字；旧证后面还有2位数字，请照证件填写。",
        "The number of the permit: H (Hong Kong) or M (Macao) and 8 digits. Older ones have 2 more "
        "digits; enter it as it stands there.",
    ),
    DocumentType.TAIWAN_PASS: Text(
        "通行证上的证件号码：8位数字；旧证后面还有2位数字，请照证件填写。",
        "The number of the permit: 8 digits. Older ones have 2 more; enter it as it stands there.",
    ),
    DocumentType.PASSPORT: Text(
        "护照资料页上的护照号码，由字母和数字组成，换新护照后号码会变。",
        "The passport number on the page with the photograph: letters and digits. A new passport "
        "has a new number.",
    ),
}

REASONS = {
    "id_another_document": Text(
        "这种证件不能在网上核对。请带上证件到社保经办窗口，由工作人员当面核对，或者拨打12333。",
        "This kind of document cannot be compared online. Take it to a social insurance counter, "
        "where a clerk looks at it, or call 12333.",
    ),
    "id_document_type": Text("请选择证件类型。", "Please choose the kind of document."),
    "id_country": Text(
        "请选择签发护照的国家：不同国家的护照号码可能相同。",
        "Choose the country that issued the passport: two countries may give out the same number.",
    ),
    "id_missing": Text("请填写证件号码。", "Please enter the number of the document."),
    "id_characters": Text(
        "号码中有这种证件不会用的字符。居民身份证只有数字，最后一位可以是 X。",
        "The number contains a character that this kind of document does not use. An identity "
        "card has digits only, and may end with X.",
    ),
    "id_length": Text(
        "号码应为18位，请检查是否少输或多输了一位；不是这种证件的，请改选证件类型。",
        "The number should have 18 characters. Check whether one is missing or one too many, or "
        "choose another kind of document.",
    ),
    "id_fifteen_digits": Text(
        "15位旧号码已不能作为身份证号码使用，请填写现在身份证上的18位号码。",
        "The old 15-digit number is no longer valid. Please enter the 18-digit number on your "
        "present identity card.",
    ),
    "id_region": Text(
        "号码开头的地区代码不存在，请核对前六位。",
        "The number does not begin with a region code that was ever issued. Check the first six.",
    ),
    "id_other_document": Text(
        "这个号码属于“{document}”，请改选证件类型。",
        "This number belongs to another document, “{document}”. Please choose that one.",
    ),
    "id_birth_date": Text(
        "号码中的出生日期不存在，请核对第7至14位。",
        "The date of birth in the number does not exist. Check the 7th to 14th digits.",
    ),
    "id_birth_in_future": Text(
        "号码中的出生日期晚于今天，请核对第7至14位。",
        "The date of birth in the number is in the future. Check the 7th to 14th digits.",
    ),
    "id_too_old": Text(
        "号码中的出生日期在130多年以前，请核对第7至14位。",
        "The date of birth in the number is more than 130 years ago. Check the 7th to 14th digits.",
    ),
    "id_checksum": Text(
        "号码的最后一位与前面的数字对不上，请逐位核对。",
        "The last character does not fit the others. Please compare the number digit by digit.",
    ),
    "id_form": Text(
        "号码与所选证件的格式不符，请核对号码和证件类型。",
        "The number does not have the form of this kind of document. Check both.",
    ),
}


@dataclass(frozen=True)
class IdentityDocument:
    """What makes one document: its kind, its number, and for a passport the country of issue.

    All other kinds are issued in one place, so that their numbers are enough; a country said of
    such a one is dropped.
    """

    kind: str
    number: str
    issued_in: str = ""  # three letters (GB/T 2659.1)

    def __post_init__(self) -> None:
        if not needs_country(self.kind):
            object.__setattr__(self, "issued_in", "")

    @property
    def title(self) -> Text:
        """What it is called, with the country where there are many."""
        title, country = DOCUMENT_TYPES[DocumentType(self.kind)], COUNTRIES.get(self.issued_in)
        if country is None:
            return title
        return Text(f"{title.zh}（{country.zh}）", f"{title.en} ({country.en})")

    @property
    def canonical(self) -> tuple[str, str, str]:
        """The one form in which it is compared, however a record wrote it; never kept."""
        return self.kind, self.issued_in, canonical_number(self.kind, self.number)


def needs_country(kind: str) -> bool:
    """Whether numbers of this kind of document are told apart by who issued it."""
    return kind == DocumentType.PASSPORT


def fault_of_country(kind: str, issued_in: str) -> Text | None:
    """Return why it cannot be said whose document it is, or nothing."""
    is_missing = needs_country(kind) and issued_in not in COUNTRIES
    return REASONS["id_country"] if is_missing else None


@dataclass(frozen=True)
class IdentityCheck:
    """What a number says about itself; `number` is its one written form, with a capital X."""

    valid: bool
    reason: str = ""
    message: Text | None = None
    born_on: date | None = None
    sex: str | None = None
    number: str = ""


def check_identity_number(
    document_type: str, number: str, today: date, *, of_the_living: bool = True
) -> IdentityCheck:
    """Check a number by the rule of its document; only plain ASCII without blanks is read.

    The rule knows no age: `of_the_living` also refuses who would be older than anybody is.
    """
    if document_type == ANOTHER_DOCUMENT:
        return _refused("id_another_document")
    if document_type not in _CHECKS:
        return _refused("id_document_type")
    if not number:
        return _refused("id_missing")
    if not (number.isascii() and number.isalnum()):
        return _refused("id_characters")
    found = _CHECKS[DocumentType(document_type)](number.upper(), today)
    return _refused("id_too_old") if of_the_living and is_too_old(found, today) else found


def is_too_old(found: IdentityCheck, today: date) -> bool:
    """Return whether nobody alive can have been born on the day the number tells."""
    return found.born_on is not None and today.year - found.born_on.year > OLDEST_AGE


def check_character(first_seventeen: str) -> str:
    """Return the last character of an eighteen-character number (MOD 11-2)."""
    total = sum(map(mul, _WEIGHTS, map(int, first_seventeen)))
    return _CHECK_CHARACTERS[total % 11]


def normalise_typed(number: str) -> str:
    """Return what a person meant to type: plain digits and capitals, no blanks or hyphens."""
    if number.isascii() and number.isalnum():  # nothing to change: nearly all of a whole file
        return number.upper()
    plain = number.translate(_FULL_WIDTH).translate(_DROPPED)
    return plain.upper() if plain.isascii() else plain


def canonical_number(document_type: str, number: str) -> str:
    """Return the one form by which a number is found, however a record wrote it; never kept.

    A resident's fifteen digits of before 1999 become the eighteen that replaced them: 19 before
    the year, and the check character (GB 11643-1999). No other document's number can be reckoned
    from an older one: those of renewed passports and cards are new numbers.
    """
    written = normalise_typed(number)
    if document_type != DocumentType.RESIDENT_ID or not _FIFTEEN.fullmatch(written):
        return written
    seventeen = f"{written[:6]}19{written[6:]}"
    longer = seventeen + check_character(seventeen)
    return longer if _resident(longer, date.max).valid else written


def findable_numbers(number: str) -> list[str]:
    """Return the forms by which somebody may be found when the kind of document is not known."""
    return list(dict.fromkeys((normalise_typed(number), canonical_number("resident-id", number))))


def passport_named(typed: str) -> IdentityDocument | None:
    """Return the passport that country and number name together: `USA 123456789`."""
    country, _blank, number = typed.strip().partition(" ")
    if country.upper() not in COUNTRIES or not number.strip():
        return None
    return IdentityDocument(DocumentType.PASSPORT, normalise_typed(number), country.upper())


def mask(number: str) -> str:
    """Return the number as it is shown: enough to recognise one's own, too little to use."""
    head, tail = (6, 4) if len(number) == 18 else (2, 2) if len(number) > 6 else (1, 0)
    hidden = max(len(number) - head - tail, 0)
    return number[:head] + "*" * hidden + (number[-tail:] if tail else "")


def _resident(number: str, today: date) -> IdentityCheck:
    if len(number) == 15 and number.isdecimal():
        return _refused("id_fifteen_digits")
    return _of_eighteen(DocumentType.RESIDENT_ID, number, today)


def _permit(number: str, today: date) -> IdentityCheck:
    return _of_eighteen(DocumentType.HMT_RESIDENCE_PERMIT, number, today)


def _foreign_resident(number: str, today: date) -> IdentityCheck:
    """Read the card of 2023-12-01, or the older one, valid until it expires."""
    if _OLD_FOREIGN_CARD.fullmatch(number):
        return IdentityCheck(valid=True, number=number)
    return _of_eighteen(DocumentType.FOREIGN_PERMANENT_RESIDENT, number, today)


def _of_eighteen(document: DocumentType, number: str, today: date) -> IdentityCheck:
    if refusal := _form_refusal(number):
        return refusal
    found = _issued_as(number)
    if found is None:
        return _refused("id_region")
    return _read_person(number, today) if found is document else _belongs_to(found)


def _issued_as(number: str) -> DocumentType | None:
    """Return the document that a number of eighteen belongs to, by how it begins.

    What follows the 9 of a foreign card, province and country, is confirmed by no text: it decides
    nothing.
    """
    if number.startswith(_PERMIT_REGIONS):
        return DocumentType.HMT_RESIDENCE_PERMIT
    if number.startswith("9"):
        return DocumentType.FOREIGN_PERMANENT_RESIDENT
    return DocumentType.RESIDENT_ID if number[:2] in _PROVINCES else None


def _by_form(pattern: re.Pattern[str]) -> Callable[[str, date], IdentityCheck]:
    """Return a check for documents whose numbers say nothing about the person."""

    def check(number: str, today: date) -> IdentityCheck:
        if not pattern.fullmatch(number):
            return _refused("id_form")
        return IdentityCheck(valid=True, number=number)

    return check


def _form_refusal(number: str) -> IdentityCheck | None:
    if len(number) != 18:
        return _refused("id_length")
    return None if _EIGHTEEN.fullmatch(number) else _refused("id_characters")


def _read_person(number: str, today: date) -> IdentityCheck:
    """Read date of birth and sex (odd sequence number: male) and test the last character."""
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return _refused("id_birth_date")
    if born_on > today:
        return _refused("id_birth_in_future")
    if check_character(number[:17]) != number[17]:
        return _refused("id_checksum")
    sex = "male" if int(number[16]) % 2 else "female"
    return IdentityCheck(valid=True, born_on=born_on, sex=sex, number=number)


def _refused(reason: str) -> IdentityCheck:
    return IdentityCheck(valid=False, reason=reason, message=REASONS[reason])


def _belongs_to(document: DocumentType) -> IdentityCheck:
    """Refuse a number of another document and name that document in both languages."""
    reason, name = REASONS["id_other_document"], DOCUMENT_TYPES[document]
    message = Text(reason.zh.format(document=name.zh), reason.en.format(document=name.en))
    return IdentityCheck(valid=False, reason="id_other_document", message=message)


_CHECKS: dict[str, Callable[[str, date], IdentityCheck]] = {
    DocumentType.RESIDENT_ID: _resident,
    DocumentType.HMT_RESIDENCE_PERMIT: _permit,
    DocumentType.FOREIGN_PERMANENT_RESIDENT: _foreign_resident,
    DocumentType.HK_MACAO_PASS: _by_form(_HK_MACAO_PASS),
    DocumentType.TAIWAN_PASS: _by_form(_TAIWAN_PASS),
    DocumentType.PASSPORT: _by_form(_PASSPORT),
}
