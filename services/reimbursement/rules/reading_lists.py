"""A cost list as hospitals write it: comma-separated values, or rows of a program, to lines."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from law.money import ZERO
from law.wording import Text
from services.reimbursement.rules.lines import Class, CostLine, Fault

COLUMNS = (
    "invoice", "line", "code", "name", "class", "quantity", "unit_price", "amount",
    "limit_price", "first_share_rate",
)  # fmt: skip
NEEDED = COLUMNS[:8]
MOST_LINES = 5_000
LARGEST = 2_000_000  # bytes of a file
LONGEST = {"invoice": 20, "code": 40, "name": 120}
# 甲 乙 丙 as hospitals print them.
CLASSES = {"甲": Class.A, "乙": Class.B, "丙": Class.OWN, "自费": Class.OWN} | {
    each.value: each for each in Class
}
PLACES = {"quantity": 4, "unit_price": 4, "amount": 2, "limit_price": 4, "first_share_rate": 4}
MOST = Decimal(10**9)

NOT_UTF8 = Text(
    "文件不是UTF-8编码（第{n}个字节）。请另存为“CSV UTF-8”。",
    "The file is not UTF-8 (byte {n}). Save it as “CSV UTF-8”.",
)
NO_HEADINGS = Text("第一行应为列名：{names}。", "The first line names the columns: {names}.")
TOO_MANY = Text("最多5000行。", "There are at most 5,000 lines.")
TOO_LARGE = Text("文件大于2MB。", "The file is larger than 2 MB.")
EMPTY = Text("清单是空的。", "The list is empty.")
MISSING = Text("缺少“{name}”。", "“{name}” is missing.")
NO_NUMBER = Text("“{name}”不是数字，或小数位过多。", "“{name}” is no number, or too exact.")
NO_CLASS = Text("类别须为A、B或C（甲、乙、丙）。", "The class is A, B or C.")
TOO_LONG = Text("“{name}”过长。", "“{name}” is too long.")


class ListNotUnderstood(ValueError):
    """A list that cannot be read; `faults` say where, place 0 is the file."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].text.en)
        self.faults = faults


@dataclass(frozen=True)
class _Wrong(Exception):
    text: Text


def read_csv(data: bytes) -> tuple[CostLine, ...]:
    """Return the lines of a file; raises `ListNotUnderstood` with every fault."""
    if len(data) > LARGEST:
        raise ListNotUnderstood(Fault(0, TOO_LARGE))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = NOT_UTF8.format(n=str(error.start + 1))
        raise ListNotUnderstood(Fault(0, said)) from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = [str(each).strip() for each in rows.fieldnames or ()]
        if not set(NEEDED) <= set(names):
            raise ListNotUnderstood(Fault(0, NO_HEADINGS.format(names=", ".join(COLUMNS))))
        rows.fieldnames = names
        return read_rows([row for _n, row in zip(range(MOST_LINES + 1), rows, strict=False)])
    except csv.Error as error:
        raise ListNotUnderstood(Fault(0, NO_HEADINGS.format(names=", ".join(COLUMNS)))) from error


def read_rows(rows: Sequence[Mapping[str, Any]]) -> tuple[CostLine, ...]:
    """Return the lines of rows by the names of `COLUMNS`; raises `ListNotUnderstood`."""
    if not rows:
        raise ListNotUnderstood(Fault(0, EMPTY))
    if len(rows) > MOST_LINES:
        raise ListNotUnderstood(Fault(0, TOO_MANY))
    found: list[CostLine] = []
    wrong: list[Fault] = []
    for place, row in enumerate(rows, start=1):
        try:
            found.append(_line(row))
        except _Wrong as error:
            wrong.append(Fault(place, error.text))
    if wrong:
        raise ListNotUnderstood(*wrong)
    return tuple(found)


def _line(row: Mapping[str, Any]) -> CostLine:
    class_ = CLASSES.get(_text(row, "class").upper())
    if class_ is None:
        raise _Wrong(NO_CLASS)
    number = _text(row, "line")
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise _Wrong(NO_NUMBER.format(name="line"))
    limit = _number(row, "limit_price", needed=False)
    return CostLine(
        invoice=_text(row, "invoice"),
        line=int(number),
        code=_text(row, "code"),
        name=_text(row, "name"),
        class_=class_,
        quantity=_number(row, "quantity"),
        unit_price=_number(row, "unit_price"),
        amount=_number(row, "amount"),
        limit_price=limit if str(row.get("limit_price") or "").strip() else None,
        first_share_rate=_number(row, "first_share_rate", needed=False),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    found = str(row.get(name) or "").strip()
    if not found:
        raise _Wrong(MISSING.format(name=name))
    if len(found) > LONGEST.get(name, 40):
        raise _Wrong(TOO_LONG.format(name=name))
    return found


def _number(row: Mapping[str, Any], name: str, *, needed: bool = True) -> Decimal:
    typed = str(row.get(name) or "").strip()
    if not typed and not needed:
        return ZERO
    if not typed:
        raise _Wrong(MISSING.format(name=name))
    plain = typed.removeprefix("-").replace(".", "", 1)
    _whole, _dot, rest = typed.partition(".")
    if not (plain.isascii() and plain.isdigit()) or len(rest) > PLACES[name]:
        raise _Wrong(NO_NUMBER.format(name=name))
    try:
        found = Decimal(typed)
    except InvalidOperation as error:
        raise _Wrong(NO_NUMBER.format(name=name)) from error
    may_be_negative = name in ("quantity", "amount")
    if abs(found) >= MOST or (found < 0 and not may_be_negative):
        raise _Wrong(NO_NUMBER.format(name=name))
    return found


def as_rows(lines: Iterable[CostLine]) -> list[dict[str, str]]:
    """Return lines as they are kept and sent: texts by the names of `COLUMNS`."""
    return [
        {
            "invoice": each.invoice,
            "line": str(each.line),
            "code": each.code,
            "name": each.name,
            "class": each.class_.value,
            "quantity": f"{each.quantity:f}",
            "unit_price": f"{each.unit_price:f}",
            "amount": f"{each.amount:f}",
            "limit_price": "" if each.limit_price is None else f"{each.limit_price:f}",
            "first_share_rate": f"{each.first_share_rate:f}" if each.first_share_rate else "",
        }
        for each in lines
    ]


def changed(before: Sequence[CostLine], after: Sequence[CostLine]) -> list[tuple[str, CostLine]]:
    """Return what a later list changes: `added`, `gone` or `changed`, with the line."""
    was = {(each.invoice, each.line): each for each in before}
    now = {(each.invoice, each.line): each for each in after}
    found = [("gone", was[key]) for key in was if key not in now]
    found += [("added", now[key]) for key in now if key not in was]
    found += [("changed", now[key]) for key in now if key in was and was[key] != now[key]]
    return sorted(found, key=lambda each: (each[1].invoice, each[1].line))
