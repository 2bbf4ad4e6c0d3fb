"""Interest of years that nobody closed: an account earns while nothing is paid into it.

社会保险法 art. 14; 国办发〔2009〕66号 art. 9: a relationship that is left keeps earning interest.
人社部发〔2017〕31号: the rate of each year is published; a year without one never counts as zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from law.money import ZERO, round_half_up
from law.values import RuleBook
from records.rules.contributions import EMPLOYEE
from records.rules.interest import RateNotPublished, rate_for


@dataclass(frozen=True)
class BookYear:
    """What the books say at the end of a year; `is_open` where its interest is not written.

    `grew` says that money came into it within the year: what it earned then depends on the days.
    """

    year: int
    closing: Decimal
    is_open: bool = False
    grew: bool = False


def interest_owed(
    books: Iterable[BookYear],
    before: int,
    *,
    scheme: str = EMPLOYEE,
    stated: Mapping[int, Decimal] | None = None,
    book: RuleBook | None = None,
) -> dict[int, Decimal]:
    """Return the interest, by year, that the books lack up to the year before `before`.

    The national rates are those of the employee scheme; for a resident's account none is known.
    `stated` is what an agency says it credited for a year without a published rate. Interest that
    is owed earns interest. Raises `RateNotPublished` for the first year with neither, and for one
    into which money came and that the agency has not closed: only its books know the days.
    """
    known = {each.year: each for each in books}
    owed: dict[int, Decimal] = {}
    said, closing = stated or {}, ZERO
    for year in range(min(known, default=before), before):
        here = known.get(year)
        closing = here.closing if here else closing
        earns = sum(owed.values(), ZERO)
        if here is None or here.is_open:
            earns += closing
        needs_books = here is not None and here.is_open and here.grew
        if earns and needs_books and year not in said:
            raise RateNotPublished(year)
        if earns:
            owed[year] = _interest(earns, year, scheme, said, book)
    return {year: interest for year, interest in owed.items() if interest or year in said}


def years_without_rate(
    books: Iterable[BookYear],
    before: int,
    *,
    scheme: str = EMPLOYEE,
    book: RuleBook | None = None,
) -> list[int]:
    """Return the years whose interest is owed and for which no rate is published.

    Whatever is stated for one of them earns in the years that follow: those are among them.
    """
    listed, stated = list(books), dict[int, Decimal]()
    while True:
        try:
            interest_owed(listed, before, scheme=scheme, stated=stated, book=book)
        except RateNotPublished as error:
            stated[error.year] = Decimal(1)
        else:
            return sorted(stated)


def _interest(
    earns: Decimal, year: int, scheme: str, stated: Mapping[int, Decimal], book: RuleBook | None
) -> Decimal:
    if year in stated:
        return stated[year]
    if scheme != EMPLOYEE:
        raise RateNotPublished(year)
    return round_half_up(earns * rate_for(year, book))
