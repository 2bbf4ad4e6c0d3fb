"""What the fund pays of a stay in hospital at home: the deductible, and the share of each band.

社会保险法 art. 28: what is in the catalogue of insured treatment (政策范围内费用, here `covered`)
is paid from the fund, by the rules of the place where somebody is insured. Amounts are yuan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from law.values import RuleBook, Value, ValueNotInForce
from law.wording import Basis
from records.rules.medical_values import BAND_END, DEDUCTIBLE, MOST_BANDS, SHARE, band_key


class Grade(StrEnum):
    """The grade of a hospital (医院等级), by which places set deductible and share."""

    TERTIARY = "3"
    SECONDARY = "2"
    PRIMARY = "1"
    COMMUNITY = "community"


class Insured(StrEnum):
    """Whose share it is; residents have tables of their own, of which none is loaded."""

    ACTIVE = "active"
    RETIRED = "retired"
    RESIDENT = "resident"


@dataclass(frozen=True)
class Band:
    """What is paid of the covered amount up to a sum; the last band has no end."""

    upto: Decimal | None
    rate: Decimal


@dataclass(frozen=True)
class Home:
    """What counts for a stay at home, and whether all of it was read in its text."""

    deductible: Decimal
    bands: tuple[Band, ...]
    basis: Basis
    is_verified: bool


def home(
    region: str,
    grade: Grade,
    insured: Insured,
    *,
    nth_stay: int = 1,
    on: date,
    book: RuleBook | None = None,
) -> Home:
    """Return deductible (起付标准) and shares of a place for the nth stay of a year.

    Raises `ValueNotInForce` where the place has none loaded.
    """
    stay = "first" if nth_stay == 1 else "later"
    ahead = DEDUCTIBLE.on(on, book, region=region, key=(grade.value, insured.value, stay))
    found = tuple(_bands(region, grade, insured, on, book))
    values = [ahead, *(value for _end, value in found)]
    return Home(
        deductible=ahead.number,
        bands=tuple(Band(end, value.number) for end, value in found),
        basis=found[0][1].basis,
        is_verified=all(each.is_verified for each in values),
    )


def _bands(
    region: str, grade: Grade, insured: Insured, on: date, book: RuleBook | None
) -> Iterator[tuple[Decimal | None, Value]]:
    for number in range(1, MOST_BANDS + 1):
        key = (grade.value, insured.value, band_key(number))
        end = _band_end(region, number, on, book)
        yield end, SHARE.on(on, book, region=region, key=key)
        if end is None:
            return


def _band_end(region: str, number: int, on: date, book: RuleBook | None) -> Decimal | None:
    """Return where a band ends, or nothing where it is the last one of its place."""
    try:
        return BAND_END.number(on, book, region=region, key=(band_key(number),))
    except ValueNotInForce:
        return None
