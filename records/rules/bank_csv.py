"""The statement of a bank as the CSV that Chinese banks export.

Nothing is guessed: a line that cannot be read is named, and then the whole file is refused.
"""

import codecs
import csv
import re
import unicodedata
from io import StringIO
from itertools import pairwise

from law.wording import Text
from records.rules.bank_statement import (
    BAD_AMOUNT,
    BAD_BALANCE,
    BAD_DAY,
    NO_SIDE,
    Line,
    NotRead,
    Statement,
    day_of,
    fen_of,
)

NAMES = {
    "day": ("交易日期", "记账日期", "入账日期", "交易时间", "日期"),
    "credit": ("贷方金额", "贷方发生额", "收入金额", "收入", "贷方"),
    "debit": ("借方金额", "借方发生额", "支出金额", "支出", "借方"),
    "amount": ("交易金额", "发生额", "金额"),
    "mark": ("借贷标志", "借贷", "收支标志"),
    "balance": ("账户余额", "余额"),
    "counterparty": ("对方户名", "对方名称", "对方单位", "对手户名"),
    "counter_account": ("对方账号", "对方账户", "对手账号"),
    "reference": ("交易流水号", "流水号", "交易流水", "凭证号"),
    "account": ("本方账号", "账号", "账户"),
}
PURPOSE = ("摘要", "附言", "用途", "备注")

_IN = ("贷", "贷方", "贷记", "收", "收入", "转入", "C", "CR", "CRDT")
_OUT = ("借", "借方", "借记", "支", "支出", "付", "转出", "D", "DR", "DBIT")
_SUMS = ("合计", "总计", "小计", "共")

NO_LETTERS = Text("文件编码无法识别。", "The letters of the file cannot be read.")
NO_HEAD = Text(
    "未找到表头：须有日期列和金额列。", "There is no line with a column for the day and the amount."
)

TWO_AMOUNTS = Text(
    "第{line}行：须恰有一个收入或支出金额。", "Line {line}: needs one amount, paid in or paid out."
)

OTHER_ACCOUNT = Text(
    "第{line}行：账号与其他行不同。", "Line {line}: is of another account than the lines before."
)
NO_ROWS = Text("表格在第{line}行之后无法读取。", "The table cannot be read after line {line}.")


def read_csv(content: bytes) -> Statement:
    """Read a table with comma or tab, in Unicode or GB 18030, with whatever stands above its head.

    What stands in a row without a day and without an amount is a remark and no line.
    """
    rows = _rows(_decoded(content))
    start, columns = _head(rows)
    found = [
        (number, {name: _clean(row[at]) for name, at in columns.items() if at < len(row)}, row)
        for number, row in enumerate(rows[start:], start + 1)
    ]
    found = [each for each in found if _is_line(*each[1:])]
    _let_minus_mean_one_thing([cells for _number, cells, _row in found])
    errors: list[Text] = []
    lines: list[Line] = []
    accounts: set[str] = set()
    for number, cells, row in found:
        try:
            lines.append(_line(number, cells, row, rows[start - 1]))
        except NotRead as error:
            errors += error.errors
        accounts.add(cells.get("account", ""))
        if len(accounts - {""}) > 1:
            errors.append(OTHER_ACCOUNT.format(line=number))
    if errors:
        raise NotRead(*errors)
    return _with_balances(lines, "".join(accounts - {""}))


def _let_minus_mean_one_thing(lines: list[dict[str, str]]) -> None:
    """Drop the minus that some banks write before everything paid out.

    Where others have none, it takes back what was paid out: such a line brings money in.
    """
    marked = [each for each in lines if each.get("mark", "").upper() in _OUT]
    for column, rows in (("debit", lines), ("amount", marked)):
        paid_out = [each for each in rows if each.get(column, "").strip("-0.,")]
        if all(each[column].startswith("-") for each in paid_out):
            for each in paid_out:
                each[column] = each[column].removeprefix("-")


def _rows(text: str) -> list[list[str]]:
    delimiter = "\t" if text.count("\t") > text.count(",") else ","
    rows: list[list[str]] = []
    try:
        # Excel of old ends its lines with a carriage return alone.
        rows.extend(csv.reader(StringIO(text, newline=None), delimiter=delimiter))
    except csv.Error as error:
        raise NotRead(NO_ROWS.format(line=len(rows))) from error
    return rows


