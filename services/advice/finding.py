"""What a search finds, in three groups: what one can do, what one can know, and figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from applications import catalogue
from law.wording import Text
from services.advice import library
from services.advice.checks import Opened, opened
from services.advice.rules.reckoning import (
    OfOneself,
    Reckoned,
    known_by_field,
    of_oneself,
    reckoned,
)

MOST_TO_DO, MOST_TO_KNOW, MOST_FIGURES = 4, 10, 4
OF_THE_ANSWERS = 3  # so many answers say what there is to do


@dataclass(frozen=True, kw_only=True)
class FigureFound:
    """A calculator or a number of the law."""

    title: Text
    href: str
    value: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What a calculator says to the question as it was asked."""

    sentence: str
    title: Text
    href: str
    typed: tuple[tuple[str, str], ...]  # what the form is filled with
    is_posted: bool  # what is personal never stands in an address


@dataclass(frozen=True)
class Found:
    """What fits the words, the best first in each group."""

    to_do: list[Opened] = field(default_factory=list)
    to_know: list[library.Read] = field(default_factory=list)
    figures: list[FigureFound] = field(default_factory=list)
    worked: Worked | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not (self.to_do or self.to_know or self.figures or self.worked)


# What lies in rooms above this one and is handed in while the portal starts.
FindFigures = Callable[[str, str, date], Sequence[FigureFound]]
Calculate = Callable[[Reckoned, str], str | None]
_figures: list[FindFigures] = []
_calculate: list[Calculate] = []
_rules: list[Callable[[str], Sequence[str]]] = []
_titles: dict[str, Text] = {}
_posted: set[str] = set()


def reckons_with(
    figures: FindFigures,
    rules: Callable[[str], Sequence[str]],
    calculate: Calculate,
    titles: "dict[str, Text]",
    posted: Iterable[str],
) -> None:
    """Let the search find figures, and ask calculators; `posted` ask what is personal."""
    _figures[:], _rules[:], _calculate[:] = [figures], [rules], [calculate]
    _titles.update(titles)
    _posted.update(posted)


def rules_found(words: str) -> list[str]:
    """Return the names of the numbers of the law whose titles fit some words, the best first."""
    return [name for find_them in _rules for name in find_them(words)]


def find(words: str, *, on: date, region: str = "", insurance: str = "") -> Found:
    """Return what fits some words."""
    known = library.current()
    answers = known.found(words, on=on, region=region, insurance=insurance, limit=MOST_TO_KNOW)
    entries = [entry for entry, _hit in answers]
    return Found(
        to_do=opened(_to_do(words, entries), known_by_field(of_oneself(words), region)),
        to_know=[library.read(each, region=region, on=on) for each in entries],
        figures=[each for find_them in _figures for each in find_them(words, region, on)][
            :MOST_FIGURES
        ],
        worked=_worked(words),
    )


def _to_do(words: str, answers: list[library.Entry]) -> list[catalogue.Entry]:
    """Return the services that the best answers name, then those that fit the words."""
    by_name = {each.name: each for each in catalogue.entries()}
    named = [
        by_name[name]
        for each in answers[:OF_THE_ANSWERS]
        for name in each.content.services
        if name in by_name
    ]
    fitting = [each for each in catalogue.find(words) if each.name not in (*_titles, "questions")]
    both = {each.name: each for each in (*fitting[:1], *named, *fitting)}
    return list(both.values())[:MOST_TO_DO]


def _worked(words: str) -> Worked | None:
    question = reckoned(words)
    if question is None or not _calculate:
        return None
    sentence = _calculate[0](question, get_language() or "zh-hans")
    if sentence is None:
        return None
    href, is_posted = (
        reverse("calculator", args=[question.calculator]),
        question.calculator in _posted,
    )
    return Worked(
        sentence=sentence,
        title=_titles[question.calculator],
        href=href if is_posted else f"{href}?{urlencode(question.typed)}",
        typed=question.typed,
        is_posted=is_posted,
    )


def services_named(entry: library.Entry, region: str = "") -> list[Opened]:
    """Return what one can do about an answer here; its question and the place are filled in."""
    known = {**known_by_field(OfOneself(), region), **dict(entry.content.fills)}
    return opened(services_by_name(entry.content.services), known)


def services_by_name(names: Sequence[str]) -> list[catalogue.Entry]:
    """Return the lines of the catalogue with these names; what is not offered here is left out."""
    by_name = {each.name: each for each in catalogue.entries()}
    return [by_name[name] for name in names if name in by_name]


def calculators_named(entry: library.Entry) -> list[FigureFound]:
    """Return the calculators that an answer names."""
    return calculators_by_name(entry.content.calculators)


def calculators_by_name(names: Sequence[str]) -> list[FigureFound]:
    """Return the doors of calculators."""
    return [
        FigureFound(title=_titles[name], href=reverse("calculator", args=[name]))
        for name in names
        if name in _titles
    ]
