"""How much is paid for a month: by place, by years paid, by the how-manieth month it is.

失业保险条例 art. 18 and 社会保险法 art. 47: set by the province, below its minimum wage and not
below the minimum living allowance. The value of the first day of a month counts for the month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from law.documents import UNEMPLOYMENT_REGULATIONS, Document, cite
from law.unemployment_documents import (
    BEIJING_2025,
    BEIJING_BEFORE,
    GUANGDONG,
    GUANGDONG_WAGES,
    HENAN,
    JIANGSU_ANSWER,
    SHANGHAI_ANSWER,
    SICHUAN_ANSWER,
    ZHEJIANG_ANSWER,
)
from law.values import RELEASE, Rule, RuleBook, Unit, Value, ValueNotInForce, reaches, rule, value
from law.wording import Basis, Text, filled
from records.rules.contributions import month_number, month_of

FRAME = cite(UNEMPLOYMENT_REGULATIONS, "18")
CENT = Decimal("0.01")
KEPT = 512  # places of a book that are not looked up again
YEARS = Text("缴费满几年", "From years paid")
NTH = Text("从第几个月起", "From which month drawn")


def _flat(document: Document, amounts: dict[str, int], begins: date | None = None) -> Iterator:
    for region, amount in amounts.items():
        yield value(amount, cite(document), begins, region=region, key=("0", "1"))


def _beijing(document: Document, *amounts: int) -> Iterator[Value]:
    """Yield what is paid by years, and from the thirteenth month on the lowest whatever they "
    "are."""
    bands = zip(("0", "5", "10", "15", "20"), amounts, strict=True)
    for years, amount in bands:
        yield value(amount, cite(document), region="110000", key=(years, "1"))
    yield value(amounts[0], cite(document), region="110000", key=("0", "13"))


def _shanghai(begins: date, *amounts: int) -> Iterator[Value]:
    """Yield what is paid in the first and the second year."""
    for nth, amount in zip(("1", "13"), amounts, strict=False):
        yield value(amount, cite(SHANGHAI_ANSWER), begins, region="310000", key=("0", nth))


