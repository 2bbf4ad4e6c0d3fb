"""What all takers share: a part of a file is compared, and what is new or changed is written."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from agencies.models import Agency
from intake.models import RecordFile
from records.models import Relationship

Numbered = tuple[int, Any]  # the number of a row, and the row


@dataclass
class Compared:
    """What a part of a file is beside what is there."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    same: int = 0
    wrong: list[tuple[int, str, str]] = field(default_factory=list)  # row, field, fault

    def refuse(self, number: int, column: str, code: str) -> None:
        """Say what is wrong with a row."""
        self.wrong.append((number, column, code))


class Taker(ABC):
    """Takes one file in, part by part in the order of its rows.

    It remembers what the rows before have said; make a new one for each reading of a file.
    """

    def __init__(self, record_file: RecordFile, *, today: date) -> None:
        self.record_file, self.today = record_file, today
        self.agency: Agency = record_file.agency
        self._seen: set[int] = set()  # hashes of keys: a million of them in 90 MB

    @abstractmethod
    def compare(self, rows: Sequence[Numbered], *, holds: bool) -> Compared:
        """Compare a part with the records, and where it `holds` let nobody change them."""

    @abstractmethod
    def write_new(self, found: list[Any], *, now: datetime) -> None:
        """Write what is new."""

    @abstractmethod
    def write_changed(self, found: list[Any], *, now: datetime) -> None:
        """Let a later row replace what was there; what stood there stays or is kept beside."""

    def is_first(self, key: Hashable) -> bool:
        """Whether a key stands here for the first time in this file."""
        mark = hash(key)
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True


@dataclass(frozen=True)
class Held:
    """A relationship as rows name it."""

    pk: int
    scheme: str


class OfRelationships(Taker):
    """A taker of rows that hang on relationships of the agency, those of each one together.

    Rows are in the order of `order_of`; so what stands beside a row in the file is the row before.
    """

    order_column: str

    def __init__(self, record_file: RecordFile, *, today: date) -> None:
        super().__init__(record_file, today=today)
        self._group: Any = None
        self._before: Any = None

    @abstractmethod
    def order_of(self, row: Any) -> Any:
        """Return by what the rows of one relationship and scheme are in order."""

    def follows(self, number: int, row: Any, compared: Compared) -> Any | None:
        """Return the row before in the same group, or nothing; say what is out of its order."""
        group = (row.personal_number, row.insurance, row.scheme)
        if group != self._group:
            if not self.is_first(group):
                compared.refuse(number, "personal_number", "apart")
            self._group, self._before = group, row
            return None
        before, self._before = self._before, row
        if self.order_of(row) == self.order_of(before):
            compared.refuse(number, self.order_column, "twice")
        elif self.order_of(row) < self.order_of(before):
            compared.refuse(number, self.order_column, "order")
        return before

    def relationships(
        self, rows: Iterable[Numbered], *, holds: bool
    ) -> dict[tuple[str, str], list[Held]]:
        """Return the agency's relationships that the rows name, by insurance and number."""
        numbers = {row.personal_number for _number, row in rows}
        found = Relationship.objects.filter(agency=self.agency, personal_number__in=numbers)
        if holds:
            found = found.select_for_update().order_by("pk")
        named: dict[tuple[str, str], list[Held]] = {}
        values = found.values_list("pk", "insurance", "personal_number", "scheme")
        for pk, insurance, number, scheme in values:
            named.setdefault((insurance, number), []).append(Held(pk, scheme))
        return named


def is_by_case(number: str) -> bool:
    """Whether a case has done something to a record, and not a file."""
    return bool(number) and not number.startswith(FILE_PREFIX)


FILE_PREFIX = "F"  # numbers of files; those of cases begin with another letter or a digit
