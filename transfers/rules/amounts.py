"""The money that moves: sums ① to ⑥ of the information form.

国办发〔2009〕66号 art. 4: the personal account, and 12% of the contribution bases since 1998 from
the pooled fund, without interest. Art. 5: of a temporary account all that the employer paid moves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.documents import (
    MEDICAL_TRANSFER,
    PENSION_NOTICE_70,
    PENSION_NOTICE_187,
    PENSION_TRANSFER,
    cite,
)
from law.money import ZERO
from law.values import RuleBook
from law.wording import Text
from records.rules.benefit_place import GENERAL
from records.rules.contributions import (
    EMPLOYEE,
    RESIDENT,
    AccountYear,
    ContributionPeriod,
)
from transfers.rules.account_balance import (
    closing_before,
    credited_by,
    credited_in,
    derived_years,
    recording_difference,
)
from transfers.rules.amounts_said import about_account, about_months
from transfers.rules.form_lines import (
    FIRST_YEAR,
    FormLine,
    lines_of,
    with_closings,
)
from transfers.rules.pooled_fund import POOLED_RATE, pooled_money

BASIS = (
    cite(PENSION_TRANSFER, "4"),
    cite(PENSION_NOTICE_70, verified=False),
    cite(PENSION_NOTICE_187, "2"),
)
MEDICAL_BASIS = (cite(MEDICAL_TRANSFER),)

RULES = (POOLED_RATE,)

WHOLE = Text(
    "涉及城乡居民养老保险：个人账户全部储存额转移，统筹基金不转移。",
    "The resident scheme is concerned: the whole account moves, and no pooled money.",
)


@dataclass(frozen=True)
class TransferAmounts:
    """What moves: ① ② ③ make ④, ④ and ⑤ make ⑥.

    `account_principal_transferred` is what moves to the account for the counted months, without
    interest.
    """

    pre_1998_personal: Decimal
    balance_to_last_year_end: Decimal
    current_year_principal: Decimal
    personal_account: Decimal
    pooled: Decimal
    total: Decimal
    months_counted: int
    account_principal_transferred: Decimal
    lines: tuple[FormLine, ...] = ()
    adjustments: tuple[Text, ...] = ()


def pension_amounts(
    *,
    transfer_on: date,
    periods: Iterable[ContributionPeriod],
    account: str = GENERAL,
    pre_1998_personal: Decimal = ZERO,
    balance_at_last_year_end: Decimal | None = None,
    closings: Sequence[AccountYear] = (),
    schemes: tuple[str, str] = (EMPLOYEE, EMPLOYEE),
    book: RuleBook | None = None,
) -> TransferAmounts:
    """Return sums and lines; a balance not given is taken from the closings, or else derived.

    `schemes` are those it comes from and goes to. Only between employee schemes do the prescribed
    shares and pooled money move; elsewhere the whole account does, and nothing else
    (人社部发〔2014〕17号 arts. 5, 6 and 8).

    Deriving needs the published rate of every year and raises `RateNotPublished` without it.
    """
    given = list(periods)
    shares_apply = are_employee(schemes)
    lines = lines_of(given, transfer_on, shares_apply=shares_apply, book=book)
    earlier = [line for line in lines if FIRST_YEAR <= line.year < transfer_on.year]
    years = {year.year: year for year in closings}
    balance = balance_at_last_year_end
    if balance is None and not closings:
        years = derived_years(earlier, transfer_on.year, book)
        balance = closing_before(transfer_on.year, years, book)
    else:
        found = closing_before(transfer_on.year, years, book) if balance is None else balance
        balance = max(found + recording_difference(earlier), ZERO)
    return _summed(
        lines=with_closings(lines, years),
        pre_1998_personal=pre_1998_personal,
        balance=balance,
        current=credited_in(transfer_on.year, lines),
        pooled=pooled_money(lines, account, on=transfer_on, book=book) if shares_apply else ZERO,
        adjustments=(
            *(about_account(lines, account) if shares_apply else [WHOLE]),
            *about_months(lines, given),
        ),
        months=months_counted(lines, schemes[0]),
    )


def are_employee(schemes: tuple[str, str]) -> bool:
    """Return whether it is a move between employee schemes."""
    return schemes == (EMPLOYEE, EMPLOYEE)


def months_counted(lines: Iterable[FormLine], scheme: str) -> int:
    """Return the months that count in a scheme: a resident's are no employee's (17号 art. 5)."""
    return sum(line.months for line in lines if scheme in (RESIDENT, line.scheme))


def medical_amounts(
    *,
    transfer_on: date,
    periods: Iterable[ContributionPeriod],
    account_balance: Decimal,
    closings: Sequence[AccountYear] = (),
) -> TransferAmounts:
    """Return months, balance and lines of a medical transfer: the account moves, no pooled money.

    What was spent from the account cannot be told from what was paid in: the balance is given.
    """
    given = list(periods)
    lines = lines_of(given, transfer_on, shares_apply=False)
    return _summed(
        lines=with_closings(lines, {year.year: year for year in closings}),
        pre_1998_personal=ZERO,
        balance=max(account_balance, ZERO),
        current=ZERO,
        pooled=ZERO,
        adjustments=about_months(lines, given),
        months=sum(line.months for line in lines),
    )


def _summed(
    *,
    lines: tuple[FormLine, ...],
    pre_1998_personal: Decimal,
    balance: Decimal,
    current: Decimal,
    pooled: Decimal,
    adjustments: tuple[Text, ...],
    months: int,
) -> TransferAmounts:
    personal_account = pre_1998_personal + balance + current
    return TransferAmounts(
        pre_1998_personal=pre_1998_personal,
        balance_to_last_year_end=balance,
        current_year_principal=current,
        personal_account=personal_account,
        pooled=pooled,
        total=personal_account + pooled,
        months_counted=months,
        account_principal_transferred=credited_by(lines),
        lines=lines,
        adjustments=adjustments,
    )


def current_year_principal(
    periods: Iterable[ContributionPeriod],
    transfer_on: date,
    book: RuleBook | None = None,
    *,
    schemes: tuple[str, str] = (EMPLOYEE, EMPLOYEE),
) -> Decimal:
    """Return ③ of some months alone.

    Months of the running year that came by an earlier transfer are in ③ again, so their money
    must be taken out of a balance that already holds it.
    """
    lines = lines_of(periods, transfer_on, shares_apply=are_employee(schemes), book=book)
    return credited_in(transfer_on.year, lines)
