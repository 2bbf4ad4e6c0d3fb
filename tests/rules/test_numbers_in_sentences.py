"""No sentence of the rules says "1 months": whatever number fills a blank, the noun agrees."""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import agencies.rules
import applications
import calculators
import casework.rules
import intake.rules
import law
import letters.rules
import payments.rules
import payouts.rules
import records.rules
import services
import transfers.rules
from law.values import Unit, rule
from law.wording import Text

ROOMS = (
    law,
    agencies.rules,
    records.rules,
    casework.rules,
    intake.rules,
    letters.rules,
    payments.rules,
    payouts.rules,
    transfers.rules,
    applications,
    calculators,
    services,
)
NOUNS = "year|month|day|week|time|character|case|line|letter|person|period|reason|amount"
WRONG = {
    1: re.compile(rf"\b1 (?:[a-z]+ )?(?:{NOUNS}|holiday)s\b"),
    2: re.compile(rf"\b2 (?:[a-z]+ )?(?:{NOUNS})\b"),
}


def texts(found: object) -> Iterator[Text]:
    if isinstance(found, Text):
        yield found
    elif isinstance(found, Mapping):
        yield from texts(tuple(found.values()))
    elif isinstance(found, tuple | list | frozenset):
        for each in found:
            yield from texts(each)


def sentences() -> dict[str, Text]:
    """Return every sentence with a blank, by its module and place."""
    modules = [
        import_module(each.name)
        for room in ROOMS
        for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]
    named = {
        f"{module.__name__}.{name}.{place}": text
        for module in modules
        for name, value in vars(module).items()
        for place, text in enumerate(texts(value))
    }
    return {name: text for name, text in named.items() if "{" in text.en}


def blanks(text: Text) -> set[str]:
    return {blank for _before, blank, _spec, _how in Formatter().parse(text.en) if blank}


@pytest.mark.parametrize("number", WRONG)
def test_the_noun_after_a_blank_agrees_with_its_number(number):
    found = sentences()
    filled = {
        name: text.en.format(**dict.fromkeys(blanks(text), number)) for name, text in found.items()
    }

    assert len(filled) > 100
    assert [text for text in filled.values() if WRONG[number].search(text)] == []


@pytest.mark.parametrize("unit", Unit)
def test_a_value_is_spelled_with_a_noun_that_agrees(unit):
    known = rule("example", Text("例", "Example"), unit)

    assert not any(WRONG[n].search(known.spell(Decimal(n)).en) for n in WRONG)


# What stands behind these is a limit, which is never one.
LIMIT = re.compile(
    "at most|within|between|more than|only the first|the last|fewest|no more fit", re.IGNORECASE
)


def test_a_sentence_of_a_page_has_a_singular_where_its_number_may_be_one():
    with Path("locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        single = [each.id for each in read_po(file) if isinstance(each.id, str)]
    counts = re.compile(rf"%\(\w+\)[sd] (?!adds)(?:[a-z]+ )?(?:{NOUNS}|payment|row|order)s\b")

    assert [each for each in single if counts.search(each) and not LIMIT.search(each)] == []
