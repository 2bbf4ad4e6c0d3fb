"""What somebody says of themselves in a question, and the calculator it can be put to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.advice.rules.terms import folded

_YEARS = re.compile(r"(\d{1,2}(?:\.5)?)\s*(?:年(?!\s*\d{1,2}\s*月)|years?\b)")
_MONTHS = re.compile(r"(\d{1,3})\s*(?:个月|months?\b)")
_BORN = re.compile(r"(19[4-9]\d|20[0-2]\d)\s*(?:年|[-./])\s*(1[0-2]|0?[1-9])")
_BIRTH = re.compile(r"生|\bborn\b|birth")
_PAID = re.compile(r"[交缴]|工龄|\bpa(?:id|y|ying)\b|contribut")
_MEN = re.compile(r"男|\bman\b|\bmale\b")
_WOMEN = re.compile(r"女|\bwoman\b|\bfemale\b")
_WORKER = re.compile(r"工人|生产岗|50|worker")
_RETIRING = re.compile(r"退休|退|retire")
_UNEMPLOYED = re.compile(r"失业|unemploy")
_ENDINGS = (
    (
        "own-wish",
        re.compile(r"(?:主动|自己|我)(?:要)?(?:辞职|离职|不干)|裸辞|\bresigned\b|\bi quit\b"),
    ),
    ("term-over", re.compile(r"合同(?:到期|期满|不续)|contract (?:ended|expired|ran out)")),
    ("reduction", re.compile(r"裁员|被裁|redundan|laid off")),
    ("bankrupt", re.compile(r"破产|bankrupt|insolvent")),
)
MOST_MONTHS = 600


@dataclass(frozen=True, kw_only=True)
class OfOneself:
    """What a question says of whoever asks; what it does not say is None or empty."""

    months_paid: int | None = None
    born: date | None = None  # the first of the month
    category: str = ""  # of retirement: male, female-55, female-50
    sex: str = ""
    ending: str = ""  # how work has ended


@dataclass(frozen=True)
class Reckoned:
    """A calculator, what its form is filled with, and how the calculator itself is asked."""

    calculator: str
    typed: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str | int], ...]


def of_oneself(question: str) -> OfOneself:
    """Return what a question says of whoever asks it; nothing is guessed."""
    said = folded(question)
    sex = "male" if _MEN.search(said) else "female" if _WOMEN.search(said) else ""
    of_women = "female-50" if _WORKER.search(said) else "female-55"
    born = _BORN.search(said) if _BIRTH.search(said) or _RETIRING.search(said) else None
    return OfOneself(
        months_paid=_months(said) if _PAID.search(said) else None,
        born=date(int(born[1]), int(born[2]), 1) if born else None,
        category=of_women if sex == "female" else sex,
        sex=sex,
        ending=next((key for key, words in _ENDINGS if words.search(said)), ""),
    )


def _months(said: str) -> int | None:
    """Return how many months a text names, in years and months; None where it names none."""
    years, months = _YEARS.search(said), _MONTHS.search(said)
    paid = round(float(years[1]) * 12) if years else 0
    paid += int(months[1]) if months else 0
    return paid if 0 < paid <= MOST_MONTHS else None


def reckoned(question: str) -> Reckoned | None:
    """Return the calculator that a question can be put to as it stands."""
    said = folded(question)
    if _UNEMPLOYED.search(said):
        return _unemployed(said)
    if _RETIRING.search(said):
        return _retiring(of_oneself(question))
    return None


def _unemployed(said: str) -> Reckoned | None:
    paid = _months(said)
    if paid is None:
        return None
    return Reckoned(
        "unemployment-term",
        (("contribution_months", str(paid)), ("unused_months", "0")),
        (("contribution_months", paid), ("unused_months", 0)),
    )


def _retiring(who: OfOneself) -> Reckoned | None:
    if who.born is None or not who.category:
        return None
    year, month = str(who.born.year), str(who.born.month)
    return Reckoned(
        "retirement-age",
        (("category", who.category), ("born_year", year), ("born_month", month)),
        (("category", who.category), ("born", f"{who.born:%Y-%m}")),
    )


def known_by_field(who: OfOneself, place: str = "") -> Mapping[str, object]:
    """Return what is said by the names that pre-checks have for it; what is not said is left out.

    A pre-check takes what it asks and leaves the rest.
    """
    found: dict[str, object] = {
        "months_paid": who.months_paid,
        "paid_months": who.months_paid,
        "years_paid": who.months_paid // 12 if who.months_paid else None,
        "born": who.born,
        "category": who.category,
        "sex": who.sex,
        "ending": who.ending,
        "place": place,
        "insured_place": place,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}
