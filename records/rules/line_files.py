"""Files of lines that two offices exchange: written and read whole, or not at all.

UTF-8, lines that end with a line feed, fields between `|`, no quotes. A header names the file; a
trailer begins with `T`, counts the lines between and ends with the SHA-256 of all bytes before it.
"""

from collections.abc import Iterable
from hashlib import sha256

from law.wording import Text

MARK = "|"


class FileRefused(ValueError):
    """A file cannot be read: which line, and why; nothing of it counts."""

    def __init__(self, line: int, why: Text) -> None:
        super().__init__(why.en)
        self.line = line
        self.why = why


def sealed(rows: Iterable[list[str]], *, counted: Iterable[str] = ()) -> bytes:
    """Return a file of a header and lines, with its trailer; `counted` stands in it, too.

    Raises `ValueError` for a field that would break its line.
    """
    lines = list(rows)
    for row in lines:
        for each in row:
            if MARK in each or any(ord(sign) < 32 for sign in each):
                raise ValueError("a field holds a sign that ends it")
    body = "".join(MARK.join(row) + "\n" for row in lines).encode()
    last = ["T", str(len(lines) - 1), *counted, sha256(body).hexdigest()]
    return body + (MARK.join(last) + "\n").encode()


def rows_of(raw: bytes, *, most_lines: int, of_trailer: int = 3) -> list[list[str]]:
    """Return header, lines and trailer by their fields, once count and sum of bytes are right.

    `of_trailer` is how many fields the trailer has. Raises `FileRefused`.
    """
    rows = _rows(raw, most_lines)
    last, number = rows[-1], len(rows)
    if len(last) != of_trailer or last[0] != "T":
        raise FileRefused(number, Text("没有文件尾。", "There is no trailer."))
    if last[1] != str(number - 2):
        raise FileRefused(number, Text("文件尾的行数不符。", "The trailer counts other lines."))
    body = raw[: raw.rindex(b"\nT|") + 1]
    if last[-1] != sha256(body).hexdigest():
        raise FileRefused(number, Text("校验值不符。", "The check sum is not that of the file."))
    return rows


def _rows(raw: bytes, most_lines: int) -> list[list[str]]:
    if raw.startswith(b"\xef\xbb\xbf"):
        raise FileRefused(1, Text("文件开头有BOM标记（第1字节）。", "There is a BOM at byte 1."))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        at = error.start + 1
        why = Text(f"第{at}字节不是UTF-8。", f"Byte {at} is not UTF-8.")
        raise FileRefused(line, why) from error
    if "\r" in text:
        at = raw.index(b"\r") + 1
        why = Text(f"第{at}字节是回车符。", f"Byte {at} is a carriage return.")
        raise FileRefused(raw[:at].count(b"\n") + 1, why)
    if not text.endswith("\n") or text.count("\n") < 2:
        raise FileRefused(1, Text("文件不完整。", "The file is not whole."))
    if text.count("\n") > most_lines + 2:
        raise FileRefused(most_lines, Text("行数太多。", "It has too many lines."))
    return [line.split(MARK) for line in text[:-1].split("\n")]
