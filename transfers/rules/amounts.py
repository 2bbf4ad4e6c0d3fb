"""The money that moves and the information form's lines: sums ① to ⑥.

国办发〔2009〕66号 art. 4: the personal account, and 12% of the contribution bases since 1998 from
the pooled fund, without interest. 人社部发〔2010〕70号: of the account neither more nor less than
11% of the base moves for 1998 to 2005, and 8% from 2006.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accounts.rules.documents import (
    MEDICAL_TRANSFER,
    PENSION_NOTICE_70,
    PENSION_NOTICE_187,
    PENSION_TRANSFER,
    cite,
)
from accounts.rules.money import ZERO, round_half_up
from accounts.rules.wording import Text
from records.rules.contributions import (
    AccountYear,
    ContributionPeriod,
    by_year,
    month_number,
    month_of,
)
from records.rules.interest import PUBLISHED_RATES, Credit, Method, close_year, rate_for
from transfers.rules.facts import GENERAL, TEMPORARY

BASIS = (
    cite(PENSION_TRANSFER, "4"),
    cite(PENSION_NOTICE_70, verified=False),
    cite(PENSION_NOTICE_187, "2"),
)
MEDICAL_BASIS = (cite(MEDICAL_TRANSFER),)
POOLED_RATE = Decimal("0.12")
# Art. 4: only what was paid from this year on moves from the account and the pooled fund.
FIRST_YEAR = 1998
# The share of the base that moves with the account, by the first year in which it applies.
MOVING_RATES = ((2006, Decimal("0.08")), (FIRST_YEAR, Decimal("0.11")))

ABOVE = Text(
    "{months}个月的记账比例为{found}，高于{rate}的部分不转移，原记录不变。",
    "For {months} months {found} of the base was recorded; what exceeds {rate} does not move and "
    "the record stays as it is.",
)
BELOW = Text(
    "{months}个月的记账比例为{found}，按{rate}转移，由转出地补足并更正记录。",
    "For {months} months {found} of the base was recorded; {rate} moves, and the original agency "
    "makes up the difference and corrects the record.",
)
OWED = Text(
    "{months}个月欠费，不计缴费年限，也不转移资金。",
    "{months} months are owed: they do not count and move no money.",
)
IN_FULL = Text(
    "临时缴费账户：单位和个人的全部缴费连本带息转移，不另外计算12%的统筹基金。",
    "Temporary account: everything paid by employer and person moves with interest; no separate "
    "12% is reckoned.",
)
DOUBLE = Text(
    "{months}个月在本账户重复缴费，只计算一次。",
    "{months} months were paid twice into this account and count once.",
)
OWED_REMARK = Text("欠费，不转移", "Owed, does not move")


@dataclass(frozen=True)
class FormLine:
    """One line of the information form: months of one year with one base.

    `interest` and `closing` stand on the last line of each year, once for the year.
    """

    region: str
    year: int
    first_month: date
    last_month: date
    months: int
    base: Decimal
    employer_rate: Decimal
    account_rate: Decimal
    personal_rate: Decimal
    credited: Decimal
    credited_personal: Decimal
    interest: Decimal = ZERO
    closing: Decimal = ZERO
    remark: Text | None = None


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
    rates: Mapping[int, Decimal] = PUBLISHED_RATES,
) -> TransferAmounts:
    """Return sums and lines; a balance not given is taken from the closings, or else derived.

    Deriving needs the published rate of every year and raises `RateNotPublished` without it.
    """
    given = list(periods)
    pieces = _pieces(given, transfer_on)
    counted = [piece for piece in pieces if piece.counts]
    years = {year.year: year for year in closings} or None
    this_year = transfer_on.year
    if years is None and balance_at_last_year_end is None:
        years = _derived_years(counted, this_year, account, rates)
    balance = balance_at_last_year_end
    if balance is None:
        balance = _closing_before(this_year, years or {}, rates)
    if closings or balance_at_last_year_end is not None:
        balance += _recording_difference(counted, this_year, account)
    return _summed(
        pre_1998_personal=pre_1998_personal,
        balance=balance,
        current=sum((_moving(p, account) for p in counted if _year(p) == this_year), ZERO),
        pooled=_pooled(counted) if account == GENERAL else ZERO,
        months=_distinct_months(counted),
        principal=sum((_moving(piece, account) for piece in counted), ZERO),
        lines=_lines(pieces, years or {}, account),
        adjustments=(*_adjustments(pieces, account), *_about_doubles(given)),
    )


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
    pieces = _pieces(periods, transfer_on)
    counted = [piece for piece in pieces if piece.counts]
    years = {year.year: year for year in closings}
    return _summed(
        pre_1998_personal=ZERO,
        balance=max(account_balance, ZERO),
        current=ZERO,
        pooled=ZERO,
        months=_distinct_months(counted),
        principal=sum((_recorded(piece) for piece in counted), ZERO),
        lines=_lines(pieces, years, None),
        adjustments=_about_owed(pieces),
    )


def moving_rate(year: int) -> Decimal:
    """Return the share of the base that moves with a general account for a year."""
    return next((rate for first, rate in MOVING_RATES if year >= first), ZERO)


def moving_share(base: Decimal, year: int) -> Decimal:
    """Return what moves with a general account for one month."""
    return round_half_up(base * moving_rate(year))


def _summed(
    *,
    pre_1998_personal: Decimal,
    balance: Decimal,
    current: Decimal,
    pooled: Decimal,
    months: int,
    principal: Decimal,
    lines: tuple[FormLine, ...],
    adjustments: tuple[Text, ...],
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
        account_principal_transferred=principal,
        lines=lines,
        adjustments=adjustments,
    )


def _pieces(periods: Iterable[ContributionPeriod], transfer_on: date) -> list[ContributionPeriod]:
    """Return the periods up to the month of transfer, by year, like months in a row joined."""
    last = transfer_on.replace(day=1)
    joined: list[ContributionPeriod] = []
    for piece in _each_month_once(sorted(by_year(periods), key=lambda piece: piece.first_month)):
        if piece.first_month > last:
            continue
        piece = replace(piece, last_month=last) if piece.last_month > last else piece
        if joined and _continues(joined[-1], piece):
            joined[-1] = replace(joined[-1], last_month=piece.last_month)
        else:
            joined.append(piece)
    return joined


def _each_month_once(pieces: Iterable[ContributionPeriod]) -> Iterator[ContributionPeriod]:
    """Leave out months already paid for by an earlier piece (187号 opinion 3: counted once)."""
    paid_until = 0
    for piece in pieces:
        first, last = month_number(piece.first_month), month_number(piece.last_month)
        if not piece.counts or first > paid_until:
            yield piece
        elif last > paid_until:
            yield replace(piece, first_month=month_of(paid_until + 1))
        paid_until = max(paid_until, last if piece.counts else 0)


def _continues(before: ContributionPeriod, piece: ContributionPeriod) -> bool:
    return (
        before.last_month.year == piece.first_month.year
        and before.last_month.month + 1 == piece.first_month.month
        and _terms(before) == _terms(piece)
    )


def _terms(piece: ContributionPeriod) -> tuple[object, ...]:
    rates = (piece.account_rate, piece.employer_rate, piece.personal_rate)
    return (piece.region, piece.base, *rates, piece.paid, piece.personal_arrears)


def _year(piece: ContributionPeriod) -> int:
    return piece.first_month.year


def _moving(piece: ContributionPeriod, account: str) -> Decimal:
    """Return what moves to the account for a piece: all that was paid, if it is temporary."""
    if account == TEMPORARY:
        rate = piece.employer_rate + piece.personal_rate
        return round_half_up(piece.base * rate) * piece.months
    return moving_share(piece.base, _year(piece)) * piece.months


def _recorded(piece: ContributionPeriod) -> Decimal:
    return round_half_up(piece.base * piece.account_rate) * piece.months


def _pooled(counted: Iterable[ContributionPeriod]) -> Decimal:
    """Return 12% of the bases since 1998, without interest, rounded once (art. 4(2))."""
    bases = (piece.base * piece.months for piece in counted if _year(piece) >= FIRST_YEAR)
    return round_half_up(POOLED_RATE * sum(bases, ZERO))


def _distinct_months(counted: Iterable[ContributionPeriod]) -> int:
    return len(
        {
            number
            for piece in counted
            for number in range(month_number(piece.first_month), month_number(piece.last_month) + 1)
        }
    )


def _derived_years(
    counted: Sequence[ContributionPeriod],
    this_year: int,
    account: str,
    rates: Mapping[int, Decimal],
) -> dict[int, AccountYear]:
    """Rebuild the account year by year from what moves, by the month-product method."""
    moving = [piece for piece in counted if FIRST_YEAR <= _year(piece) < this_year]
    years: dict[int, AccountYear] = {}
    opening = ZERO
    for year in range(_year(moving[0]), this_year) if moving else ():
        credits = [
            Credit(month, _moving(replace(piece, last_month=piece.first_month), account))
            for piece in moving
            if _year(piece) == year
            for month in range(piece.first_month.month, piece.last_month.month + 1)
        ]
        closed = close_year(opening, credits, rate_for(year, rates), Method.MONTH_PRODUCT)
        credited = sum((credit.amount for credit in credits), ZERO)
        years[year] = AccountYear(year, opening, credited, closed.interest, closed.closing)
        opening = closed.closing
    return years


def _closing_before(
    this_year: int, years: Mapping[int, AccountYear], rates: Mapping[int, Decimal]
) -> Decimal:
    """Return the balance at last year's end, carried on from the last closing with interest."""
    closed = [year for year in years if year < this_year]
    if not closed:
        return ZERO
    balance = years[max(closed)].closing
    for year in range(max(closed) + 1, this_year):
        balance = close_year(balance, (), rate_for(year, rates), Method.MONTH_PRODUCT).closing
    return balance


