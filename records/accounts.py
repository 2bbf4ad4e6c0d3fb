"""A personal account and its years: what a case enters is written here and nowhere else."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from records.models import AccountEntry, AccountYear, Relationship

Kind = AccountEntry.Kind
COLUMNS = {
    Kind.MADE_UP: ("made_up_fen", 1),
    Kind.ARRIVED: ("arrived_fen", 1),
    Kind.MOVED_OUT: ("moved_out_fen", -1),
    Kind.PAID_OUT: ("paid_out_fen", -1),
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
    line.is_closed = line.is_closed and kind != Kind.ARRIVED
    line.save()
    relationship.account_years.filter(year__gt=line.year).update(
        opening_fen=F("opening_fen") + fen - pre_1998_fen,
        closing_fen=F("closing_fen") + fen - pre_1998_fen,
    )
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


def credit(relationship: Relationship, year: int, fen: int) -> None:
    """Book what was paid for months of a year, all of it by the person."""
    line = year_of(relationship, year)
    line.credited_fen += fen
    line.credited_personal_fen += fen
    line.closing_fen += fen
    line.save()


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
