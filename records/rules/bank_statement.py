"""A bank's statement as it was read, or what could not be read of it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.wording import Text

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ TZ+].*)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T]?\d{2}:?\d{2}:?\d{2})?", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,2}0*)?", re.ASCII)

BAD_DAY = Text("第{line}行：日期无法识别。", "Line {line}: the day cannot be read.")
BAD_AMOUNT = Text("第{line}行：金额无法识别。", "Line {line}: the amount cannot be read.")

BAD_BALANCE = Text("第{line}行：余额无法识别。", "Line {line}: the balance cannot be read.")

NO_SIDE = Text(
    "第{line}行：未注明是收入还是支出。", "Line {line}: does not say whether it was paid in or out."
)


class NotRead(ValueError):
    """The file was not read; `errors` names each line and why."""

    def __init__(self, *errors: Text) -> None:
        super().__init__(errors[0].en)
        self.errors = errors


@dataclass(frozen=True)
class Line:
    """One line of a statement; less than nothing was paid out."""

    number: int
    day: date
    fen: int
    reference: str = ""
    counterparty: str = ""
    counter_account: str = ""
    purpose: str = ""
    balance_fen: int | None = None


@dataclass(frozen=True)
class Statement:
    """A file as it was read, its oldest line first."""

    lines: tuple[Line, ...]
    account: str = ""
    opening_fen: int | None = None
    closing_fen: int | None = None


def day_of(text: str) -> date | None:
    found = _COMPACT.fullmatch(text) or _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups()[:3])) if found else None
    except ValueError:
        return None


def fen_of(text: str, error: Text, number: int) -> int:
    plain = text.replace(",", "").removeprefix("¥").removesuffix("元")
    if not _AMOUNT.fullmatch(plain):
        raise NotRead(error.format(line=number))
    return int(Decimal(plain) * 100)