STANDARD = rule(
    "unemployment.standard",
    Text("失业保险金月标准", "Unemployment benefit a month"),
    Unit.YUAN,
    *_flat(
        GUANGDONG_WAGES,
        {
            "440100": 2250,
            "440300": 2268,
            **dict.fromkeys(("440600", "440400", "441900", "442000"), 1872),
        },
    ),
    *_flat(ZHEJIANG_ANSWER, {"330100": 2052, "330122": 1863, "330127": 1863, "330182": 1863}),
    *_beijing(BEIJING_BEFORE, 2124, 2151, 2178, 2205, 2233),
    *_beijing(BEIJING_2025, 2129, 2156, 2188, 2215, 2286),
    *_shanghai(date(2023, 7, 1), 2175, 1740),
    *_shanghai(date(2024, 7, 1), 2255, 1804),
    *_shanghai(date(2025, 7, 1), 2305, 1844),
    *_flat(SICHUAN_ANSWER, {"510100": 1890, "510185": 1773}),
    axes=(YEARS, NTH),
    is_local=True,
)
EXTENSION = rule(
    "unemployment.extension",
    Text("延长领取至退休期间的月标准", "Benefit a month while it is extended until retirement"),
    Unit.YUAN,
    value(1510, cite(SHANGHAI_ANSWER), date(2023, 7, 1), region="310000"),
    value(1595, cite(SHANGHAI_ANSWER), date(2024, 7, 1), region="310000"),
    value(1650, cite(SHANGHAI_ANSWER), date(2025, 7, 1), region="310000"),
    is_local=True,
)
SHARE_OF_BASE = rule(
    "unemployment.share-of-base",
    Text("失业保险金占本人缴费基数的比例", "Benefit as a share of one's own base"),
    Unit.RATE,
    value("0.45", cite(JIANGSU_ANSWER), region="320000", key=("0",)),
    value("0.50", cite(JIANGSU_ANSWER), region="320000", key=("10",)),
    value("0.55", cite(JIANGSU_ANSWER), region="320000", key=("20",)),
    axes=(YEARS,),
    is_local=True,
)
LEAST = rule(
    "unemployment.least-standard",
    Text("失业保险金月最低标准", "Least unemployment benefit a month"),
    Unit.YUAN,
    value(1328, cite(JIANGSU_ANSWER), region="320000"),
    is_local=True,
)
MINIMUM_WAGE = rule(
    "unemployment.minimum-wage",
    Text("最低工资标准（失业保险金不得超过）", "Minimum wage, which benefit may not exceed"),
    Unit.YUAN,
    is_local=True,
)
SHARE_OF_MINIMUM_WAGE = rule(
    "unemployment.share-of-minimum-wage",
    Text("失业保险金占最低工资的比例", "Benefit as a share of the minimum wage"),
    Unit.RATE,
    value("0.8", cite(HENAN), region="410000"),
    value("0.9", cite(GUANGDONG, "19"), region="440000"),
    is_local=True,
)
HALF_AT_ONCE = rule(
    "unemployment.part-at-once",
    Text("重新就业后一次性领取未领月数的比例", "Part of undrawn months paid at once on new work"),
    Unit.RATE,
    value("0.5", cite(GUANGDONG, "22"), region="440000"),
    is_local=True,
)
ALL_AT_ONCE = rule(
    "unemployment.all-at-once",
    Text("自主创业一次性领取未领月数的比例", "Part of undrawn months paid at once on a business"),
    Unit.RATE,
    value("1", cite(GUANGDONG, "23"), region="440000"),
    is_local=True,
)
BIRTH_MONTHS = rule(
    "unemployment.birth-months",
    Text("生育一次性加发月数", "Months paid in addition on a birth"),
    Unit.MONTHS,
    value(3, cite(GUANGDONG), region="440000"),
    is_local=True,
)
JOB_SEARCH_SHARE = rule(
    "unemployment.job-search-share",
    Text("求职补贴占缴费基数的比例", "Help for the search of work, share of the base"),
    Unit.RATE,
    value("0.15", cite(GUANGDONG), region="440000"),
    is_local=True,
)
JOB_SEARCH_MONTHS = rule(
    "unemployment.job-search-months",
    Text("求职补贴最长月数", "Longest help for the search of work"),
    Unit.MONTHS,
    value(6, cite(GUANGDONG), region="440000"),
    is_local=True,
)
RULES: tuple[Rule, ...] = (
    STANDARD,
    EXTENSION,
    SHARE_OF_BASE,
    LEAST,
    MINIMUM_WAGE,
    SHARE_OF_MINIMUM_WAGE,
    HALF_AT_ONCE,
    ALL_AT_ONCE,
    BIRTH_MONTHS,
    JOB_SEARCH_SHARE,
    JOB_SEARCH_MONTHS,
)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What is paid for a month, how it was worked out, and where that stands."""

    amount: Decimal
    formula: Text
    basis: Basis


def standard(
    region: str,
    month: date,
    months_paid: int,
    nth_month: int,
    own_base: Decimal | None = None,
    book: RuleBook | None = None,
) -> Rate:
    """Return what is paid for a month; raises `ValueNotInForce` where the place has no number."""
    cell = _cell(region, month, months_paid // 12, nth_month, book)
    if cell is not None:
        said = Text("当地公布的月标准", "the monthly amount that the place has published")
        return Rate(amount=Decimal(cell.number).quantize(CENT), formula=said, basis=cell.basis)
    try:
        return _by_wage(region, month, book)
    except ValueNotInForce:
        return _by_base(region, month, months_paid // 12, own_base, book)


def _cell(region: str, month: date, years: int, nth: int, book: RuleBook | None) -> Value | None:
    """Return the cell of the nearest place: first by the month drawn, then by the years paid."""
    for place in reaches(region):
        fitting: dict[tuple[int, int], Value] = {}
        for paid_from, nth_from, values in _cells_at(place, book or RELEASE):
            if paid_from > years or nth_from > nth:
                continue
            current = next((each for each in values if each.is_in_force(month)), None)
            if current is not None:
                fitting[nth_from, paid_from] = current
        if fitting:
            return fitting[max(fitting)]
    return None


@lru_cache(maxsize=KEPT)
def _cells_at(place: str, book: RuleBook) -> tuple[tuple[int, int, tuple[Value, ...]], ...]:
    """Return the cells of a place: years paid, month drawn, values; the last begun comes first."""
    return tuple(
        (int(key[0]), int(key[1]), values)
        for (where, key), values in book.cells(STANDARD).items()
        if where == place
    )


def _by_wage(region: str, month: date, book: RuleBook | None) -> Rate:
    share = SHARE_OF_MINIMUM_WAGE.on(month, book, region=region)
    wage = MINIMUM_WAGE.on(month, book, region=region)
    amount = _cents(share.number * wage.number)
    return Rate(
        amount=amount,
        formula=Text(
            f"最低工资 {wage.number:,} × {share.number}",
            f"minimum wage {wage.number:,} × {share.number}",
        ),
        basis=share.basis,
    )


def _by_base(
    region: str, month: date, years: int, own_base: Decimal | None, book: RuleBook | None
) -> Rate:
    """Return a share of one's own base, not below the least and not above the minimum wage."""
    if own_base is None:
        raise ValueNotInForce(STANDARD, month, region)
    band = next((each for each in ("20", "10", "0") if years >= int(each)), "0")
    share = SHARE_OF_BASE.on(month, book, region=region, key=(band,))
    least = LEAST.number(month, book, region=region)
    most = MINIMUM_WAGE.number(month, book, region=region)
    amount = min(max(_cents(own_base * share.number), least), most)
    said = filled(
        Text(
            "本人缴费基数 {base} × {share}，不低于 {least}，不高于最低工资 {most}",
            "own base {base} × {share}, at least {least}, at most the minimum wage {most}",
        ),
        base=f"{own_base:,}",
        share=share.number,
        least=f"{least:,}",
        most=f"{most:,}",
    )
    return Rate(amount=amount.quantize(CENT), formula=said, basis=share.basis)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Paid:
    """One month of a schedule: the month, the how-manieth it is, and what is paid for it."""

    month: date
    nth: int
    rate: Rate


