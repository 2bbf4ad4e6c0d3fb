"""How one value is read: numbers, money, days, months, places, words."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from calculators.reading.refusing import MESSAGES, BadInput
from calculators.reading.shapes import LONGEST_TEXT, Reader
from law.wording import Text

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# Seventy years of work: nobody was insured for longer.
MOST_MONTHS = 840

MOST_REMEMBERED = 4096

LARGEST_AMOUNT = Decimal("999999999.99")
LARGEST_BASE = Decimal("9999999.99")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_MONEY = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{2}")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
_REGION = re.compile(r"[0-9]{6}")
# GB/T 2260, the first two digits: the provinces, and Taiwan, Hong Kong and Macao.
PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71))
    for code in range(first, last + 1)
) | {"81", "82"}

A_NUMBER = Text("整数，如 180", "a whole number such as 180")
YES_OR_NO = Text("true 或 false", "true or false")
A_TEXT = Text('带引号的文字 "…"', 'a text in quotation marks "…"')


def whole_number(least: int, most: int) -> Reader:
    """Return a reader of a whole number within limits."""

    def read(value: Any, path: str) -> int:
        if type(value) is not int:
            raise BadInput("wrong_type", path, wanted=A_NUMBER)
        return _within(value, least, most, path)

    return read


def _remembering(read: Reader) -> Reader:
    """Return a reader that knows again what it has read: histories repeat bases and rates."""
    known: dict[str, Any] = {}

    def recall(value: Any, path: str) -> Any:
        if type(value) is str and (found := known.get(value)) is not None:
            return found
        found = read(value, path)
        if len(known) < MOST_REMEMBERED:
            known[value] = found
        return found

    return recall


def decimal(least: str, most: str) -> Reader:
    """Return a reader of a rate, an index or years: a text such as "0.08"."""
    lowest, highest = Decimal(least), Decimal(most)

    def read(value: Any, path: str) -> Decimal:
        found = _decimal(_text(value, path), _NUMBER, "number_form", path)
        return _within(found, lowest, highest, path)

    return _remembering(read)


def amount(most: Decimal = LARGEST_AMOUNT, *, may_be_negative: bool = False) -> Reader:
    """Return a reader of money: a text with two decimals."""

    def read(value: Any, path: str) -> Decimal:
        found = _number(_text(value, path), _MONEY)
        if found is None or (value[0] == "-" and (not may_be_negative or not found)):
            form = "signed_money_form" if may_be_negative else "money_form"
            raise BadInput("money_form", path, MESSAGES[form])
        return _within(found, -most, most, path)

    return _remembering(read)


def yes_or_no(value: Any, path: str) -> bool:
    """Read true or false."""
    if type(value) is not bool:
        raise BadInput("wrong_type", path, wanted=YES_OR_NO)
    return value


def text(value: Any, path: str) -> str:
    """Read a short text."""
    if len(_text(value, path)) > LONGEST_TEXT:
        raise BadInput("too_long", path, limit=LONGEST_TEXT)
    return value


def day(value: Any, path: str) -> date:
    """Read a date."""
    if (found := _day(_text(value, path))) is None:
        raise BadInput("date_form", path)
    return found


def month(value: Any, path: str) -> date:
    """Read a month as its first day."""
    if (found := _month(_text(value, path))) is None:
        raise BadInput("month_form", path)
    return found


def region(value: Any, path: str) -> str:
    """Read a region of any level, in a province that exists."""
    if not _REGION.fullmatch(_text(value, path)):
        raise BadInput("region_form", path)
    if value[:2] not in PROVINCES:
        raise BadInput("not_a_province", path)
    return value


def province(value: Any, path: str) -> str:
    """Read a province."""
    if not region(value, path).endswith("0000"):
        raise BadInput("not_a_province", path)
    return value


def _text(value: Any, path: str) -> str:
    if type(value) is not str:
        raise BadInput("wrong_type", path, wanted=A_TEXT)
    return value


def _within(value: Any, least: Any, most: Any, path: str) -> Any:
    if value < least:
        raise BadInput("too_small", path, limit=least)
    if value > most:
        raise BadInput("too_large", path, limit=most)
    return value


def _decimal(written: str, form: re.Pattern[str], code: str, path: str) -> Decimal:
    if (found := _number(written, form)) is None:
        raise BadInput(code, path)
    return found


# A history repeats its bases, rates and months: they are read once.
@lru_cache(maxsize=4096)
def _number(written: str, form: re.Pattern[str]) -> Decimal | None:
    return Decimal(written) if form.fullmatch(written) else None


@lru_cache(maxsize=4096)
def _day(written: str) -> date | None:
    return _existing(written) if _DAY.fullmatch(written) else None


@lru_cache(maxsize=4096)
def _month(written: str) -> date | None:
    return _existing(f"{written}-01") if _MONTH.fullmatch(written) else None


def _existing(written: str) -> date | None:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None
