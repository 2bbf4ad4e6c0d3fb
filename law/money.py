"""Money: yuan with two decimals at the edges, whole fen inside, never a float."""

import re
from decimal import ROUND_HALF_UP, Decimal

from law.wording import Text

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
# Twelve digits before the point: more than any fund has, and far inside a 64-bit count of fen.
_YUAN = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,2})?")

NOT_UNDERSTOOD = Text(
    "请填写金额，如 14400.00：只用数字，最多两位小数，不加逗号和单位。",
    "Please enter an amount such as 14400.00: digits, at most two decimals, no commas or unit.",
)


class MoneyNotUnderstood(ValueError):
    """What was given is not an amount in yuan; `message` says so in both languages."""

    code = "money_form"
    message = NOT_UNDERSTOOD


def parse_yuan(text: object, *, may_be_negative: bool = False) -> Decimal:
    """Return the amount written as `14400.00`; anything `Decimal` would also read is refused."""
    if not isinstance(text, str):
        raise MoneyNotUnderstood(NOT_UNDERSTOOD.en)
    negative = may_be_negative and text.startswith("-")
    if not _YUAN.fullmatch(text[1:] if negative else text):
        raise MoneyNotUnderstood(NOT_UNDERSTOOD.en)
    amount = round_half_up(Decimal(text))
    if negative and amount == 0:
        raise MoneyNotUnderstood(NOT_UNDERSTOOD.en)
    return amount


def round_half_up(amount: Decimal) -> Decimal:
    """Round to whole fen, half a fen upwards, as the accounts of the agencies do."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def to_fen(amount: Decimal) -> int:
    """Return the amount in whole fen."""
    return int(round_half_up(amount) * 100)


def from_fen(fen: int) -> Decimal:
    """Return the amount in yuan with two decimals."""
    return (Decimal(fen) / 100).quantize(CENT)


def spell_yuan(amount: Decimal) -> str:
    """Return the amount as programs exchange it: `14400.00`."""
    return f"{round_half_up(amount):f}"
