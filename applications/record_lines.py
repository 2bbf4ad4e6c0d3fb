"""The lines of a person's record as an answer points at them, each by a key that says what it is.

A key reads `pension:P510100:employee:2019-03:2019-08` (months at an agency), `…:account:2019` (a
year of the personal account), or `…:missing` (something that is not there). It says the same after
the record has changed, so that an answer can be read as long as it is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import RECORDED
from kit import held
from kit.once import once_a_page
from law.wording import MONTH_NAMES, Text
from records import fetching
from records.models import AccountEntry, AccountYear, InsuredPeriod, Relationship, Scheme

ACCOUNT, MISSING = "account", "missing"
MOST = 100  # lines of one answer
LONGEST_KEY = 60
RESIDENT = Text("（居民）", " (residents)")
NOTHING = Text("", "")


@dataclass(frozen=True)
class Line:
    """What a key points at; without months it is the account of a `year`, or what is missing."""

    insurance: str
    agency: str
    scheme: str
    first: date | None = None
    last: date | None = None
    year: int | None = None

    @property
    def key(self) -> str:
        """By which it is kept and sent."""
        of = f"{self.insurance}:{self.agency}:{self.scheme}"
        if self.first and self.last:
            return f"{of}:{self.first:%Y-%m}:{self.last:%Y-%m}"
        return f"{of}:{ACCOUNT}:{self.year}" if self.year else f"{of}:{MISSING}"


def read(key: str) -> Line:
    """Return what a key points at; raises `ValueError` for what is none."""
    insurance, agency, scheme, *rest = key.split(":")
    if insurance not in RECORDED or scheme not in Scheme.values:
        raise ValueError(key)
    of = (insurance, agency, scheme)
    if rest == [MISSING]:
        return Line(*of)
    first, last = rest
    if first == ACCOUNT:
        return Line(*of, year=int(last))
    return Line(*of, _month(first), _month(last))


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


# --- In words -------------------------------------------------------------------------------------
def say(key: str) -> Text:
    """Return a line in words; a key that cannot be read stands as it is."""
    try:
        line = read(key)
    except ValueError:
        return Text(key, key)
    where, what = _where(line), _what(line)
    return Text(f"{where.zh}：{what.zh}", f"{where.en}: {what.en}")


def _where(line: Line) -> Text:
    agency = _agency(line.agency)
    place = Text(agency.region.name, agency.region.name_en) if agency else Text("", "")
    insurance = RECORDED[line.insurance]
    scheme = RESIDENT if line.scheme == Scheme.RESIDENT else NOTHING
    return Text(f"{place.zh}{insurance.zh}{scheme.zh}", f"{insurance.en}{scheme.en}, {place.en}")


def _what(line: Line) -> Text:
    if line.first and line.last:
        first, last = line.first, line.last
        return Text(
            f"{first.year}年{first.month}月至{last.year}年{last.month}月",
            f"{MONTH_NAMES[first.month - 1]} {first.year} – {MONTH_NAMES[last.month - 1]} "
            f"{last.year}",
        )
    if line.year:
        return Text(f"{line.year}年个人账户", f"personal account of {line.year}")
    return Text("这里漏记了", "something is missing here")


def say_all(keys: Iterable[str]) -> Text:
    """Return several lines in words."""
    said = [say(each) for each in keys]
    return Text("；".join(each.zh for each in said), "; ".join(each.en for each in said))


# --- What somebody can point at -------------------------------------------------------------------
def offered(person: Person) -> tuple[tuple[str, Text], ...]:
    """Return every line of somebody's record with its words, what was paid last first."""
    lines = [each for there in fetching.records_of(person) for each in _lines_of(there)]
    return tuple((each.key, say(each.key)) for each in lines)


def _lines_of(relationship: Relationship) -> Iterable[Line]:
    of = (relationship.insurance, relationship.agency.code, relationship.scheme)
    yield Line(*of)
    there = [each for each in relationship.periods.all() if not each.gone_as]
    for period in sorted(there, key=lambda each: each.first_month, reverse=True):
        yield Line(*of, period.first_month, period.last_month)
    for year in sorted(relationship.account_years.all(), key=_year, reverse=True):
        yield Line(*of, year=year.year)


def _year(line: AccountYear) -> int:
    return line.year


def agencies_of(keys: Iterable[str]) -> tuple[Agency, ...]:
    """Return the agencies that hold the lines."""
    codes = sorted({read(each).agency for each in keys})
    return tuple(agency for code in codes if (agency := _agency(code)) is not None)


def _agency(code: str) -> Agency | None:
    found = held.rows_of(Agency).values()
    return next((each for each in found if each.code == code), None)


def cases_of(person: Person, keys: Iterable[str]) -> set[str]:
    """Return the numbers of the cases by which these lines came to stand as they do."""
    return set(_cases_of(person, tuple(keys)))


@once_a_page
def _cases_of(person: Person, keys: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for each in map(read, keys):
        of = {"insurance": each.insurance, "scheme": each.scheme}
        records = Relationship.objects.filter(person=person, agency__code=each.agency, **of)
        if each.first and each.last:
            periods = _periods(records, each.first, each.last)
            found |= {n for row in periods for n in row if n}
        elif each.year:
            entries = AccountEntry.objects.filter(relationship__in=records, year=each.year)
            found |= set(entries.values_list("case_number", flat=True))
    return found


def _periods(
    records: QuerySet[Relationship], first: date, last: date
) -> Iterable[tuple[str, str, str]]:
    there = InsuredPeriod.objects.filter(relationship__in=records, first_month__lte=last)
    over = there.filter(last_month__gte=first)
    return over.values_list("case_number", "corrected_with", "gone_with")
