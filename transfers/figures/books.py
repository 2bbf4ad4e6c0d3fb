"""What the books of an account hold, and what they lack."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from agencies import rule_book
from agencies.rules.terms import Insurance
from law.money import from_fen
from law.values import RuleBook
from records import accounts
from records.models import AccountYear, InsuredPeriod, Relationship
from records.rules import sleeping
from transfers.models import Transfer


def years_without_rate(transfer: Transfer, *, today: date) -> list[int]:
    """Return the years for which the original agency has to say what interest it credited."""
    if transfer.insurance != Insurance.PENSION or transfer.original_relationship is None:
        return []
    original = transfer.original_relationship
    behind = accounts.behind(original.account_years.all(), original.periods.all(), today.year)
    return sleeping.years_without_rate(
        _books(original, behind), today.year, scheme=original.scheme, book=rule_book.current()
    )


def _books(original: Relationship, behind: Mapping[int, int]) -> list[sleeping.BookYear]:
    """Return the years of the account, with what they lack of what was paid in them."""
    lines = {each.year: each for each in original.account_years.all()}
    found, closing, lacked = [], 0, 0
    for year in sorted({*lines, *behind}):
        line, lacked = lines.get(year), lacked + behind.get(year, 0)
        closing = line.closing_fen if line else closing
        is_open = line is None or not line.is_closed
        grew = year in behind or (line is not None and _grew(line))
        found.append(sleeping.BookYear(year, from_fen(closing + lacked), is_open, grew))
    return found


def _grew(year: AccountYear) -> bool:
    came = (year.credited_fen, year.arrived_fen, year.made_up_fen, year.paid_out_fen)
    return any((*came, year.corrected_fen))


def what_is_behind(
    transfer: Transfer, original: Relationship, periods: list[InsuredPeriod], today: date
) -> dict[int, int]:
    """Return what the books of a pension lack of what was paid before this year."""
    if transfer.insurance != Insurance.PENSION:
        return {}
    return accounts.behind(original.account_years.all(), periods, today.year)


def interest_owed(
    transfer: Transfer,
    original: Relationship,
    behind: Mapping[int, int],
    today: date,
    stated: Mapping[int, int],
    book: RuleBook,
) -> dict[int, Decimal]:
    """Return the interest of years nobody closed; a medical account's is a local matter."""
    if transfer.insurance != Insurance.PENSION:
        return {}
    # A year that was closed before money came into it has some of its interest already.
    written = {each.year: each.interest_fen for each in original.account_years.all()}
    said = {year: from_fen(max(fen - written.get(year, 0), 0)) for year, fen in stated.items()}
    return sleeping.interest_owed(
        _books(original, behind), today.year, scheme=original.scheme, stated=said, book=book
    )


def last_year_end(years: list[AccountYear], this_year: int) -> int:
    """Return ② in fen: the recorded balance, and what came and went since without being paid in."""
    if not years:
        return 0
    last = years[-1]
    return last.closing_fen - last.credited_fen if last.year == this_year else last.closing_fen
