"""What the agencies hold on the invented people: relationships, periods, account years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import Insurance
from demo.lives import Kind, Life, Stay
from law.money import ZERO, from_fen, to_fen
from records.models import AccountYear, InsuredPeriod, Relationship, Scheme
from records.rules.contributions import month_number, month_of
from records.rules.interest import Credit, Method, close_year, published_rates
from records.rules.usual_shares import EMPLOYER_SHARE, usual_share

BATCH = 500
# Average monthly wages of the country in yuan, rounded: bases rise with them.
WAGES = {
    1996: 520, 1997: 540, 1998: 620, 1999: 700, 2000: 780, 2001: 900, 2002: 1030, 2003: 1170,
    2004: 1330, 2005: 1530, 2006: 1750, 2007: 2080, 2008: 2430, 2009: 2730, 2010: 3090, 2011: 3540,
    2012: 3960, 2013: 4360, 2014: 4780, 2015: 5270, 2016: 5730, 2017: 6260, 2018: 6870, 2019: 7540,
    2020: 8110, 2021: 8900, 2022: 9500, 2023: 10060, 2024: 10340, 2025: 10640, 2026: 10900,
}  # fmt: skip
# Provinces set the rate before 2016; the newest is not published yet, so the one before it counts.
EARLIER_RATE = Decimal("0.03")
MEDICAL_RATE = Decimal("0.0035")
ACCOUNTS_FROM = 1998
# What a resident pays in a month's share of the year, in yuan.
RESIDENT_PENSION = (50, 100, 200, 300)
RESIDENT_MEDICAL = Decimal("33.33")
# Two relationships at one agency have two numbers.
NUMBERED = {Scheme.EMPLOYEE: 0, Scheme.RESIDENT: 1}


@dataclass(frozen=True)
class Rates:
    """Shares of the base."""

    employer: Decimal
    personal: Decimal
    account: Decimal


def load(lives: list[Life], persons: dict[int, Person], *, today: date) -> None:
    """Write everything for everybody, in few statements."""
    agencies = {each.code: each for each in Agency.objects.all()}
    held = [
        (life, stay, _relationship(persons[life.number], life, stay, insurance, agencies))
        for life in lives
        for stay in life.stays
        for insurance in Insurance
    ]
    Relationship.objects.bulk_create([each for _l, _s, each in held], batch_size=BATCH)
    periods, years = [], []
    for life, stay, relationship in held:
        paid = list(_periods(life, stay, relationship))
        periods += paid
        closed = stay.last.year if stay.asleep else today.year - 1
        years += _account_years(relationship, paid, today.year, closed)
    InsuredPeriod.objects.bulk_create(periods, batch_size=BATCH)
    AccountYear.objects.bulk_create(years, batch_size=BATCH)


def _relationship(
    person: Person, life: Life, stay: Stay, insurance: str, agencies: dict[str, Agency]
) -> Relationship:
    agency = agencies[f"{insurance[0].upper()}{stay.place}"]
    is_pension = insurance == Insurance.PENSION
    return Relationship(
        person=person,
        agency=agency,
        insurance=insurance,
        scheme=stay.scheme,
        account_kind=stay.account if is_pension else Kind.GENERAL,
        status=stay.status,
        personal_number=f"{stay.place[:4]}{NUMBERED[stay.scheme]}{life.number:07d}",
        employer_name="" if stay.scheme == Scheme.RESIDENT else _employer(agency, life),
        opened_month=stay.first,
        pre_1998_fen=_before_1998(life, stay) if is_pension else 0,
    )


EMPLOYERS = ("样例科技", "示范建筑", "虚拟食品", "演示物流", "例子服装", "范本电子", "模拟酒店")


def _employer(agency: Agency, life: Life) -> str:
    city = agency.region.name.removesuffix("市")
    return f"{city}{EMPLOYERS[life.number % len(EMPLOYERS)]}有限公司"


def _before_1998(life: Life, stay: Stay) -> int:
    """Return ① in fen: what the person paid themselves before 1998, about 3% of the base."""
    months = [month for month in _months(stay) if month.year < ACCOUNTS_FROM]
    return sum(_base(life, month.year) * 3 // 100 for month in months)


def _months(stay: Stay) -> list[date]:
    months = range(month_number(stay.first), month_number(stay.last) + 1)
    return [month for month in map(month_of, months) if month not in stay.lacks]


def _base(life: Life, year: int) -> int:
    """Return the monthly base of a year in fen, whole tens of yuan."""
    wage = WAGES.get(year) or WAGES[max(WAGES)]
    return wage * life.wage // 1000 * 1000


def _periods(life: Life, stay: Stay, relationship: Relationship) -> Iterator[InsuredPeriod]:
    """Yield months in a row with the same base, rates and state."""
    months = _months(stay)
    owed = set(months[len(months) - stay.owed :]) if stay.owed else set()

    def same(month: date) -> tuple:
        base, rates = _terms(life, relationship, month)
        lacked = sum(each < month for each in stay.lacks)  # a gap ends a row of months
        return month.year, base, rates, month in owed, lacked

    for (_year, base, rates, is_owed, _lacked), run in groupby(months, key=same):
        row = list(run)
        yield InsuredPeriod(
            relationship=relationship,
            scheme=relationship.scheme,
            first_month=row[0],
            last_month=row[-1],
            base_fen=base,
            employer_rate=rates.employer,
            personal_rate=rates.personal,
            account_rate=rates.account,
            is_paid=not is_owed,
            is_personal_arrears=is_owed and not stay.is_owed_by_employer,
        )


def _terms(life: Life, relationship: Relationship, month: date) -> tuple[int, Rates]:
    """Return base and rates of a month."""
    is_pension = relationship.insurance == Insurance.PENSION
    if relationship.scheme == Scheme.RESIDENT:
        whole = Rates(ZERO, Decimal(1), Decimal(1 if is_pension else 0))
        yuan = RESIDENT_PENSION[life.number % len(RESIDENT_PENSION)]
        return to_fen(Decimal(yuan) if is_pension else RESIDENT_MEDICAL), whole
    rates = _pension_rates(month) if is_pension else _medical_rates()
    return _base(life, month.year), rates


def _pension_rates(month: date) -> Rates:
    """Return the usual rates: 11% to the account before 2006, 8% since (国发〔2005〕38号)."""
    employer = usual_share(EMPLOYER_SHARE, month)
    if month.year >= 2006:
        return Rates(employer, Decimal("0.08"), Decimal("0.08"))
    personal = Decimal(max(3, min(8, 4 + (month.year - 1997) // 2))) / 100
    return Rates(employer, personal, Decimal("0.11"))


def _medical_rates() -> Rates:
    return Rates(Decimal("0.08"), Decimal("0.02"), Decimal("0.02"))


def _account_years(
    relationship: Relationship, periods: list[InsuredPeriod], this_year: int, closed: int
) -> Iterator[AccountYear]:
    """Yield the years of the account; it goes on earning when nothing is paid any more."""
    by_year: dict[int, list[InsuredPeriod]] = {}
    for each in periods:
        if each.is_paid and each.account_rate and each.first_month.year >= ACCOUNTS_FROM:
            by_year.setdefault(each.first_month.year, []).append(each)
    if not by_year:
        return
    opening = 0
    for year in range(min(by_year), max(max(by_year), closed) + 1):
        row = _account_year(relationship, year, opening, by_year.get(year, []))
        row.is_closed = year < this_year
        if year < this_year:  # interest comes at the year's end
            row.interest_fen = _interest(relationship, row, by_year.get(year, []))
            row.closing_fen += row.interest_fen
        opening = row.closing_fen
        yield row


def _account_year(
    relationship: Relationship, year: int, opening: int, periods: list[InsuredPeriod]
) -> AccountYear:
    credited = sum(_monthly(each) * each.months for each in periods)
    personal = sum(to_fen(from_fen(p.base_fen) * p.personal_rate) * p.months for p in periods)
    return AccountYear(
        relationship=relationship,
        year=year,
        opening_fen=opening,
        credited_fen=credited,
        credited_personal_fen=min(personal, credited),
        closing_fen=opening + credited,
    )


def _monthly(period: InsuredPeriod) -> int:
    return to_fen(from_fen(period.base_fen) * period.account_rate)


def _interest(relationship: Relationship, row: AccountYear, periods: list[InsuredPeriod]) -> int:
    """Return the year's interest in fen, by the month-product method."""
    credits = [
        Credit(month, from_fen(_monthly(each)))
        for each in periods
        for month in range(each.first_month.month, each.last_month.month + 1)
    ]
    is_pension = relationship.insurance == Insurance.PENSION
    rate = _pension_interest(row.year) if is_pension else MEDICAL_RATE
    closed = close_year(from_fen(row.opening_fen), credits, rate, Method.MONTH_PRODUCT)
    return to_fen(closed.interest)


def _pension_interest(year: int) -> Decimal:
    rates = published_rates()
    return rates.get(min(year, max(rates)), EARLIER_RATE)