def _recording_difference(
    counted: Iterable[ContributionPeriod], this_year: int, account: str
) -> Decimal:
    """Return what the account must gain or leave behind where another share was recorded."""
    if account == TEMPORARY:
        return ZERO
    earlier = (piece for piece in counted if FIRST_YEAR <= _year(piece) < this_year)
    return sum((_moving(piece, account) - _recorded(piece) for piece in earlier), ZERO)


def _lines(
    pieces: Sequence[ContributionPeriod], years: Mapping[int, AccountYear], account: str | None
) -> tuple[FormLine, ...]:
    """Return the lines; without a kind of account (medical) what was recorded is what moves."""
    last_of_year = {_year(piece): index for index, piece in enumerate(pieces)}
    lines = []
    for index, piece in enumerate(pieces):
        line = _line(piece, account)
        closed = years.get(line.year) if last_of_year[line.year] == index else None
        if closed:
            line = replace(line, interest=closed.interest, closing=closed.closing)
        lines.append(line)
    return tuple(lines)


def _line(piece: ContributionPeriod, account: str | None) -> FormLine:
    months = piece.months if piece.counts else 0
    paid = replace(piece, last_month=piece.first_month)
    credited = (_moving(paid, account) if account else _recorded(paid)) * months
    personal = round_half_up(piece.base * piece.personal_rate) * months
    return FormLine(
        region=piece.region,
        year=_year(piece),
        first_month=piece.first_month,
        last_month=piece.last_month,
        months=months,
        base=piece.base,
        employer_rate=piece.employer_rate,
        account_rate=piece.account_rate,
        personal_rate=piece.personal_rate,
        credited=credited,
        credited_personal=min(personal, credited),
        remark=None if piece.counts else OWED_REMARK,
    )


def _adjustments(pieces: Iterable[ContributionPeriod], account: str) -> tuple[Text, ...]:
    pieces = list(pieces)
    if account == TEMPORARY:
        return (IN_FULL, *_about_owed(pieces))
    months: dict[tuple[Decimal, Decimal], int] = {}
    for piece in pieces:
        rate = moving_rate(_year(piece))
        if piece.counts and rate and piece.account_rate != rate:
            key = (rate, piece.account_rate)
            months[key] = months.get(key, 0) + piece.months
    sentences = (
        (ABOVE if found > rate else BELOW).format(
            months=number, found=_percent(found), rate=_percent(rate)
        )
        for (rate, found), number in months.items()
    )
    return (*sentences, *_about_owed(pieces))


def _about_owed(pieces: Iterable[ContributionPeriod]) -> tuple[Text, ...]:
    owed = _distinct_months(piece for piece in pieces if not piece.counts)
    return (OWED.format(months=owed),) if owed else ()


def _about_doubles(periods: Iterable[ContributionPeriod]) -> tuple[Text, ...]:
    paid = [period for period in periods if period.counts]
    doubled = sum(period.months for period in paid) - _distinct_months(paid)
    return (DOUBLE.format(months=doubled),) if doubled else ()


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"
