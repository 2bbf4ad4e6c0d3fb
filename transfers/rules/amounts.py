"""The money that moves: sums ① to ⑥ of the information form.

国办发〔2009〕66号 art. 4: the personal account, and 12% of the contribution bases since 1998 from
the pooled fund, without interest. Art. 5: of a temporary account all that the employer paid moves.
"""

from collections.abc import Iterable, Mapping, Sequence
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
from law.money import ZERO, round_half_up
from law.values import RuleBook, Unit, percent, rule, value
from law.wording import Text
from records.rules.contributions import (
    EMPLOYEE,
    RESIDENT,
    AccountYear,
    ContributionPeriod,
    month_number,
)
from records.rules.interest import Credit, Method, close_year, rate_for
from transfers.rules.facts import GENERAL, TEMPORARY
from transfers.rules.form_lines import (
    FIRST_YEAR,
    STAYS_REMARK,
    FormLine,
    lines_of,
    with_closings,
)

BASIS = (
    cite(PENSION_TRANSFER, "4"),
    cite(PENSION_NOTICE_70, verified=False),
    cite(PENSION_NOTICE_187, "2"),
)
MEDICAL_BASIS = (cite(MEDICAL_TRANSFER),)
# From a temporary account all that was paid moves, be it more or less (66号 art. 5(2)).
POOLED_RATE = rule(
    "pension.pooled-share-that-moves",
    Text("统筹基金按缴费基数转移的比例", "Share of the base that moves from the pooled fund"),
    Unit.RATE,
    value("0.12", cite(PENSION_TRANSFER, "4(2)"), date(FIRST_YEAR, 1, 1)),
)
RULES = (POOLED_RATE,)

