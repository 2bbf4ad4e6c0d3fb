"""The figures of an information form as they stand today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from agencies import rule_book
from agencies.models import Agency
from agencies.rules.terms import Insurance
from law.money import ZERO, from_fen, to_fen
from law.values import RuleBook
from records import fetching
from records.models import AccountYear, InsuredPeriod, Relationship
from records.rules import contributions
from records.rules.interest import RateNotPublished
from transfers.figures.books import interest_owed, last_year_end, what_is_behind
from transfers.figures.moving import (
    by_shares,
    contribution_of,
    own_months,
    place_of,
    schemes,
    stays_of,
)
from transfers.models import Transfer
from transfers.rules import amounts
from transfers.rules.form_lines import FormLine
from transfers.rules.staying import (
    marked,
    principal_left_behind,
    principal_recorded,
    principal_that_stays,
)


@dataclass(frozen=True)
class Figures:
    """What the form says: its sums as model fields, its lines, and sentences on adjustments.

    `interest` is what the books lack for years nobody closed, by year, in fen.
    """

    sums: dict[str, Any]
    lines: list[dict[str, Any]]
    amounts: amounts.TransferAmounts
    interest: dict[int, int]


def sums_today(
    transfer: Transfer, *, months: int, original: Relationship | None, today: date
) -> dict[str, Any] | None:
    """Return ④, ⑤ and ⑥ in fen as a person is told them; None where nobody can tell.

    `months` lie at the original place, whose record `original` is, as `fetching.record_of` reads
    it: of none nothing moves. Of a year whose interest is not published nothing is said either.
    """
    if not months:
        return None
    try:
        return form_figures(transfer, today=today, original=original).sums
    except RateNotPublished:
        return None


def form_figures(
    transfer: Transfer,
    *,
    today: date,
    stated: Mapping[int, int] | None = None,
    book: RuleBook | None = None,
    original: Relationship | None = None,
) -> Figures:
    """Return the figures of the transfer as they stand today; nothing is stored.

    国办发〔2009〕66号 art. 4 (pension); 医保办发〔2021〕43号 (medical). Only what lies at the
    original place moves: months that left it, and their money, are not counted again.

    `stated` is the interest, by year in fen, that the agency says it credited where no rate is
    published. Raises `RateNotPublished` for a year without either. `original` is the record of the
    original place where `fetching.record_of` has just read it.
    """
    if original is None:
        held = Relationship.objects.filter(pk=transfer.original_relationship_id)
        original = held.prefetch_related("account_years").get()
        periods = list(original.periods.all())
    else:
        periods = fetching.every_period_of(original)
    there = [each for each in periods if not each.gone_as]
    places = {place_of(original, each).code: place_of(original, each) for each in there}
    rules = book or rule_book.current()
    behind = what_is_behind(transfer, original, periods, today)
    interest = interest_owed(transfer, original, behind, today, stated or {}, rules)
    added = sum(interest.values(), from_fen(sum(behind.values())))
    reckoned = _reckon(transfer, original, periods, added, today, rules)
    return Figures(
        sums=_sums(original, reckoned),
        lines=[_line(each, places) for each in reckoned.lines],
        amounts=reckoned,
        interest={year: to_fen(yuan) for year, yuan in interest.items()},
    )


def _reckon(
    transfer: Transfer,
    original: Relationship,
    periods: list[InsuredPeriod],
    added: Decimal,
    today: date,
    book: RuleBook,
) -> amounts.TransferAmounts:
    """Reckon with what the books hold, and what is `added`: interest and payments they lack."""
    stays = stays_of(transfer)
    there = [each for each in periods if not each.gone_as]
    paid = marked([contribution_of(original, each) for each in there], stays)
    years = list(original.account_years.all())
    closings = [_closing(each) for each in years if each.year < today.year]
    if transfer.insurance == Insurance.MEDICAL:
        balance = from_fen(years[-1].closing_fen) if years else ZERO
        return amounts.medical_amounts(
            transfer_on=today, periods=paid, account_balance=balance, closings=closings
        )
    came = [contribution_of(original, each) for each in there if each.came_from_id]
    left = [each for each in periods if each.gone_as in LEFT_WITH_MONEY]
    balance = (
        from_fen(last_year_end(years, today.year))
        + added
        + principal_recorded([contribution_of(original, e) for e in own_months(left)], today.year)
        - principal_left_behind([contribution_of(original, e) for e in by_shares(left)], book)
        # Of this year's months that arrived ③ counts those that move; the others stay with theirs.
        - amounts.current_year_principal(came, today, book, schemes=schemes(transfer))
        - principal_that_stays(paid, today.year)
    )
    return amounts.pension_amounts(
        transfer_on=today,
        periods=paid,
        account=original.account_kind,
        pre_1998_personal=from_fen(original.pre_1998_fen),
        balance_at_last_year_end=balance,
        closings=closings,
        schemes=schemes(transfer),
        book=book,
    )


Gone = InsuredPeriod.Gone
LEFT_WITH_MONEY = (Gone.MOVED, Gone.CLEARED, Gone.CORRECTED)


def _closing(year: AccountYear) -> contributions.AccountYear:
    return contributions.AccountYear(
        year=year.year,
        opening=from_fen(year.opening_fen),
        credited=from_fen(year.credited_fen),
        interest=from_fen(year.interest_fen),
        closing=from_fen(year.closing_fen),
        credited_personal=from_fen(year.credited_personal_fen),
    )


def _sums(original: Relationship, reckoned: amounts.TransferAmounts) -> dict[str, Any]:
    return {
        "account_kind": original.account_kind,
        "months": reckoned.months_counted,
        "pre_1998_fen": to_fen(reckoned.pre_1998_personal),
        "balance_fen": to_fen(reckoned.balance_to_last_year_end),
        "current_year_fen": to_fen(reckoned.current_year_principal),
        "account_fen": to_fen(reckoned.personal_account),
        "pooled_fen": to_fen(reckoned.pooled),
        "total_fen": to_fen(reckoned.total),
    }


def _line(line: FormLine, places: dict[str, Agency]) -> dict[str, Any]:
    return {
        "agency": places[line.region],
        "scheme": line.scheme,
        "first_month": line.first_month,
        "last_month": line.last_month,
        "months": line.months,
        "base_fen": to_fen(line.base),
        "employer_rate": line.employer_rate,
        "personal_rate": line.personal_rate,
        "account_rate": line.account_rate,
        "credited_fen": to_fen(line.credited),
        "credited_personal_fen": to_fen(line.credited_personal),
        "interest_fen": to_fen(line.interest),
        "closing_fen": to_fen(line.closing),
        "remark": line.remark.zh if line.remark else "",
    }
