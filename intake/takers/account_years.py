"""Years of personal accounts: a changed year is corrected by what it differs, never overwritten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from intake.rules.layouts import AccountYearRow
from intake.takers.base import FILE_PREFIX, Compared, Held, Numbered, OfRelationships
from kit.inserting import insert_rows
from records.models import AccountEntry, AccountYear

COLUMNS = (
    "relationship_id", "year", "opening_fen", "credited_fen", "credited_personal_fen",
    "arrived_fen", "interest_fen", "is_closed", "made_up_fen", "moved_out_fen", "paid_out_fen",
    "corrected_fen", "closing_fen",
)  # fmt: skip


class AccountYears(OfRelationships):
    """Takes the years of accounts in.

    A year is compared by what it let the account gain: closing less opening balance. So the file
    that has corrected a year says the same when it comes again.
    """

    order_column = "year"

    def order_of(self, row: AccountYearRow) -> int:
        """Return the year."""
        return row.year

    def compare(self, rows: Sequence[Numbered], *, holds: bool) -> Compared:
        """Compare with the books; years follow one another, and so do their balances."""
        compared, named = Compared(), self.relationships(rows, holds=holds)
        keys = [each.pk for group in named.values() for each in group]
        books, decided = _books(keys), _decided(keys)
        for number, row in rows:
            before = self.follows(number, row, compared)
            held = next(iter(named.get((row.insurance, row.personal_number), ())), None)
            if held is None:
                compared.refuse(number, "personal_number", "no-relationship")
            elif before is not None and row.year > before.year + 1:
                compared.refuse(number, "year", "year-gap")
            elif before is not None and row.opening_fen != before.closing_fen:
                compared.refuse(number, "opening_yuan", "opening")
            else:
                is_decided = (held.pk, row.year) in decided
                own, is_first = books.get(held.pk, {}), before is None
                _compare(number, row, held, own, compared, is_first=is_first, decided=is_decided)
        return compared

    def write_new(self, found: list[tuple[int, AccountYearRow]], *, now: datetime) -> None:
        """Write them."""
        insert_rows(AccountYear, COLUMNS, (_values(pk, row) for pk, row in found))

    def write_changed(self, found: list[tuple[int, AccountYearRow, int]], *, now: datetime) -> None:
        """Enter what each year differs, and let the years after it open with that."""
        for held, row, fen in found:
            own = AccountYear.objects.filter(relationship=held)
            more = F("corrected_fen") + fen
            own.filter(year=row.year).update(corrected_fen=more, closing_fen=F("closing_fen") + fen)
            own.filter(year__gt=row.year).update(
                opening_fen=F("opening_fen") + fen, closing_fen=F("closing_fen") + fen
            )
            AccountEntry.objects.create(
                relationship_id=held,
                year=row.year,
                kind=AccountEntry.Kind.CORRECTED,
                amount_fen=fen,
                case_number=f"{self.record_file.number}-{row.year}",
                at=now,
            )


def _books(keys: list[int]) -> dict[int, dict[int, AccountYear]]:
    found: dict[int, dict[int, AccountYear]] = {}
    for each in AccountYear.objects.filter(relationship__in=keys).order_by():
        found.setdefault(each.relationship_id, {})[each.year] = each
    return found


def _decided(keys: list[int]) -> set[tuple[int, int]]:
    """Return the years in which a case has done something to an account."""
    entries = AccountEntry.objects.filter(relationship__in=keys)
    by_case = entries.exclude(case_number__startswith=FILE_PREFIX)
    return set(by_case.order_by().values_list("relationship_id", "year"))


def _compare(
    number: int,
    row: AccountYearRow,
    held: Held,
    books: dict[int, AccountYear],
    compared: Compared,
    *,
    is_first: bool,
    decided: bool,
) -> None:
    there = books.get(row.year)
    if there is not None:
        fen = (row.closing_fen - row.opening_fen) - (there.closing_fen - there.opening_fen)
        if not fen:
            compared.same += 1
        elif decided:
            compared.refuse(number, "year", "decided")
        else:
            compared.changed.append((held.pk, row, fen))
        return
    last = max(books, default=None)
    if last is not None and is_first and row.year != last + 1:
        compared.refuse(number, "year", "year-gap")
    elif last is not None and is_first and row.opening_fen != books[last].closing_fen:
        compared.refuse(number, "opening_yuan", "opening")
    elif last is not None and row.year < last:
        compared.refuse(number, "year", "year-gap")
    else:
        compared.new.append((held.pk, row))


def _values(held: int, row: AccountYearRow) -> tuple[Any, ...]:
    return (
        held, row.year, row.opening_fen, row.credited_fen, row.credited_personal_fen, 0,
        row.interest_fen, row.is_closed, 0, 0, row.paid_out_fen, 0, row.closing_fen,
    )  # fmt: skip
