"""Insured periods: one that is there with another base or end is struck and written anew."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from intake.rules.layouts import PeriodRow
from intake.takers.base import Compared, Held, Numbered, OfRelationships, is_by_case
from kit.inserting import insert_rows
from records.models import InsuredPeriod, RecordCorrection

CONTENT = (
    "last_month", "base_fen", "employer_rate", "personal_rate", "account_rate", "is_paid",
    "is_personal_arrears",
)  # fmt: skip
COLUMNS = (
    "relationship_id", "first_month", "last_month", "base_fen", "employer_rate", "personal_rate",
    "account_rate", "scheme", "is_paid", "is_personal_arrears", "case_number", "corrected_with",
    "gone_as", "gone_with",
)  # fmt: skip
Gone = InsuredPeriod.Gone


class There(NamedTuple):
    """A period that is there."""

    pk: int
    relationship_id: int
    scheme: str
    first_month: date
    last_month: date
    base_fen: int
    employer_rate: Any
    personal_rate: Any
    account_rate: Any
    is_paid: bool
    is_personal_arrears: bool
    case_number: str
    corrected_with: str
    gone_as: str


class Periods(OfRelationships):
    """Takes insured periods in."""

    order_column = "first_month"

    def order_of(self, row: PeriodRow) -> date:
        """Return the first month."""
        return row.first_month

    def compare(self, rows: Sequence[Numbered], *, holds: bool) -> Compared:
        """Compare with what lies there; what was struck does not count, what has moved does."""
        compared, named = Compared(), self.relationships(rows, holds=holds)
        there = self._there(named.values())
        for number, row in rows:
            before = self.follows(number, row, compared)
            held = named.get((row.insurance, row.personal_number))
            if held is None:
                compared.refuse(number, "personal_number", "no-relationship")
            elif before is not None and before.last_month >= row.first_month > before.first_month:
                compared.refuse(number, "first_month", "overlap")
            else:
                self._compare(number, row, held[0], there.get(held[0].pk, ()), compared)
        return compared

    def _there(self, held: Iterable[list[Held]]) -> dict[int, list[There]]:
        keys = [each.pk for group in held for each in group]
        lying = InsuredPeriod.objects.filter(relationship__in=keys).exclude(gone_as=Gone.CORRECTED)
        found: dict[int, list[There]] = {}
        for values in lying.order_by().values_list(*There._fields):
            found.setdefault(values[1], []).append(There(*values))
        return found

    def _compare(
        self, number: int, row: PeriodRow, held: Held, there: Sequence[There], compared: Compared
    ) -> None:
        own = [each for each in there if each.scheme == row.scheme]
        same = next((each for each in own if each.first_month == row.first_month), None)
        if same is None or any(getattr(same, name) != getattr(row, name) for name in CONTENT):
            beside = (each for each in own if each is not same)
            if any(
                each.first_month <= row.last_month and row.first_month <= each.last_month
                for each in beside
            ):
                compared.refuse(number, "first_month", "overlap")
            elif same is None:
                compared.new.append((held.pk, row))
            elif same.gone_as or same.case_number or is_by_case(same.corrected_with):
                compared.refuse(number, "first_month", "decided")
            else:
                compared.changed.append((held.pk, row, same.pk))
        else:
            compared.same += 1

    def write_new(self, found: list[tuple[int, PeriodRow]], *, now: datetime) -> None:
        """Write them."""
        insert_rows(InsuredPeriod, COLUMNS, (_values(pk, row, "") for pk, row in found))

    def write_changed(self, found: list[tuple[int, PeriodRow, int]], *, now: datetime) -> None:
        """Strike what stood there and write it anew, as a correction by two persons does."""
        number = self.record_file.number
        struck = InsuredPeriod.objects.in_bulk([pk for _held, _row, pk in found])
        self._note(found, struck, now=now)
        InsuredPeriod.objects.filter(pk__in=struck).update(gone_as=Gone.CORRECTED, gone_with=number)
        insert_rows(InsuredPeriod, COLUMNS, (_values(pk, row, number) for pk, row, _old in found))

    def _note(
        self,
        found: list[tuple[int, PeriodRow, int]],
        struck: dict[int, InsuredPeriod],
        *,
        now: datetime,
    ) -> None:
        lines = []
        for held, row, old in found:
            lines.append(self._line(RecordCorrection.Kind.STRIKE, held, struck[old], now=now))
            lines.append(self._line(RecordCorrection.Kind.ADD, held, row, now=now))
        RecordCorrection.objects.bulk_create(lines, batch_size=1000)

    def _line(self, kind: str, held: int, of: Any, *, now: datetime) -> RecordCorrection:
        file = self.record_file
        return RecordCorrection(
            relationship_id=held,
            case_number=file.number,
            kind=kind,
            scheme=of.scheme,
            first_month=of.first_month,
            last_month=of.last_month,
            base_fen=of.base_fen,
            employer_rate=of.employer_rate,
            personal_rate=of.personal_rate,
            account_rate=of.account_rate,
            reason=REASON,
            written_by_id=file.prepared_by_id,
            written_at=file.prepared_at,
            approved_by_id=file.decided_by_id,
            applied_at=now,
        )


REASON = "机构更正文件"  # what stands in the record is Chinese, whoever brought the file


def _values(held: int, row: PeriodRow, corrected_with: str) -> tuple[Any, ...]:
    return (
        held, row.first_month, row.last_month, row.base_fen, row.employer_rate, row.personal_rate,
        row.account_rate, row.scheme, row.is_paid, row.is_personal_arrears, "", corrected_with,
        "", "",
    )  # fmt: skip
