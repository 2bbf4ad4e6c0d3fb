"""Reading a bank's statement: the CSV that Chinese banks export, and ISO 20022 camt.053.

Nothing is guessed: a line that cannot be read is named, and then the whole file is refused.
"""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date

from law.wording import Text
from records.rules.bank_camt import read_camt
from records.rules.bank_csv import read_csv
from records.rules.bank_statement import Line, NotRead, Statement

LARGEST = 2 * 1024 * 1024
MOST_LINES = 2000

TOO_LARGE = Text("文件超过 2 MB。", "The file is larger than 2 MB.")

NO_LINES = Text("文件中没有交易。", "There are no lines in the file.")
TOO_MANY = Text("一个文件最多 2000 笔。", "A file holds at most 2,000 lines.")


def read(content: bytes) -> Statement:
    """Return what a file says; raises `NotRead` with every line that cannot be read."""
    if len(content) > LARGEST:
        raise NotRead(TOO_LARGE)
    is_xml = content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    found = read_camt(content) if is_xml else read_csv(content)
    if not found.lines:
        raise NotRead(NO_LINES)
    if len(found.lines) > MOST_LINES:
        raise NotRead(TOO_MANY)
    return _named(found)


def _named(found: Statement) -> Statement:
    """Give each line a name by which, with its day and its amount, it is known again.

    Banks begin their numbers anew each day, and a fee carries that of the payment it is taken for.
    """
    seen: Counter[tuple[str, date, int]] = Counter()
    lines = []
    for line in found.lines:
        name = line.reference or _mark(line)
        seen[name, line.day, line.fen] += 1
        number = seen[name, line.day, line.fen]
        lines.append(replace(line, reference=name if number == 1 else f"{name}-{number}"))
    return replace(found, lines=tuple(lines))


def _mark(line: Line) -> str:
    said = (line.day, line.fen, line.balance_fen, line.counter_account, line.purpose)
    return "~" + hashlib.sha256(repr(said).encode()).hexdigest()[:24]
