"""Reading the cells of a file: each reader returns a value or raises `Wrong`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from intake.rules.faults import Wrong

FIRST_YEAR = 1951  # 劳动保险条例, in force since 1951-02-26
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)?([0-9]{1,2})(?:-|/|\.|月)?([0-9]{1,2})日?")
_MONTH = re.compile(r"([0-9]{4})(?:-|/|\.|年)?([0-9]{1,2})(?:月|(?:-|/)0?1)?")
_MONEY = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,2}))?")
_RATE = re.compile(r"(?:[01](?:\.[0-9]{1,5})?|[0-9]{1,2}(?:\.[0-9]{1,3})?%|100%)")
_NUMBER = re.compile(r"[0-9A-Za-z]{1,20}")
_REGION = re.compile(r"[0-9]{6}")
YES_NO = {
    "是": True, "否": False, "yes": True, "no": False, "1": True, "0": False,
    "true": True, "false": False,
}  # fmt: skip
Reader = Callable[[str], Any]


def text(most: int) -> Reader:
    """Return a reader of plain text of at most `most` characters."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise Wrong("too-long")
        if not cell.isprintable():
            raise Wrong("not-plain")
        return cell

    return read


@lru_cache(maxsize=4096)
def day(cell: str) -> date:
    """Return a day that exists, written as 2026-03-01 or 20260301."""
    found = _DAY.fullmatch(cell)
    try:
        return date(*map(int, found.groups())) if found else _no("day")
    except ValueError as error:
        raise Wrong("day") from error


@lru_cache(maxsize=4096)
def month(cell: str) -> date:
    """Return the first day of a month, written as 2026-03 or 202603."""
    found = _MONTH.fullmatch(cell)
    if not found or not 1 <= int(found[2]) <= 12:
        raise Wrong("month")
    if int(found[1]) < FIRST_YEAR:
        raise Wrong("too-early")
    return date(int(found[1]), int(found[2]), 1)


def _no(code: str) -> Any:
    raise Wrong(code)


def year(cell: str) -> int:
    """Return a year in which there was an insurance."""
    if not (cell.isascii() and cell.isdecimal() and FIRST_YEAR <= int(cell[:4]) == int(cell)):
        raise Wrong("year")
    return int(cell)


@lru_cache(maxsize=16384)
def money(cell: str) -> int:
    """Return an amount in fen; what `Decimal` would also read (1e5, 1,000) is refused."""
    found = _MONEY.fullmatch(cell) if cell.isascii() else None
    if found is None:
        raise Wrong("money")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


@lru_cache(maxsize=1024)
def rate(cell: str) -> Decimal:
    """Return a share of the base: 0.08 or 8%."""
    if not (cell.isascii() and _RATE.fullmatch(cell)):
        raise Wrong("rate")
    found = Decimal(cell[:-1]) / 100 if cell.endswith("%") else Decimal(cell)
    if found > 1:
        raise Wrong("rate")
    return found.quantize(Decimal("0.00001"))


def yes_no(cell: str) -> bool:
    """Return whether it says yes."""
    found = YES_NO.get(cell.lower())
    if found is None:
        raise Wrong("yes-no")
    return found


def one_of(words: Mapping[str, str]) -> Reader:
    """Return a reader of one of some values, by its code or by its Chinese word."""
    known = {**{value: value for value in words.values()}, **words}

    def read(cell: str) -> str:
        try:
            return known[cell]
        except KeyError as error:
            raise Wrong("choice") from error

    return read


def personal_number(cell: str) -> str:
    """Return a personal number as it is written."""
    if not _NUMBER.fullmatch(cell):
        raise Wrong("personal-number")
    return cell


def region(cell: str) -> str:
    """Return a code of GB/T 2260; that it exists is not asked: abolished ones stand in records."""
    if not _REGION.fullmatch(cell):
        raise Wrong("region")
    return cell
