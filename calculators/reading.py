"""Reading a question strictly: every field known, of the right type, and possibly true."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from law.wording import Text, filled

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# Seventy years of work: nobody was insured for longer.
MOST_MONTHS = 840
MOST_ITEMS = 2000
MOST_REMEMBERED = 4096
LONGEST_TEXT = 100
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

MESSAGES = {
    "not_json": Text("这一行不是一个JSON对象。", "This is not a JSON object."),
    "unknown_field": Text("没有这个字段。", "This field does not exist."),
    "missing_field": Text("缺少这个字段。", "This field is missing."),
    "wrong_type": Text("类型不对，应为{wanted}。", "Wrong type: {wanted} is expected."),
    "not_a_choice": Text("只能是：{wanted}。", "It must be one of: {wanted}."),
    "date_form": Text(
        "日期应写成2026-11-23，且确有其日。", "Write an existing date as 2026-11-23."
    ),
    "month_form": Text("月份应写成2026-11。", "Write a month as 2026-11."),
    "money_form": Text(
        '金额应为带两位小数的文字，如"14400.00"，不能为负。',
        'Write an amount as a text with two decimals, such as "14400.00", not below zero.',
    ),
    "signed_money_form": Text(
        '金额应为带两位小数的文字，如"14400.00"或"-20.00"。',
        'Write an amount as a text with two decimals, such as "14400.00" or "-20.00".',
    ),
    "number_form": Text(
        '应为写成文字的数字，如"0.08"。', 'Write the number as a text, such as "0.08".'
    ),
    "region_form": Text(
        "应为六位行政区划代码，如330000。", "Give a region code of six digits, such as 330000."
    ),
    "not_a_province": Text(
        "没有这个省级行政区划代码，如330000。", "This is no code of a province, such as 330000."
    ),
    "too_small": Text("不能小于{limit}。", "It must be at least {limit}."),
    "too_large": Text("不能大于{limit}。", "It must be at most {limit}."),
    "too_long": Text("太长，最多{limit}。", "Too long: at most {limit}."),
    "month_order": Text("结束月份早于开始月份。", "The last month is before the first."),
    "month_after_transfer": Text(
        "这个月在转移月份之后。", "This month is after the month of the transfer."
    ),
    "before_birth": Text("这一天早于出生日期。", "This day is before the date of birth."),
    "in_the_future": Text("这个月还没有到。", "This month has not come yet."),
    "exactly_one": Text(
        "{wanted}必须填写其中一项，且只能填一项。", "Give exactly one of {wanted}."
    ),
    "no_place": Text(
        "没有户籍的，至少要有一段参保。", "Without a hukou at least one segment is needed."
    ),
    "no_divisor": Text(
        "计发月数表只到70岁整。", "The table of divisors ends at the age of exactly 70 years."
    ),
}

A_LIST = Text("列表 […]", "a list […]")
AN_OBJECT = Text("对象 {…}", "an object {…}")
A_NUMBER = Text("整数，如 180", "a whole number such as 180")
YES_OR_NO = Text("true 或 false", "true or false")
A_TEXT = Text('带引号的文字 "…"', 'a text in quotation marks "…"')


class BadInput(ValueError):
    """What was sent cannot be answered: why, in which field, and in words."""

    def __init__(self, code: str, field: str = "", message: Text | None = None, **blanks: object):
        super().__init__(code)
        self.code = code
        self.field = field
        self.message = message or filled(MESSAGES[code], **blanks)

    def spelled(self, language: str) -> dict[str, dict[str, str]]:
        """Return the error as programs read it."""
        message = self.message.in_language(language)
        return {"error": {"code": self.code, "field": self.field, "message": message}}


Reader = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Field:
    """How one field is read; `may_be_null` and `default` where it may say nothing."""

    read: Reader
    required: bool = True
    may_be_null: bool = False
    default: Any = None


class Shape:
    """The fields of an object."""

    def __init__(self, fields: Mapping[str, Reader | Field]) -> None:
        self.fields = {
            name: field if isinstance(field, Field) else Field(field)
            for name, field in fields.items()
        }
        self._names = self.fields.keys()

    def __call__(self, data: Any) -> dict[str, Any]:
        """Return every field as the rules need it, or say what is wrong with the first bad one."""
        if type(data) is not dict:
            raise BadInput("not_json")
        if not data.keys() <= self._names:
            strange = next(name for name in data if name not in self.fields)
            raise BadInput("unknown_field", strange[:LONGEST_TEXT])
        found = {}
        for name, field in self.fields.items():
            if name in data and not (data[name] is None and field.may_be_null):
                found[name] = field.read(data[name], name)
            elif name not in data and field.required:
                raise BadInput("missing_field", name)
            else:
                found[name] = field.default
        return found


def optional(read: Reader, default: Any = None) -> Field:
    """Return a field that may be left out or be null."""
    return Field(read, required=False, may_be_null=True, default=default)


def list_of(shape: Shape, most: int = MOST_ITEMS) -> Reader:
    """Return a reader of a list of objects."""

    def read(value: Any, path: str) -> list[dict[str, Any]]:
        if type(value) is not list:
            raise BadInput("wrong_type", path, wanted=A_LIST)
        if len(value) > most:
            raise BadInput("too_long", path, limit=most)
        found: list[dict[str, Any]] = []
        try:
            for item in value:
                found.append(_object(item, shape))
        except BadInput as bad:  # a good list pays nothing for knowing the place of a bad field
            place = f"{path}[{len(found)}]"
            bad.field = f"{place}.{bad.field}" if bad.field else place
            raise
        return found

    return read


def _object(item: Any, shape: Shape) -> dict[str, Any]:
    if type(item) is not dict:
        raise BadInput("wrong_type", wanted=AN_OBJECT)
    return shape(item)


def choice_of(kind: type[StrEnum] | tuple[str, ...]) -> Reader:
    """Return a reader of one of a few words."""
    words = {str(word): word for word in kind}
    wanted = ", ".join(words)

    def read(value: Any, path: str) -> Any:
        if type(value) is not str or value not in words:
            raise BadInput("not_a_choice", path, wanted=wanted)
        return words[value]

    return read


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
