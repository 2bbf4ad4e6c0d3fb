"""Filling the figures of an answer while it is read: `{{rule:unemployment.longest-term@region}}`.

A figure in an answer is never typed. The value is that of the day and of the place that is asked
for; where nothing is known of it the answer says so, and never shows another place's or today's.
`@region` stands for the reader's place, `@320000` for a fixed one, `[referral]` for a cell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from law.values import NATIONAL, Key, Rule, RuleBook, Value, ValueNotInForce
from law.wording import Text

PLACE = re.compile(r"\{\{rule:([a-z0-9.-]+)(?:\[([a-z0-9|-]+)\])?(?:@(region|\d{6}))?\}\}")
READERS = "region"
NOT_LOADED = Text(
    "（这个数字在该地区或当日的标准尚未录入）", "(this figure is not loaded for that place or day)"
)


@dataclass(frozen=True)
class Named:
    """A figure as an answer names it."""

    rule: str
    key: Key = ()
    place: str = NATIONAL

    def where(self, region: str) -> str:
        """Return the place whose value is meant, for a reader of a place."""
        return region if self.place == READERS else self.place


@dataclass(frozen=True, kw_only=True)
class Used:
    """A figure of an answer as it was filled: nothing where none is in force."""

    rule: Rule
    spelled: Text
    value: Value | None
    before: Text | None = None  # what it was until then, where that is known and was another


@dataclass(frozen=True)
class Filled:
    """A sentence with its figures, and whether one of them is missing."""

    text: Text
    used: tuple[Used, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every figure is known."""
        return all(each.value is not None for each in self.used)


def named_in(*texts: str) -> tuple[Named, ...]:
    """Return the figures that texts name, each once."""
    found = (each for text in texts for each in PLACE.finditer(text))
    return tuple(dict.fromkeys(_named(each) for each in found))


def _named(found: re.Match[str]) -> Named:
    return Named(found[1], tuple(found[2].split("|")) if found[2] else (), found[3] or NATIONAL)


def fill(text: Text, *, region: str, on: date, book: RuleBook, rules: Mapping[str, Rule]) -> Filled:
    """Return a text with the figures of a day and a place."""
    used = {
        each: _used(each, region, on, book, rules)
        for each in named_in(text.zh, text.en)
        if each.rule in rules
    }

    def said(language: str, source: str) -> str:
        def value(found: re.Match[str]) -> str:
            known = used.get(_named(found))
            return (known.spelled if known else NOT_LOADED).in_language(language)

        return PLACE.sub(value, source)

    return Filled(Text(said("zh", text.zh), said("en", text.en)), tuple(used.values()))


def _used(named: Named, region: str, on: date, book: RuleBook, rules: Mapping[str, Rule]) -> Used:
    rule = rules[named.rule]
    try:
        value = rule.on(on, book, region=named.where(region), key=named.key)
    except (ValueNotInForce, ValueError):
        return Used(rule=rule, spelled=NOT_LOADED, value=None)
    before = _before(named, value, region, book, rule)
    return Used(rule=rule, spelled=rule.spell(value.number), value=value, before=before)


def _before(named: Named, value: Value, region: str, book: RuleBook, rule: Rule) -> Text | None:
    """Return what the figure was on the day before its value began."""
    day = value.valid_from - timedelta(days=1)
    try:
        earlier = rule.on(day, book, region=named.where(region), key=named.key)
    except (ValueNotInForce, ValueError):
        return None
    return rule.spell(earlier.number) if earlier.number != value.number else None


def unknown(texts: Iterable[str], rules: Mapping[str, Rule]) -> list[str]:
    """Return the figures that texts name and that no rule carries, or no cell of it."""
    return [
        each.rule
        for each in named_in(*texts)
        if each.rule not in rules or len(each.key) != len(rules[each.rule].axes)
    ]
