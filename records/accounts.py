"""A personal account and its years: what a case enters is written here and nowhere else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F

from law.money import from_fen, to_fen
from records.models import AccountEntry, AccountYear, InsuredPeriod, Relationship

FIRST_YEAR = 1998  # what was paid before lies apart (①)
Kind = AccountEntry.Kind
COLUMNS = {
    Kind.MADE_UP: ("made_up_fen", 1),
    Kind.ARRIVED: ("arrived_fen", 1),
    Kind.MOVED_OUT: ("moved_out_fen", -1),
    Kind.PAID_OUT: ("paid_out_fen", -1),
    Kind.CORRECTED: ("corrected_fen", 1),
}


def balance(relationship: Relationship) -> int:
    """Return what lies in the account, in fen: its years, and the sum paid before 1998 (①)."""
    last = relationship.account_years.order_by("-year").first()
    return (last.closing_fen if last else 0) + relationship.pre_1998_fen


def enter(
    relationship: Relationship,
    kind: AccountEntry.Kind,
    fen: int,
    *,
    pre_1998_fen: int = 0,
    year: int,
    case_number: str,
    at: datetime,
) -> None:
    """Let an account gain `fen`, or lose them, with a case; ① is kept apart from the years.

    Where money came into a year, its interest is owed, though the year had been closed. A second
    entry of one kind with one case is refused by the database.
    """
    if fen == 0:
        return
    column, sign = COLUMNS[kind]
    line = _line_of(relationship, year)
    setattr(line, column, getattr(line, column) + sign * (fen - pre_1998_fen))
    line.closing_fen += fen - pre_1998_fen
    line.is_closed = line.is_closed and kind not in (Kind.ARRIVED, Kind.CORRECTED)
    line.save()
    _carry(relationship, line.year, fen - pre_1998_fen)
    AccountEntry.objects.create(
        relationship=relationship,
        year=line.year,
        kind=kind,
        amount_fen=fen,
        pre_1998_fen=pre_1998_fen,
        case_number=case_number,
        at=at,
    )
    if pre_1998_fen:
        held = Relationship.objects.filter(pk=relationship.pk)
        held.update(pre_1998_fen=F("pre_1998_fen") + pre_1998_fen)
        relationship.refresh_from_db(fields=["pre_1998_fen"])


def credit(
    relationship: Relationship, year: int, fen: int, *, personal_fen: int | None = None
) -> None:
    """Book what was paid for months of a year; where nothing else is said, all by the person."""
    line = _line_of(relationship, year)
    line.credited_fen += fen
    line.credited_personal_fen += fen if personal_fen is None else personal_fen
    line.closing_fen += fen
    line.save()
    _carry(relationship, line.year, fen)


def behind(
    lines: Iterable[AccountYear], periods: Iterable[InsuredPeriod], before: int
) -> dict[int, int]:
    """Return, by year in fen, what was paid at a place itself and its books do not hold yet.

    What the books have closed is taken as it stands, and so is what they opened with.
    """
    books = {each.year: each for each in lines}
    due = Counter[int]()
    for each in periods:
        if each.is_paid and each.came_from_id is None:
            due[each.first_month.year] += (
                to_fen(from_fen(each.base_fen) * each.account_rate) * each.months
            )
    return {
        year: fen - (books[year].credited_fen if year in books else 0)
        for year, fen in sorted(due.items())
        if _begins(books) <= year < before and _is_behind(books.get(year), fen)
    }


def _begins(books: Mapping[int, AccountYear]) -> int:
    """Return the first year that books may lack: they may have begun with what was there before."""
    first = min(books, default=FIRST_YEAR)
    has_opened = first in books and books[first].opening_fen
    return first if has_opened else FIRST_YEAR


def _is_behind(line: AccountYear | None, fen: int) -> bool:
    return fen > 0 if line is None else not line.is_closed and line.credited_fen < fen


def books_follow(relationship: Relationship, year: int) -> bool:
    """Whether what is paid for a year is booked by itself with the hand-over: nobody closed it.

    An account of medical insurance follows its own books and never the months.
    """
    if relationship.insurance != "pension":
        return False
    books = {each.year: each for each in relationship.account_years.all()}
    line = books.get(year)
    return not line.is_closed if line else year >= _begins(books)


def _carry(relationship: Relationship, year: int, fen: int) -> None:
    """Let the years after one open and close with what it gained."""
    later = relationship.account_years.filter(year__gt=year)
    later.update(opening_fen=F("opening_fen") + fen, closing_fen=F("closing_fen") + fen)


def _line_of(relationship: Relationship, year: int) -> AccountYear:
    """Return the account's line of a year itself, whatever has followed since."""
    there = relationship.account_years.filter(year=year).first()
    return there or year_of(relationship, year)


def year_of(relationship: Relationship, year: int) -> AccountYear:
    """Return the account's line of a year, or of its last one if that is later.

    A line opened here is not closed: its interest is still owed.
    """
    last = relationship.account_years.order_by("-year").first()
    if last is None:
        return _open(relationship, year, 0)
    if last.year >= year:
        return last
    for between in range(last.year + 1, year):
        _open(relationship, between, last.closing_fen).save()
    return _open(relationship, year, last.closing_fen)


def _open(relationship: Relationship, year: int, fen: int) -> AccountYear:
    return AccountYear(
        relationship=relationship, year=year, opening_fen=fen, closing_fen=fen, is_closed=False
    )


def book_running_year(original: Relationship, year: int) -> None:
    """Credit what was paid in the running year, where the books are behind the periods."""
    if original.insurance != "pension":
        return
    paid = original.periods.filter(
        came_from=None, is_paid=True, is_personal_arrears=False, first_month__year=year
    )
    due = sum(to_fen(from_fen(p.base_fen) * p.account_rate) * p.months for p in paid)
    line = year_of(original, year)
    behind = due - line.credited_fen if line.year == year else 0
    if behind > 0:
        line.credited_fen += behind
        line.closing_fen += behind
        line.save()


def write_interest(relationship: Relationship, interest: Mapping[int, int]) -> None:
    """Write the interest of years nobody closed, and carry it through the years that follow."""
    if not interest:
        return
    year_of_last = year_of(relationship, max(interest))
    if year_of_last.pk is None:
        year_of_last.save()
    gained = 0
    for line in relationship.account_years.filter(year__gte=min(interest)).order_by("year"):
        line.opening_fen += gained
        earned = interest.get(line.year, 0)
        if line.year in interest:
            line.interest_fen += earned
            line.is_closed = True
        gained += earned
        line.closing_fen += gained
        line.save()