ABOVE = Text(
    "{months}个月的记账比例为{found}，高于{rate}的部分不转移，原记录不变。",
    "Months for which {found} of the base was recorded: {months}. What exceeds {rate} does not "
    "move and the record stays as it is.",
)
BELOW = Text(
    "{months}个月的记账比例为{found}，按{rate}转移，由转出地补足并更正记录。",
    "Months for which {found} of the base was recorded: {months}. {rate} moves, and the original "
    "agency makes up the difference and corrects the record.",
)
OWED = Text(
    "{months}个月欠费，不计缴费年限，也不转移资金。",
    "Months owed: {months}. They do not count and move no money.",
)
STAYING = Text(
    "{months}个月按规定不能转移，年限和本金留在转出地，已书面告知本人。",
    "Months that cannot be moved: {months}. They and what was paid for them stay at the original "
    "place, and the person was told in writing.",
)
IN_FULL = Text(
    "临时缴费账户：单位和个人的缴费全部转移，单位部分按实际缴费比例计算。",
    "Temporary account: all that employer and person paid moves; the employer's part at the rate "
    "that was paid.",
)
WHOLE = Text(
    "涉及城乡居民养老保险：个人账户全部储存额转移，统筹基金不转移。",
    "The resident scheme is concerned: the whole account moves, and no pooled money.",
)
DOUBLE = Text(
    "{months}个月在本账户重复缴费，只计算一次。",
    "Months paid twice into this account: {months}. They count once.",
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
        years = _derived_years(earlier, transfer_on.year, book)
        balance = _closing_before(transfer_on.year, years, book)
    else:
        found = _closing_before(transfer_on.year, years, book) if balance is None else balance
        balance = max(found + _recording_difference(earlier), ZERO)
    return _summed(
        lines=with_closings(lines, years),
        pre_1998_personal=pre_1998_personal,
        balance=balance,
        current=_credited_in(transfer_on.year, lines),
        pooled=pooled_money(lines, account, on=transfer_on, book=book) if shares_apply else ZERO,
        adjustments=(
            *(_about_account(lines, account) if shares_apply else [WHOLE]),
            *_about_months(lines, given),
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
        adjustments=_about_months(lines, given),
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
        account_principal_transferred=_credited(lines),
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
    return _credited_in(transfer_on.year, lines)


def _credited_in(year: int, lines: Iterable[FormLine]) -> Decimal:
    return _credited(line for line in lines if line.year == year)


def _credited(lines: Iterable[FormLine]) -> Decimal:
    return sum((line.credited for line in lines), ZERO)


def pooled_money(
    lines: Iterable[FormLine], account: str, *, on: date, book: RuleBook | None = None
) -> Decimal:
    """Return what moves from the pooled fund since 1998, without interest, rounded once."""
    since_1998 = [line for line in lines if line.year >= FIRST_YEAR and line.scheme == EMPLOYEE]
    if not since_1998:
        return ZERO
    prescribed = POOLED_RATE.number(on, book)
    shares = (
        line.base * line.months * _pooled_rate(line, account, prescribed) for line in since_1998
    )
    return round_half_up(sum(shares, ZERO))


def _pooled_rate(line: FormLine, account: str, prescribed: Decimal) -> Decimal:
    """Return 12%, or for a temporary account all that was paid beside the personal account.

    国办发〔2009〕66号 art. 5(2) moves all contributions of employer and person; what was not paid
    is none of them, whoever did not pay it.
    """
    if account == GENERAL:
        return prescribed
    return max(ZERO, line.employer_rate + line.personal_rate - line.account_rate)


def _recording_difference(earlier: Iterable[FormLine]) -> Decimal:
    """Return what the account must gain or leave behind where another share was recorded."""
    return sum(
        (
            line.credited - round_half_up(line.base * line.recorded_rate) * line.months
            for line in earlier
            if line.recorded_rate != line.account_rate
        ),
        ZERO,
    )


def _derived_years(
    earlier: Sequence[FormLine], this_year: int, book: RuleBook | None
) -> dict[int, AccountYear]:
    """Rebuild the account year by year from what moves, by the month-product method."""
    credits: dict[int, list[Credit]] = {}
    for line in earlier:
        months = range(line.first_month.month, line.first_month.month + line.months)
        for month in months:
            credits.setdefault(line.year, []).append(Credit(month, line.credited / line.months))
    years: dict[int, AccountYear] = {}
    opening = ZERO
    for year in range(min(credits), this_year) if credits else ():
        rate = rate_for(year, book)
        closed = close_year(opening, credits.get(year, ()), rate, Method.MONTH_PRODUCT)
        credited = closed.closing - opening - closed.interest
        years[year] = AccountYear(year, opening, credited, closed.interest, closed.closing)
        opening = closed.closing
    return years


def _closing_before(
    this_year: int, years: Mapping[int, AccountYear], book: RuleBook | None
) -> Decimal:
    """Return the balance at last year's end, carried on from the last closing with interest."""
    closed = [year for year in years if year < this_year]
    if not closed:
        return ZERO
    balance = years[max(closed)].closing
    for year in range(max(closed) + 1, this_year):
        balance = close_year(balance, (), rate_for(year, book), Method.MONTH_PRODUCT).closing
    return balance


def _about_account(lines: Iterable[FormLine], account: str) -> tuple[Text, ...]:
    """Say where another share of the base moves than was recorded."""
    months: dict[tuple[Decimal, Decimal], int] = {}
    for line in lines:
        if line.months and line.year >= FIRST_YEAR and line.recorded_rate != line.account_rate:
            key = (line.account_rate, line.recorded_rate)
            months[key] = months.get(key, 0) + line.months
    corrections = (
        (ABOVE if found > rate else BELOW).format(
            months=number, found=percent(found), rate=percent(rate)
        )
        for (rate, found), number in months.items()
    )
    return (*([IN_FULL] if account == TEMPORARY else []), *corrections)


def _about_months(
    lines: Iterable[FormLine], given: Iterable[ContributionPeriod]
) -> tuple[Text, ...]:
    """Say which months do not count: those owed, those that stay, and those paid twice."""
    idle = [line for line in lines if not line.months]
    staying = _months_of(line for line in idle if line.remark is STAYS_REMARK)
    owed = _months_of(line for line in idle if line.remark is not STAYS_REMARK)
    doubled = _doubled([period for period in given if period.counts])
    sentences = ((OWED, len(owed)), (STAYING, len(staying)), (DOUBLE, doubled))
    return tuple(sentence.format(months=number) for sentence, number in sentences if number)


def _months_of(lines: Iterable[FormLine]) -> set[int]:
    return {
        number
        for line in lines
        for number in range(month_number(line.first_month), month_number(line.last_month) + 1)
    }


def _doubled(paid: Sequence[ContributionPeriod]) -> int:
    numbers = [
        number
        for period in paid
        for number in range(month_number(period.first_month), month_number(period.last_month) + 1)
    ]
    return len(numbers) - len(set(numbers))
