"""Questions that a calculator answers: what somebody says, as the calculator asks it."""

import re
from dataclasses import dataclass

from services.advice.rules.terms import folded

_YEARS = re.compile(r"(\d{1,2}(?:\.5)?)\s*(?:年|years?\b)")
_MONTHS = re.compile(r"(\d{1,3})\s*(?:个月|months?\b)")
_BORN = re.compile(r"(19[4-9]\d|20[0-2]\d)\s*(?:年|[-./])\s*(1[0-2]|0?[1-9])")
_MEN = re.compile(r"男|\bman\b|\bmale\b")
_WOMEN = re.compile(r"女|\bwoman\b|\bfemale\b")
_WORKER = re.compile(r"工人|生产岗|50|worker")
_RETIRING = re.compile(r"退休|退|retire")
_UNEMPLOYED = re.compile(r"失业|unemploy")
MOST_MONTHS = 600


@dataclass(frozen=True)
class Reckoned:
    """A calculator, what its form is filled with, and how the calculator itself is asked."""

    calculator: str
    typed: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str | int], ...]


def reckoned(question: str) -> Reckoned | None:
    """Return the calculator that a question can be put to as it stands."""
    said = folded(question)
    if _UNEMPLOYED.search(said):
        return _unemployed(said)
    if _RETIRING.search(said):
        return _retiring(said)
    return None


def _unemployed(said: str) -> Reckoned | None:
    years, months = _YEARS.search(said), _MONTHS.search(said)
    if years is None and months is None:
        return None
    paid = round(float(years[1]) * 12) if years else 0
    paid += int(months[1]) if months else 0
    if not 0 < paid <= MOST_MONTHS:
        return None
    return Reckoned(
        "unemployment-term",
        (("contribution_months", str(paid)), ("unused_months", "0")),
        (("contribution_months", paid), ("unused_months", 0)),
    )


def _retiring(said: str) -> Reckoned | None:
    born = _BORN.search(said)
    if born is None:
        return None
    if _MEN.search(said):
        category = "male"
    elif _WOMEN.search(said):
        category = "female-50" if _WORKER.search(said) else "female-55"
    else:
        return None
    year, month = born[1], int(born[2])
    return Reckoned(
        "retirement-age",
        (("category", category), ("born_year", year), ("born_month", str(month))),
        (("category", category), ("born", f"{year}-{month:02d}")),
    )
