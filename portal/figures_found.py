"""Figures for the search: calculators and numbers of the law, and questions worked out."""

from datetime import date
from functools import cache

from django.db import DatabaseError
from django.urls import reverse

from agencies import rule_book
from applications.rules.finding import Finder
from calculators import catalogue as calculators
from calculators.reading.refusing import BadInput
from calculators.themes import PAGES
from law.values import Rule, ValueNotInForce
from law.wording import Text
from portal.rulebook.catalogue import rules
from services.advice.finding import FigureFound
from services.advice.rules.reckoning import Reckoned

MOST = 3


@cache
def titles() -> dict[str, Text]:
    """Return what each calculator is called."""
    return {name: each.title for name, each in calculators.CALCULATORS.items()}


def asking_what_is_personal() -> set[str]:
    """Return the calculators whose forms are posted."""
    return {name for name, page in PAGES.items() if page.personal}


def find(words: str, region: str, on: date) -> list[FigureFound]:
    """Return the calculators, then the numbers of the law, whose titles fit some words."""
    doors, of_law = _finders()
    calculated = [
        FigureFound(title=titles()[name], href=reverse("calculator", args=[name]))
        for name in doors.found(words)[:MOST]
    ]
    numbers = [_number(rule.name, region, on) for rule in of_law.found(words)[:MOST]]
    return [*calculated, *numbers]


def rules_found(words: str) -> list[str]:
    """Return the names of the numbers of the law whose titles fit some words."""
    _doors, of_law = _finders()
    return [rule.name for rule in of_law.found(words)]


@cache
def _finders() -> tuple[Finder[str], Finder[Rule]]:
    """Return the index of the calculators and that of the rules, by their titles."""
    doors = ((name, ((each.zh, each.en), (), ())) for name, each in titles().items())
    of_law = ((rule, ((rule.title.zh, rule.title.en), (), ())) for rule in rules().values())
    return Finder(doors), Finder(of_law)


def _number(name: str, region: str, on: date) -> FigureFound:
    rule = rules()[name]
    value = None
    if not rule.axes:
        try:
            value = rule.spell(rule.number(on, rule_book.current(), region=region))
        except ValueNotInForce:
            value = None
    return FigureFound(title=rule.title, href=reverse("rule", args=[name]), value=value)


def worked(question: Reckoned, language: str) -> str | None:
    """Return the first sentence of what a calculator says; nothing where it cannot say."""
    try:
        known = calculators.what_is_known()
        said = calculators.calculate(question.calculator, dict(question.asked), language, known)
    except (BadInput, DatabaseError):
        return None
    return said["explanation"][0] if said["explanation"] else None
