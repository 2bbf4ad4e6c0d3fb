"""The sums and lines of the information form, from the records of the original agency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from agencies import rule_book
from agencies.models import Agency
from agencies.rules.terms import Insurance
from law.money import ZERO, from_fen, to_fen
from law.values import RuleBook
from records import accounts
from records.models import AccountYear, InsuredPeriod, Relationship, Scheme
from records.rules import contributions, sleeping
from transfers.models import FormLine, InformationForm, Transfer
from transfers.rules import amounts, staying
from transfers.rules.form_checks import FormFinding, check_form
from transfers.rules.form_lines import FIRST_YEAR
from transfers.rules.staying import (
    Stay,
    marked,
    principal_left_behind,
    principal_made_up,
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


def form_figures(
    transfer: Transfer,
    *,
    today: date,
    stated: Mapping[int, int] | None = None,
    book: RuleBook | None = None,
) -> Figures:
    """Return the figures of the transfer as they stand today; nothing is stored.

    国办发〔2009〕66号 art. 4 (pension); 医保办发〔2021〕43号 (medical). Only what lies at the
    original place moves: months that left it, and their money, are not counted again.

    `stated` is the interest, by year in fen, that the agency says it credited where no rate is
    published. Raises `RateNotPublished` for a year without either.
    """
    held = Relationship.objects.filter(pk=transfer.original_relationship_id)
    original = held.prefetch_related("account_years").get()
    periods = list(original.periods.all())
    there = [each for each in periods if not each.gone_as]
    places = {_place(original, each).code: _place(original, each) for each in there}
    rules = book or rule_book.current()
    behind = _behind(transfer, original, periods, today)
    interest = _interest_owed(transfer, original, behind, today, stated or {}, rules)
    added = sum(interest.values(), from_fen(sum(behind.values())))
    reckoned = _reckon(transfer, original, periods, added, today, rules)
    return Figures(
        sums=_sums(original, reckoned),
        lines=[_line(each, places) for each in reckoned.lines],
        amounts=reckoned,
        interest={year: to_fen(yuan) for year, yuan in interest.items()},
    )


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
    return any(came)


def _behind(
    transfer: Transfer, original: Relationship, periods: list[InsuredPeriod], today: date
) -> dict[int, int]:
    """Return what the books of a pension lack of what was paid before this year."""
    if transfer.insurance != Insurance.PENSION:
        return {}
    return accounts.behind(original.account_years.all(), periods, today.year)


def _interest_owed(
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


def _place(original: Relationship, period: InsuredPeriod) -> Agency:
    return period.came_from or original.agency


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
    paid = marked([_contribution(original, each) for each in there], stays)
    years = list(original.account_years.all())
    closings = [_closing(each) for each in years if each.year < today.year]
    if transfer.insurance == Insurance.MEDICAL:
        balance = from_fen(years[-1].closing_fen) if years else ZERO
        return amounts.medical_amounts(
            transfer_on=today, periods=paid, account_balance=balance, closings=closings
        )
    came = [_contribution(original, each) for each in there if each.came_from_id]
    left = [each for each in periods if each.gone_as in LEFT_WITH_MONEY]
    balance = (
        from_fen(_last_year_end(years, today.year))
        + added
        + principal_recorded([_contribution(original, e) for e in _own(left)], today.year)
        - principal_left_behind([_contribution(original, e) for e in by_shares(left)], book)
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


LEFT_WITH_MONEY = (InsuredPeriod.Gone.MOVED, InsuredPeriod.Gone.CLEARED)


def _own(periods: Iterable[InsuredPeriod]) -> list[InsuredPeriod]:
    return [each for each in periods if each.came_from_id is None]


def by_shares(left: Iterable[InsuredPeriod]) -> list[InsuredPeriod]:
    """Return the months that moved by the prescribed shares: with others the whole account did."""
    moved = [each for each in left if each.gone_as == InsuredPeriod.Gone.MOVED]
    if not moved:
        return []
    numbers = {each.gone_with for each in moved}
    cases = Transfer.objects.filter(
        case__number__in=numbers,
        insurance=Insurance.PENSION,
        from_scheme=Scheme.EMPLOYEE,
        to_scheme=Scheme.EMPLOYEE,
    )
    shares = set(cases.values_list("case__number", flat=True))
    return [each for each in moved if each.gone_with in shares]


def made_up(original: Relationship, number: str) -> int:
    """Return, in fen, what the agency makes up for months that moved with a case (70号)."""
    moved = by_shares(original.periods.filter(gone_with=number))
    periods = [_contribution(original, each) for each in moved]
    return to_fen(principal_made_up(periods, rule_book.current()))


def schemes(transfer: Transfer) -> tuple[str, str]:
    """Return the scheme the insurance comes from and the one it goes to."""
    return transfer.from_scheme, transfer.to_scheme


def stays_of(transfer: Transfer) -> list[Stay]:
    """Return the months of which the person was told that they cannot be moved."""
    return [part.stay for part in transfer.parts_that_stay.with_months()]


def months_that_would_move(transfer: Transfer, stay: Stay) -> int:
    """Return how many paid months of the record lie in a stretch and would otherwise move.

    What was paid before 1998 moves as one sum (①), of which no month can be taken out.
    """
    if stay.first_month.year < FIRST_YEAR:
        return 0
    held = Relationship.objects.filter(pk=transfer.original_relationship_id)
    there = InsuredPeriod.objects.lying_there().filter(relationship__in=held)
    periods = there
    original = held.get()
    paid = [_contribution(original, each) for each in periods]
    return staying.months_that_would_move(marked(paid, stays_of(transfer)), stay)


def _last_year_end(years: list[AccountYear], this_year: int) -> int:
    """Return ② in fen: the recorded balance, and what came and went since without being paid in."""
    if not years:
        return 0
    last = years[-1]
    return last.closing_fen - last.credited_fen if last.year == this_year else last.closing_fen


def _contribution(
    original: Relationship, period: InsuredPeriod
) -> contributions.ContributionPeriod:
    return contributions.ContributionPeriod(
        region=_place(original, period).code,
        first_month=period.first_month,
        last_month=period.last_month,
        base=from_fen(period.base_fen),
        account_rate=period.account_rate,
        employer_rate=period.employer_rate,
        personal_rate=period.personal_rate,
        paid=period.is_paid,
        personal_arrears=period.is_personal_arrears,
        scheme=period.scheme,
    )


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


def _line(line: amounts.FormLine, places: dict[str, Agency]) -> dict[str, Any]:
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


def form_findings(form: InformationForm, *, arrived_fen: int | None) -> tuple[FormFinding, ...]:
    """Return what is wrong with a form that arrived: with itself, the law, or the money."""
    return check_form(
        _as_amounts(form),
        insurance=Insurance(form.transfer.insurance),
        transfer_on=form.transfer_on,
        account=form.account_kind,
        arrived=None if arrived_fen is None else from_fen(arrived_fen),
        schemes=schemes(form.transfer),
        book=rule_book.current(),
    )


def _as_amounts(form: InformationForm) -> amounts.TransferAmounts:
    lines = tuple(_as_line(line) for line in form.lines.all())
    return amounts.TransferAmounts(
        pre_1998_personal=from_fen(form.pre_1998_fen),
        balance_to_last_year_end=from_fen(form.balance_fen),
        current_year_principal=from_fen(form.current_year_fen),
        personal_account=from_fen(form.account_fen),
        pooled=from_fen(form.pooled_fen),
        total=from_fen(form.total_fen),
        months_counted=form.months,
        account_principal_transferred=from_fen(sum(to_fen(line.credited) for line in lines)),
        lines=lines,
    )


def _as_line(line: FormLine) -> amounts.FormLine:
    return amounts.FormLine(
        region=line.agency.region_id,
        year=line.first_month.year,
        first_month=line.first_month,
        last_month=line.last_month,
        months=line.months,
        base=from_fen(line.base_fen),
        employer_rate=line.employer_rate,
        account_rate=line.account_rate,
        personal_rate=line.personal_rate,
        credited=from_fen(line.credited_fen),
        credited_personal=from_fen(line.credited_personal_fen),
        interest=from_fen(line.interest_fen),
        closing=from_fen(line.closing_fen),
        scheme=line.scheme,
    )
