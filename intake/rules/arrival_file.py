"""The file of a day's arrivals, as the tax channel sends it; amounts in yuan, read as fen.

`H|<version>|<day>|<count>|<total>`, for each payment `D|<line>|<flow>|<personal number>|<name>|
<insurance>|<period>|<kind>|<employer>|<base>|<employer's part>|<own part>|<arrived>|<late fee>`,
`T|<count>|<total>|<SHA-256>`: see `records.rules.line_files`. A second version of a day replaces
the first whole. The total counts late fees, too.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from law.money import MoneyNotUnderstood, from_fen, parse_yuan, spell_yuan, to_fen
from law.wording import Text
from records.rules.line_files import FileRefused, rows_of, sealed

MOST_LINES = 100_000
LONGEST_NAME = 100
# 险种类型 as records are exchanged; civil servants' old-age insurance is not kept here.
INSURANCES = {
    "110": ("pension", "employee"),
    "120": ("", ""),
    "170": ("pension", "resident"),
    "210": ("unemployment", "employee"),
    "310": ("medical", "employee"),
    "390": ("medical", "resident"),
}
YEAR = "resident-year"
KINDS = {
    "normal": Text("当月", "Month"),
    YEAR: Text("居民年度", "Year of a resident"),
    "minimum-extension": Text("延长缴费", "Month towards the minimum"),
    "one-off": Text("一次性缴费", "Paid once"),
    "top-up": Text("补缴", "Paid later"),
}
_VERSION = re.compile(r"[1-9][0-9]?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,6}", re.ASCII)
_FLOW = re.compile(r"[0-9A-Za-z-]{1,32}", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Za-z]{1,20}", re.ASCII)
_EMPLOYER = re.compile(r"[0-9A-Z]{0,20}", re.ASCII)
_DAY = re.compile(r"[0-9]{8}", re.ASCII)
_MONTH = re.compile(r"[0-9]{6}", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
FIRST_YEAR = 1951


@dataclass(frozen=True, kw_only=True)
class Line:
    """One payment: for whom, for which month or year, and what of it is whose part, in fen."""

    line: int
    flow: str
    personal_number: str
    name: str
    insurance_code: str
    period: date
    kind: str
    employer_code: str
    base_fen: int
    employer_fen: int
    personal_fen: int
    arrived_on: date
    late_fee_fen: int

    @property
    def insurance(self) -> str:
        """Which insurance; nothing for one that is not kept here."""
        return INSURANCES[self.insurance_code][0]

    @property
    def scheme(self) -> str:
        """Employee or resident."""
        return INSURANCES[self.insurance_code][1]

    @property
    def last_month(self) -> date:
        """The last month that it is for."""
        return self.period.replace(month=12) if self.kind == YEAR else self.period

    @property
    def amount_fen(self) -> int:
        """All that arrived."""
        return self.employer_fen + self.personal_fen + self.late_fee_fen


@dataclass(frozen=True)
class DayFile:
    """A day's arrivals that can be relied on: counted, added up, and each line as agreed."""

    version: int
    day: date
    total_fen: int
    lines: tuple[Line, ...]


def read(raw: bytes) -> DayFile:
    """Return what a file says; raises `FileRefused` with the line and the reason."""
    rows = rows_of(raw, most_lines=MOST_LINES, of_trailer=4)
    head, last = rows[0], rows[-1]
    if len(head) != 5 or head[0] != "H" or not _VERSION.fullmatch(head[1]):
        raise FileRefused(1, Text("文件头不对。", "The header is not as agreed."))
    day, total = _day(1, head[2]), _fen(1, head[4])
    if not _COUNT.fullmatch(head[3]) or int(head[3]) != len(rows) - 2:
        raise FileRefused(1, Text("文件头的行数不符。", "The header counts other lines."))
    if _fen(len(rows), last[2]) != total:
        raise FileRefused(len(rows), Text("首尾的合计不同。", "Header and trailer differ."))
    lines = tuple(_line(number, row, day) for number, row in enumerate(rows[1:-1], start=2))
    _check_flows(lines)
    if sum(each.amount_fen for each in lines) != total:
        raise FileRefused(1, Text("各行相加不等于合计。", "The lines do not add up to the total."))
    return DayFile(int(head[1]), day, total, lines)


