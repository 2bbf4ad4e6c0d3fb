"""An answer: the result, the articles it stands on, and sentences that explain it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from law.area_days import Calendars
from law.money import spell_yuan
from law.values import RELEASE, RuleBook
from law.wording import Basis, Text, filled, say_months


@dataclass(frozen=True)
class Known:
    """What a calculator must know besides the question: the day, the calendars, the values."""

    today: date
    calendars: Calendars
    book: RuleBook = RELEASE


@dataclass(frozen=True)
class Answer:
    """What a calculator says; texts within `result` are still in both languages.

    `found` is what the rules themselves found, for the page that draws it.
    """

    result: dict[str, Any]
    basis: tuple[Basis, ...]
    explanation: tuple[Text, ...]
    found: Any = None

    def spelled(self, language: str) -> dict[str, Any]:
        """Return the answer as programs read it, in one language."""
        return {
            "result": _in_language(self.result, language),
            "basis": [spell_basis(basis) for basis in dict.fromkeys(self.basis)],
            "explanation": [sentence.in_language(language) for sentence in self.explanation],
        }


def spell_basis(basis: Basis) -> dict[str, str]:
    """Return a citation as programs read it."""
    return {
        "document": basis.document,
        "article": basis.article,
        "effective_on": basis.effective_on.isoformat(),
    }


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
_WRITTEN: dict[type, Callable[[Any], str]] = {Decimal: spell_yuan, date: date.isoformat}


def _in_language(value: Any, language: str) -> Any:
    """Write texts, days and money as programs exchange them."""
    kind = type(value)
    if kind is dict:
        return {
            name: each if type(each) in _AS_THEY_ARE else _in_language(each, language)
            for name, each in value.items()
        }
    if kind is list:
        return [_in_language(each, language) for each in value]
    if kind is Text:
        return value.in_language(language)
    write = _WRITTEN.get(kind)
    return write(value) if write else value


def spell_month(month: date) -> str:
    """Return a month as programs exchange it: 2026-11."""
    return month.isoformat()[:7]


def say_years(months: int) -> Text:
    """Return a number of months as years and months."""
    years, rest = divmod(months, 12)
    zh = (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")
    words = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((years, "year"), (rest, "month"))]
    shown = [word for word, n in zip(words, (years, rest), strict=True) if n]
    return Text(zh, " ".join(shown) or "0 months")


def say_length(months: int) -> Text:
    """Return a number of months and, from a year on, the years they make: 13个月（1年1个月）."""
    said = say_months(months)
    both = Text("{months}（{years}）", "{months} ({years})")
    return said if months < 12 else filled(both, months=said, years=say_years(months))


def joined(texts: Iterable[Text]) -> Text:
    """Return several texts as one list."""
    found = list(texts)
    return Text("、".join(text.zh for text in found), ", ".join(text.en for text in found))
