"""Telephone numbers, kept in one form: a plus sign, the country, the number."""

import re
from dataclasses import dataclass

from law.wording import Text

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_DROPPED = dict.fromkeys(map(ord, " \t\u3000\u00a0-.()\u2010\u2011\u2012\u2013\u2014\u2212"))
_MAINLAND_MOBILE = re.compile(r"(?:\+86|0086|86)?(1[3-9][0-9]{9})")
_MAINLAND = re.compile(r"(?:\+86|0086).*")
# E.164: at most fifteen digits, and no country begins with zero.
_ABROAD = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")
_LENGTHS = {"852": 8, "853": 8, "886": 9}

REASONS = {
    "phone_missing": Text("请填写手机号码。", "Please enter a mobile number."),
    "phone_not_mobile": Text(
        "请填写11位中国大陆手机号码；其他地区的号码请以“+”和区号开头。",
        "Please enter an 11-digit mainland mobile number; begin a number of another region with "
        "“+” and its code.",
    ),
}


@dataclass(frozen=True)
class PhoneCheck:
    """Whether a number can be reached by text message, and its one written form."""

    valid: bool
    number: str = ""
    reason: str = ""
    message: Text | None = None


def check_phone(typed: str) -> PhoneCheck:
    """Return a mainland mobile as +86…, a number of elsewhere as it was given with its code."""
    plain = typed.translate(_FULL_WIDTH).translate(_DROPPED)
    if not plain:
        return _refused("phone_missing")
    if found := _MAINLAND_MOBILE.fullmatch(plain):
        return PhoneCheck(valid=True, number=f"+86{found[1]}")
    if not _MAINLAND.fullmatch(plain) and (found := _ABROAD.fullmatch(plain)):
        return _check_abroad(found[1])
    return _refused("phone_not_mobile")


def mask_phone(number: str) -> str:
    """Return 138****1234: enough to recognise one's own number."""
    local = number.removeprefix("+86")
    hidden = max(len(local) - 7, 0)
    return local[:3] + "*" * hidden + local[-4:] if hidden else "*" * len(local)


def _check_abroad(digits: str) -> PhoneCheck:
    expected = _LENGTHS.get(digits[:3])
    if expected and len(digits) != 3 + expected:
        return _refused("phone_not_mobile")
    return PhoneCheck(valid=True, number=f"+{digits}")


def _refused(reason: str) -> PhoneCheck:
    return PhoneCheck(valid=False, reason=reason, message=REASONS[reason])
