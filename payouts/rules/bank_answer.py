"""What a bank answers to a batch (回盘): read whole or not at all, and nothing is guessed.

`H|1|batch|answered|ok count|ok total|failed count|failed total`, `R|seq|payment|00 or code|bank
reference|yyyy-mm-dd|text` for each payment, `T|count|sha256`: see `records.rules.line_files`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from law.money import MoneyNotUnderstood, parse_yuan, to_fen
from law.wording import Text, filled
from payouts.rules.bank_file import VERSION, yuan
from payouts.rules.returns import CODES, PAID
from records.rules.line_files import FileRefused, rows_of, sealed

NOT_WHOLE = Text("第{line}行：{why}", "Line {line}: {why}")
BAD_HEAD = Text("第1行不是回盘文件的开头。", "Line 1 does not begin an answer of a bank.")
BAD_LINE = Text("第{line}行无法识别。", "Line {line} cannot be read.")
BAD_CODE = Text("第{line}行：结果代码“{code}”未知。", "Line {line}: “{code}” is no known result.")
BAD_DAY = Text("第{line}行：记账日期无法识别。", "Line {line}: the day of booking cannot be read.")
TWICE = Text("第{line}行：序号 {number} 重复。", "Line {line}: number {number} stands there twice.")
BAD_COUNT = Text(
    "笔数与首行不符：首行写{said}笔，实有{found}笔。",
    "The first line says {said} payments, and there are {found}.",
)
BAD_TOTAL = Text(
    "金额与首行不符：首行写{said}元，按本批次应为{found}元。",
    "The first line says {said} yuan; by our batch it is {found}.",
)
OTHER_BATCH = Text(
    "这是批次 {said} 的回盘，不是批次 {ours} 的。",
    "This answers batch {said}, and not batch {ours}.",
)
UNKNOWN = Text(
    "第{line}行：付款 {payable} 不在本批次中。",
    "Line {line}: payment {payable} is not of this batch.",
)
CONTRADICTS = Text(
    "第{line}行：付款 {payable} 此前已答复为另一结果。",
    "Line {line}: payment {payable} was answered otherwise before.",
)
_BATCH = re.compile(r"[A-Z0-9-]{1,32}", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_REFERENCE = re.compile(r"[A-Za-z0-9-]{0,40}", re.ASCII)
LONGEST = 64 * 1024 * 1024
MOST_LINES, FIELDS = 1_000_000, 7


class AnswerWrong(ValueError):
    """The file is not taken; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one payment: `00` where it was booked, on which day."""

    sequence: int
    payable: int
    code: str
    reference: str
    booked_on: date | None
    line: int = 0

    @property
    def is_paid(self) -> bool:
        """Whether it was booked."""
        return self.code == PAID


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A file as it was read; sums as the bank says them, nothing where it says none."""

    batch: str
    results: tuple[Result, ...]
    paid_fen: int | None = None
    failed_fen: int | None = None


# --- Reading --------------------------------------------------------------------------------------
def read(content: bytes) -> Answer:
    """Return what a file says; raises `AnswerWrong` for one that is not right in itself."""
    try:
        rows = rows_of(content, most_lines=MOST_LINES)
    except FileRefused as refused:
        raise AnswerWrong(filled(NOT_WHOLE, line=refused.line, why=refused.why)) from refused
    head, results = _head(rows[0]), tuple(_results(rows[1:-1]))
    paid = sum(each.is_paid for each in results)
    for said, found in ((head.paid, paid), (head.failed, len(results) - paid)):
        if said != found:
            raise AnswerWrong(BAD_COUNT.format(said=said, found=found))
    return Answer(
        batch=head.batch, results=results, paid_fen=head.paid_fen, failed_fen=head.failed_fen
    )


@dataclass(frozen=True, kw_only=True)
class _Head:
    batch: str
    paid: int
    paid_fen: int
    failed: int
    failed_fen: int