def _decoded(content: bytes) -> str:
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise NotRead(NO_LETTERS)


def _clean(cell: str) -> str:
    """Return a cell without the marks by which banks keep spreadsheets from reckoning."""
    return unicodedata.normalize("NFKC", cell).strip().strip("=\"'").strip()


def _head(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """Return where the lines begin and which column holds what."""
    for number, row in enumerate(rows[:40], 1):
        titles = [re.sub(r"\(.*\)|\[.*\]|\s", "", _clean(cell)) for cell in row]
        columns = {
            name: titles.index(title)
            for name, known in NAMES.items()
            if (title := next((each for each in known if each in titles), None))
        }
        if "day" in columns and columns.keys() & {"credit", "debit", "amount"}:
            return number, columns
    raise NotRead(NO_HEAD)


def _is_line(cells: dict[str, str], row: list[str]) -> bool:
    """Whether a row is a line at all: no remark, and not the sum that some banks put beneath."""
    day = cells.get("day", "")
    if day:
        return not day.startswith(_SUMS)
    is_sum = any(_clean(cell).startswith(_SUMS) for cell in row)
    return not is_sum and any(cells.get(name, "") for name in ("credit", "debit", "amount"))


def _line(number: int, cells: dict[str, str], row: list[str], head: list[str]) -> Line:
    purposes = [
        _clean(cell)
        for title, cell in zip(head, row, strict=False)
        if _clean(title).startswith(PURPOSE)
    ]
    day, balance = day_of(cells.get("day", "")), cells.get("balance", "")
    if day is None:
        raise NotRead(BAD_DAY.format(line=number))
    return Line(
        number=number,
        day=day,
        fen=_signed(cells, number),
        reference=cells.get("reference", "")[:50],
        counterparty=cells.get("counterparty", ""),
        counter_account=cells.get("counter_account", ""),
        purpose=" ".join(each for each in purposes if each),
        balance_fen=fen_of(balance, BAD_BALANCE, number) if balance.strip("-") else None,
    )


def _signed(cells: dict[str, str], number: int) -> int:
    """Return the amount of a line: from two columns, or from one with a mark or a sign."""
    came, went, one = (
        fen_of(cells[name], BAD_AMOUNT, number) if cells.get(name, "").strip("-") else 0
        for name in ("credit", "debit", "amount")
    )
    if not came and not went and one:
        return _with_side(one, cells["mark"].upper(), number) if "mark" in cells else one
    if bool(came) == bool(went):
        raise NotRead(TWO_AMOUNTS.format(line=number))
    return came - went


def _with_side(fen: int, mark: str, number: int) -> int:
    """Return an amount with the sign of its mark; a mark nobody knows is never taken for a side.

    A minus takes back what the mark says: a red-letter entry (`_let_minus_mean_one_thing`).
    """
    if mark not in (*_IN, *_OUT):
        raise NotRead(NO_SIDE.format(line=number))
    return -fen if mark in _OUT else fen


def _with_balances(lines: list[Line], account: str) -> Statement:
    """Put the oldest line first and find what the account held before and after."""
    if _is_newest_first(lines):
        lines = lines[::-1]
    if not lines or any(line.balance_fen is None for line in lines):
        return Statement(tuple(lines), account)
    first, last = lines[0], lines[-1]
    opening = (first.balance_fen or 0) - first.fen
    return Statement(tuple(lines), account, opening, last.balance_fen)


def _is_newest_first(lines: list[Line]) -> bool:
    """Whether the days say so, or, within one day, the balances alone."""
    if lines and lines[0].day != lines[-1].day:
        return lines[0].day > lines[-1].day
    return _runs(lines[::-1]) and not _runs(lines)


def _runs(lines: list[Line]) -> bool:
    """Whether each balance follows from the one before."""
    pairs = pairwise(lines)
    return all(
        a.balance_fen is not None and b.balance_fen == a.balance_fen + b.fen for a, b in pairs
    )