def schedule(
    months: int,
    first_month: date,
    *,
    region: str,
    months_paid: int,
    own_base: Decimal | None = None,
    drawn_before: int = 0,
    book: RuleBook | None = None,
) -> tuple[Paid, ...]:
    """Return each month with what is paid for it; raises `ValueNotInForce`.

    Months ahead are reckoned with the last number known: they follow it when it changes.
    """
    begins = month_number(first_month)
    found = []
    for index in range(months):
        month, nth = month_of(begins + index), drawn_before + index + 1
        rate = standard(region, month, months_paid, nth, own_base, book)
        found.append(Paid(month=month, nth=nth, rate=rate))
    return tuple(found)


def total(found: tuple[Paid, ...]) -> Decimal:
    """Return what a schedule comes to."""
    return sum((each.rate.amount for each in found), Decimal("0.00"))


def half_at_once(
    left: int, region: str, on: date, book: RuleBook | None = None, *, is_own_business: bool = False
) -> int:
    """Return how many of the undrawn months are paid at once on new work, rounded up.

    Raises `ValueNotInForce` where the place has no such payment.
    """
    part = ALL_AT_ONCE if is_own_business else HALF_AT_ONCE
    share = part.number(on, book, region=region)
    whole, rest = divmod(left * share, 1)
    return int(whole) + bool(rest)


def job_search(base: Decimal, region: str, on: date, book: RuleBook | None = None) -> Decimal:
    """Return the help for the search of work a month; raises `ValueNotInForce`."""
    return _cents(base * JOB_SEARCH_SHARE.number(on, book, region=region))
