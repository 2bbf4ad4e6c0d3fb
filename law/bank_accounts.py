"""Numbers of bank accounts and cards of persons: their one written form, and how they are shown."""

import re
from dataclasses import dataclass

from law.wording import Text

_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_DROPPED = dict.fromkeys(map(ord, " \t\u3000\u00a0-\u2010\u2011\u2012\u2013\u2014\uff0d"))
SHORTEST, LONGEST = 8, 32
_ACCOUNT = re.compile(rf"[0-9]{{{SHORTEST},{LONGEST}}}")
# UnionPay cards (GB/T 15694.1): they begin with 62 and end with a check digit. Accounts of
# passbooks have no such digit, so it only ever warns.
_CARD = re.compile(r"62[0-9]{14,17}")
SHOWN = 4  # digits that are left to recognise one's own by

NOT_AN_ACCOUNT = Text(
    "账号应为8至32位数字，请核对存折或银行卡。",
    "An account number has 8 to 32 digits. Check it against the card or the passbook.",
)
CHECK_DIGIT_DIFFERS = Text(
    "这个卡号的校验位不符，可能有一位写错了，请再核对一遍。",
    "The check digit of this card number does not fit: one digit may be wrong. Please check it.",
)


@dataclass(frozen=True)
class AccountCheck:
    """A number as it is kept; `message` says what is wrong, `warning` what may be."""

    number: str
    message: Text | None = None
    warning: Text | None = None


def check_account(typed: str) -> AccountCheck:
    """Return the account number as it is kept, without the gaps in which people write it."""
    number = typed.translate(_FULL_WIDTH).translate(_DROPPED)
    if not _ACCOUNT.fullmatch(number):
        return AccountCheck(number, message=NOT_AN_ACCOUNT)
    is_odd_card = _CARD.fullmatch(number) is not None and not fits_check_digit(number)
    return AccountCheck(number, warning=CHECK_DIGIT_DIFFERS if is_odd_card else None)


def fits_check_digit(number: str) -> bool:
    """Return whether the last digit fits the others by the formula of Luhn (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(map(int, reversed(number))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def mask_account(number: str) -> str:
    """Return the number as it is shown: its last four digits."""
    return f"{'*' * max(len(number) - SHOWN, 0)}{number[-SHOWN:]}"
