"""The yearly rise of pensions: an amount for all, by the years paid, by the pension, by age.

社会保险法 art. 18: pensions are raised as wages and prices rise. By how much each place publishes
once a year, for whoever had retired by the end of the year before; from January on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.money import round_half_up
from law.values import Rule, RuleBook, Unit, Value, ValueNotInForce, percent, rule
from law.wording import Basis, Text

LAW = cite(SOCIAL_INSURANCE_LAW, "18")


def _each_year(name: str, title: Text, unit: Unit) -> Rule:
    """Return a number that each place publishes once a year; none is known beforehand."""
    return rule(f"pension.rise.{name}", title, unit, by_year=True, is_local=True)


FIXED = _each_year(
    "fixed",
    Text("养老金调整：定额（元/月）", "Rise of pensions: the same for all, a month"),
    Unit.YUAN,
)
PER_YEAR = _each_year(
    "per-year",
    Text("养老金调整：每满一年缴费年限（元/月）", "Rise of pensions: for each year paid, a month"),
    Unit.YUAN,
)
OF_PENSION = _each_year(
    "of-pension",
    Text("养老金调整：本人上年末养老金的比例", "Rise of pensions: a part of one's own pension"),
    Unit.RATE,
)
PART_COUNTS = _each_year(
    "part-year-counts",
    Text(
        "养老金调整：不满一年按一年计算（1为是）",
        "Rise of pensions: a part of a year counts as one (1: yes)",
    ),
    Unit.NUMBER,
)
FROM_AGE = {
    age: _each_year(
        f"from-{age}",
        Text(
            f"养老金调整：年满{age}周岁另加（元/月）", f"Rise of pensions: more from {age}, a month"
        ),
        Unit.YUAN,
    )
    for age in (70, 75, 80)
}
RULES = (FIXED, PER_YEAR, OF_PENSION, PART_COUNTS, *FROM_AGE.values())
PREFIX = "rise-"


@dataclass(frozen=True, kw_only=True)
class Raised:
    """Whose pension is raised: born when, so many months counted, and their pension in December."""

    born: date
    months: int
    before: Decimal


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a rise: its amount, how it came about, and where it is published."""

    name: str
    title: Text
    amount: Decimal
    formula: str
    basis: Basis


def published(year: int, region: str, book: RuleBook | None = None) -> bool:
    """Whether a place has published the rise of a year: its own, and none of a year before."""
    return any(_of(each, year, region, book) for each in (FIXED, PER_YEAR, OF_PENSION))


def parts(of: Raised, year: int, region: str, book: RuleBook | None = None) -> tuple[Part, ...]:
    """Return the parts of somebody's rise, each rounded once; nothing where none is published."""
    return tuple(each for each in _parts(of, year, region, book) if each.amount)


def years_in(names: list[str]) -> list[int]:
    """Return of which years rises stand among the names of lines."""
    return sorted({int(each.split("-")[1]) for each in names if each.startswith(PREFIX)})


def _of(of: Rule, year: int, region: str, book: RuleBook | None) -> Value | None:
    try:
        found = of.on(date(year, 1, 1), book, region=region)
    except ValueNotInForce:
        return None
    return found if found.valid_from.year == year and found.number else None


def _parts(of: Raised, year: int, region: str, book: RuleBook | None) -> Iterator[Part]:
    if value := _of(FIXED, year, region, book):
        yield _part(value, year, "fixed", Text("定额", "the same for all"), value.number, "")
    if value := _of(PER_YEAR, year, region, book):
        years = Decimal(of.months) / 12
        if _of(PART_COUNTS, year, region, book):
            years = Decimal(-(-of.months // 12))
        said = f"{value.number.normalize():f} × {years.quantize(Decimal('0.01'))}"
        yield _part(value, year, "years", Text("按年限", "by years"), value.number * years, said)
    if value := _of(OF_PENSION, year, region, book):
        said = f"{of.before:,.2f} × {percent(value.number)}"
        amount = of.before * value.number
        yield _part(value, year, "pension", Text("按水平", "by the pension"), amount, said)
    if (at := _from_age(of, year, region, book)) is not None:
        age, value = at
        title = Text(f"年满{age}周岁", f"from the age of {age}")
        yield _part(value, year, "age", title, value.number, "")


def _from_age(
    of: Raised, year: int, region: str, book: RuleBook | None
) -> tuple[int, Value] | None:
    """Return the highest age that was reached by the end of the year before, with its amount."""
    reached = year - 1 - of.born.year
    for age in sorted(FROM_AGE, reverse=True):
        value = _of(FROM_AGE[age], year, region, book)
        if value and reached >= age:
            return age, value
    return None


def _part(value: Value, year: int, name: str, title: Text, amount: Decimal, formula: str) -> Part:
    return Part(
        name=f"{PREFIX}{year}-{name}",
        title=Text(f"{year}年调整：{title.zh}", f"Rise of {year}: {title.en}"),
        amount=round_half_up(amount),
        formula=formula,
        basis=value.basis,
    )
