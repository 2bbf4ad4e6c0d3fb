"""The information form's lines: months of one year with one base, and what they move.

国办发〔2009〕66号 art. 4; 人社部发〔2010〕70号: of the account neither more nor less than 11% of
the base moves for 1998 to 2005, and 8% from 2006.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from law.documents import PENSION_NOTICE_70, cite
from law.money import ZERO, round_half_up
from law.values import RuleBook, Unit, ValueNotInForce, percent, rule, value
from law.wording import Text
from records.rules.contributions import (
    EMPLOYEE,
    AccountYear,
    ContributionPeriod,
    by_year,
    month_number,
    month_of,
)

_SHARES = cite(PENSION_NOTICE_70, verified=False)
# Art. 4: only what was paid from this year on moves from the account and the pooled fund.
RATES = ("employer_rate", "personal_rate", "account_rate")
FIRST_YEAR = 1998
MOVING_RATE = rule(
    "pension.account-share-that-moves",
    Text("个人账户按缴费基数转移的比例", "Share of the base that moves with the account"),
    Unit.RATE,
    value("0.11", _SHARES, date(FIRST_YEAR, 1, 1), date(2005, 12, 31)),
    value("0.08", _SHARES, date(2006, 1, 1)),
    by_year=True,
)
RULES = (MOVING_RATE,)

OWED_REMARK = Text("欠费，不转移", "Owed, does not move")
STAYS_REMARK = Text("按规定不能转移，已书面告知本人", "Cannot be moved; the person was told")
RATE_REMARK = Text("原记账比例{found}，按{rate}转移", "Recorded at {found}, moves at {rate}")


class FormLine(NamedTuple):
    """One line of the information form: months of one year with one base.

    `interest` and `closing` stand on the last line of each year, once for the year.
    `account_rate` is the share that moves, and with which the months arrive; `recorded_rate` is
    the share that was recorded at the original place. `scheme` is the one the months were paid in.
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
    recorded_rate: Decimal = ZERO
    scheme: str = EMPLOYEE


def lines_of(
    periods: Iterable[ContributionPeriod],
    transfer_on: date,
    *,
    shares_apply: bool,
    book: RuleBook | None = None,
) -> list[FormLine]:
    """Return the lines up to the month of transfer, each month once in each scheme.

    `shares_apply`: the prescribed shares of the base move (a pension between employee schemes);
    otherwise what was recorded.
    """
    pieces = _pieces(periods, transfer_on)
    rates = {
        year: moving_rate(year, book) if shares_apply else ZERO
        for year in {piece.first_month.year for piece in pieces}
    }
    return [_line(piece, rates, shares_apply=shares_apply) for piece in pieces]


def moving_rate(year: int, book: RuleBook | None = None) -> Decimal:
    """Return the share of the base that moves with the account for a year; none before 1998."""
    try:
        return MOVING_RATE.number(date(year, 1, 1), book)
    except ValueNotInForce:
        return ZERO


def moving_share(base: Decimal, year: int, book: RuleBook | None = None) -> Decimal:
    """Return what moves with the account for one month."""
    return _share(base, moving_rate(year, book))


def _share(base: Decimal, rate: Decimal) -> Decimal:
    return round_half_up(base * rate)


def with_closings(
    lines: Sequence[FormLine], years: Mapping[int, AccountYear]
) -> tuple[FormLine, ...]:
    """Write each year's interest and closing on its last line."""
    last_of_year = {line.year: index for index, line in enumerate(lines)}
    closed = list(lines)
    for year in years.keys() & last_of_year.keys():
        index, account = last_of_year[year], years[year]
        closed[index] = lines[index]._replace(interest=account.interest, closing=account.closing)
    return tuple(closed)


def _pieces(periods: Iterable[ContributionPeriod], transfer_on: date) -> list[ContributionPeriod]:
    """Return the periods up to the month of transfer, by year, like months in a row joined."""
    last = transfer_on.replace(day=1)
    joined: list[ContributionPeriod] = []
    for piece in _each_month_once(sorted(by_year(periods), key=lambda piece: piece.first_month)):
        if piece.first_month > last:
            continue
        piece = piece._replace(last_month=last) if piece.last_month > last else piece
        if joined and _continues(joined[-1], piece):
            joined[-1] = joined[-1]._replace(last_month=piece.last_month)
        else:
            joined.append(piece)
    return joined


def _each_month_once(pieces: Iterable[ContributionPeriod]) -> Iterator[ContributionPeriod]:
    """Leave out months already paid for by an earlier piece (187号 opinion 3: counted once)."""
    paid_until: dict[str, int] = {}
    for piece in pieces:
        first, last = month_number(piece.first_month), month_number(piece.last_month)
        until = paid_until.get(piece.scheme, 0)
        if not piece.counts or first > until:
            yield piece
        elif last > until:
            yield piece._replace(first_month=month_of(until + 1))
        paid_until[piece.scheme] = max(until, last if piece.counts else 0)


def _continues(before: ContributionPeriod, piece: ContributionPeriod) -> bool:
    """Return whether a piece goes on where another ended, in the same year and on its terms."""
    return (
        before.base == piece.base
        and before.last_month.month + 1 == piece.first_month.month
        and before.last_month.year == piece.first_month.year
        and _terms(before) == _terms(piece)
    )


def _terms(piece: ContributionPeriod) -> tuple[object, ...]:
    rates = (piece.account_rate, piece.employer_rate, piece.personal_rate)
    states = (piece.paid, piece.personal_arrears, piece.stays)
    return (piece.region, piece.scheme, *rates, *states)


def _line(
    piece: ContributionPeriod, rates: Mapping[int, Decimal], *, shares_apply: bool
) -> FormLine:
    year, months = piece.first_month.year, piece.months if piece.counts else 0
    shares_apply = shares_apply and piece.scheme == EMPLOYEE
    rate = (rates[year] if shares_apply else ZERO) or piece.account_rate
    credited = ZERO if _is_in_first_sum(year, shares_apply) else _share(piece.base, rate) * months
    personal = round_half_up(piece.base * piece.personal_rate) * months
    return FormLine(
        region=piece.region,
        year=year,
        first_month=piece.first_month,
        last_month=piece.last_month,
        months=months,
        base=piece.base,
        employer_rate=piece.employer_rate,
        account_rate=rate,
        personal_rate=piece.personal_rate,
        credited=credited,
        credited_personal=min(personal, credited),
        remark=_remark(piece, rate),
        recorded_rate=piece.account_rate,
        scheme=piece.scheme,
    )


def _is_in_first_sum(year: int, shares_apply: bool) -> bool:
    """Return whether the months' money is in ①, the sum paid personally before 1998."""
    return shares_apply and year < FIRST_YEAR


def _remark(piece: ContributionPeriod, rate: Decimal) -> Text | None:
    if piece.stays:
        return STAYS_REMARK
    if not piece.counts:
        return OWED_REMARK
    if rate != piece.account_rate:
        return RATE_REMARK.format(found=percent(piece.account_rate), rate=percent(rate))
    return None