def _head(parts: list[str]) -> _Head:
    if len(parts) != 8 or parts[:2] != ["H", VERSION] or not _BATCH.fullmatch(parts[2]):
        raise AnswerWrong(BAD_HEAD)
    try:
        datetime.fromisoformat(parts[3])
        if not (_NUMBER.fullmatch(parts[4]) and _NUMBER.fullmatch(parts[6])):
            raise AnswerWrong(BAD_HEAD)
        return _Head(
            batch=parts[2],
            paid=int(parts[4]),
            paid_fen=to_fen(parse_yuan(parts[5])),
            failed=int(parts[6]),
            failed_fen=to_fen(parse_yuan(parts[7])),
        )
    except (MoneyNotUnderstood, ValueError) as error:
        raise error if isinstance(error, AnswerWrong) else AnswerWrong(BAD_HEAD) from error


def _results(rows: list[list[str]]) -> Iterable[Result]:
    days: dict[str, date] = {}
    return [_result(number, row, days) for number, row in enumerate(rows, 2)]


def _result(number: int, row: list[str], days: dict[str, date]) -> Result:
    # Behind the day the bank may write what it likes, its own marks between fields as well.
    if len(row) < FIELDS or row[0] != "R":
        raise AnswerWrong(BAD_LINE.format(line=number))
    _r, sequence, payable, code, reference, day = row[: FIELDS - 1]
    if not (
        _NUMBER.fullmatch(sequence)
        and _NUMBER.fullmatch(payable)
        and _REFERENCE.fullmatch(reference)
    ):
        raise AnswerWrong(BAD_LINE.format(line=number))
    if code != PAID and code not in CODES:
        raise AnswerWrong(BAD_CODE.format(line=number, code=code[:8]))
    booked = days.get(day)
    if booked is None and (day or code == PAID):
        booked = days[day] = _day(number, day)
    return Result(int(sequence), int(payable), code, reference, booked, number)


def _day(number: int, text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise AnswerWrong(BAD_DAY.format(line=number))


# --- Against the batch ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the batch as the portal knows it, and what was answered before, if anything."""

    payable: int
    fen: int
    code: str = ""


def news_of(answer: Answer, batch: str, lines: Mapping[int, Waiting]) -> tuple[Result, ...]:
    """Return what is new; raises `AnswerWrong` where anything does not fit the batch to the fen."""
    if answer.batch != batch:
        raise AnswerWrong(OTHER_BATCH.format(said=answer.batch, ours=batch))
    sums = {True: 0, False: 0}
    new: list[Result] = []
    seen: set[int] = set()
    for result in answer.results:
        line = _line_of(result, lines, seen)
        sums[result.is_paid] += line.fen
        if not line.code:
            new.append(result)
    for said, found in ((answer.paid_fen, sums[True]), (answer.failed_fen, sums[False])):
        if said is not None and said != found:
            raise AnswerWrong(BAD_TOTAL.format(said=yuan(said), found=yuan(found)))
    return tuple(new)


def _line_of(result: Result, lines: Mapping[int, Waiting], seen: set[int]) -> Waiting:
    """Return the line of the batch that a result is about; raises where there is none like it."""
    if result.sequence in seen:
        raise AnswerWrong(TWICE.format(line=result.line, number=result.sequence))
    seen.add(result.sequence)
    line = lines.get(result.sequence)
    if line is None or line.payable != result.payable:
        raise AnswerWrong(UNKNOWN.format(line=result.line, payable=result.payable))
    if line.code and line.code != result.code:
        raise AnswerWrong(CONTRADICTS.format(line=result.line, payable=result.payable))
    return line


# --- Writing: what a bank does --------------------------------------------------------------------
def write(
    batch: str, results: Iterable[Result], fen: Mapping[int, int], answered_at: datetime
) -> bytes:
    """Return an answer as a bank writes it; `fen` holds the amount of each line by its number."""
    listed = list(results)
    paid = [each for each in listed if each.is_paid]
    failed = [each for each in listed if not each.is_paid]
    head = [
        "H",
        VERSION,
        batch,
        answered_at.isoformat(timespec="seconds"),
        str(len(paid)),
        yuan(sum(fen[each.sequence] for each in paid)),
        str(len(failed)),
        yuan(sum(fen[each.sequence] for each in failed)),
    ]
    return sealed([head, *map(_written, listed)])


def _written(result: Result) -> list[str]:
    day = result.booked_on.isoformat() if result.booked_on else ""
    of = [f"{result.sequence:08d}", str(result.payable), result.code, result.reference, day]
    return ["R", *of, ""]
