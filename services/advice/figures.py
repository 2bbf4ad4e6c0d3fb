"""Figures of the law in the answer to a question: picked, not typed, filled on the day it is given.

A clerk's answer names a figure as the library does, `{{rule:name@region}}`; what is sent holds the
value of the day for the place of the question, and where it is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agencies import rule_book
from kit.errors import NotValid
from law.values import NATIONAL, Rule, Value, ValueNotInForce
from law.wording import Text
from services.advice import library
from services.advice.finding import rules_found
from services.advice.models import Question
from services.advice.rules.filling import Used, fill, unknown

MOST = 8


@dataclass(frozen=True)
class Figure:
    """A figure that can be put into an answer."""

    rule: Rule
    value: Value
    place: str

    @property
    def spelled(self) -> Text:
        """The value as people read it."""
        return self.rule.spell(self.value.number)

    @property
    def token(self) -> str:
        """How an answer names it."""
        return f"{{{{rule:{self.rule.name}{'@region' if self.place else ''}}}}}"


def found(words: str, *, region: str, on: date) -> list[Figure]:
    """Return the figures whose titles fit some words, with their values."""
    return of(rules_found(words), region=region, on=on)


def of(names: Iterable[str], *, region: str, on: date) -> list[Figure]:
    """Return figures by their names; cells of tables, and what has no value there, are left out."""
    book, figures = rule_book.current(), []
    for name in dict.fromkeys(names):
        rule = library.rules()[name]
        if rule.axes:
            continue
        try:
            value = rule.on(on, book, region=region)
        except ValueNotInForce:
            continue
        figures.append(Figure(rule, value, region if value.region != NATIONAL else NATIONAL))
    return figures[:MOST]


def filled(text: str, question: Question, *, on: date) -> str:
    """Return an answer with its figures, beneath it where each is written; raises `NotValid`."""
    rules, region = library.rules(), question.region_id or ""
    if missing := unknown([text], rules):
        raise NotValid({"text": _("No rule is called %(name)s.") % {"name": missing[0]}})
    said = fill(Text(text, text), region=region, on=on, book=rule_book.current(), rules=rules)
    if not said.is_whole:
        raise NotValid({"text": _("One of the figures has no value for this place today.")})
    language = question.language[:2]
    lines = [_written(each, language) for each in said.used]
    return "\n".join([said.text.in_language(language), *lines])


def _written(used: Used, language: str) -> str:
    basis = used.value.basis.label if used.value else Text("", "")
    said = (used.rule.title, used.spelled, basis)
    title, value, where = (each.in_language(language) for each in said)
    return f"· {title}：{value}（{where}）" if language == "zh" else f"· {title}: {value} ({where})"
