"""What can be wrong with the file of a holiday notice, line by line."""

from dataclasses import dataclass

from law.wording import Text
from law.workdays import ExceptionDay

AT_LINE = Text("第{line}行：{text}", "Line {line}: {text}")


@dataclass(frozen=True)
class FileFinding:
    """What is wrong with a file, and in which line; line 0 is the file as a whole."""

    line: int
    code: str
    text: Text

    @property
    def message(self) -> Text:
        """The finding with its line."""
        if not self.line:
            return self.text
        zh = AT_LINE.zh.format(line=self.line, text=self.text.zh)
        return Text(zh, AT_LINE.en.format(line=self.line, text=self.text.en))


@dataclass(frozen=True)
class NoticeFile:
    """What a file says: the year, its days in order, and all that is wrong with it.

    `area`: the province or city it holds for; empty for the whole country.
    """

    year: int
    days: tuple[ExceptionDay, ...]
    findings: tuple[FileFinding, ...]
    area: str = ""


@dataclass(frozen=True)
class Line:
    """A line of the file: its number and its cells by column."""

    number: int
    cells: dict[str, str]


class Unreadable(Exception):
    """A line, or the file, that says nothing one can use."""

    def __init__(self, code: str, text: Text, line: int = 0) -> None:
        super().__init__(code)
        self.finding = FileFinding(line, code, text)