def _check_flows(lines: tuple[Line, ...]) -> None:
    seen: set[str] = set()
    for each in lines:
        if each.flow in seen:
            raise FileRefused(each.line, Text("流水号重复。", "The flow number stands twice."))
        seen.add(each.flow)


def _line(number: int, row: list[str], day: date) -> Line:
    if len(row) != 14 or row[0] != "D" or row[1] != str(number - 1):
        raise FileRefused(number, Text("这一行的格式不对。", "The line is not as agreed."))
    _d, _sequence, flow, person, name, insurance, period, kind, employer, *amounts = row
    if not (_FLOW.fullmatch(flow) and _NUMBER.fullmatch(person) and _EMPLOYER.fullmatch(employer)):
        raise FileRefused(number, Text("号码的格式不对。", "A number is not as agreed."))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise FileRefused(number, Text("姓名的格式不对。", "The name is not as agreed."))
    if insurance not in INSURANCES or kind not in KINDS:
        raise FileRefused(number, Text("险种或类型未知。", "Insurance or kind is not known."))
    base, employers, own, arrived, late_fee = amounts
    found = Line(
        line=number,
        flow=flow,
        personal_number=person,
        name=name,
        insurance_code=insurance,
        period=_period(number, period, kind),
        kind=kind,
        employer_code=employer,
        base_fen=_fen(number, base),
        employer_fen=_fen(number, employers),
        personal_fen=_fen(number, own),
        arrived_on=_day(number, arrived),
        late_fee_fen=_fen(number, late_fee),
    )
    _check(found, day)
    return found


def _check(line: Line, day: date) -> None:
    """Refuse what cannot be whoever it is of."""
    if not line.base_fen or not line.employer_fen + line.personal_fen:
        raise FileRefused(line.line, Text("基数或金额为零。", "Base or amount is nothing."))
    if line.employer_fen and not line.employer_code:
        why = Text("有单位缴费却没有单位。", "An employer's part names no employer.")
        raise FileRefused(line.line, why)
    if line.arrived_on > day or (line.period > day and line.kind != YEAR):
        raise FileRefused(line.line, Text("日期晚于文件的日期。", "It lies after the file's day."))
    if line.kind == YEAR and line.scheme == "employee":
        raise FileRefused(line.line, Text("职工不按年缴费。", "Employees do not pay by the year."))


def _period(number: int, written: str, kind: str) -> date:
    shape = _YEAR if kind == YEAR else _MONTH
    month = int(written[4:] or "1") if shape.fullmatch(written) else 0
    if not 1 <= month <= 12 or int(written[:4]) < FIRST_YEAR:
        raise FileRefused(number, Text("费款所属期不存在。", "There is no such month or year."))
    return date(int(written[:4]), month, 1)


def _day(number: int, written: str) -> date:
    try:
        if _DAY.fullmatch(written):
            return datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 -- a day of China
    except ValueError:
        pass
    raise FileRefused(number, Text("日期不存在。", "There is no such day."))


def _fen(number: int, written: str) -> int:
    try:
        return to_fen(parse_yuan(written))
    except MoneyNotUnderstood as error:
        raise FileRefused(
            number, Text("金额的格式不对。", "An amount is not as agreed.")
        ) from error


# --- Writing: what the channel does ---------------------------------------------------------------
def write(version: int, day: date, lines: tuple[Line, ...]) -> bytes:
    """Return a file as the tax channel writes it, for the demonstration and for tests."""
    total = _yuan(sum(each.amount_fen for each in lines))
    head = ["H", str(version), f"{day:%Y%m%d}", str(len(lines)), total]
    rows = [_written(number, each) for number, each in enumerate(lines, start=1)]
    return sealed([head, *rows], counted=(total,))


def _written(number: int, line: Line) -> list[str]:
    period = f"{line.period:%Y}" if line.kind == YEAR else f"{line.period:%Y%m}"
    amounts = (line.base_fen, line.employer_fen, line.personal_fen)
    return [
        "D", str(number), line.flow, line.personal_number, line.name, line.insurance_code, period,
        line.kind, line.employer_code, *map(_yuan, amounts), f"{line.arrived_on:%Y%m%d}",
        _yuan(line.late_fee_fen),
    ]  # fmt: skip


def _yuan(fen: int) -> str:
    return spell_yuan(from_fen(fen))
