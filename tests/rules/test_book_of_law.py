"""Every number and every reason of this release, as `law.txt` lists them; none changes unseen."""

import importlib
import re
import sys
from pathlib import Path

import pytest

LAW = Path(__file__).with_name("law.txt")
RULES = re.compile(r"(accounts|agencies|records|transfers)\.rules\.")
WITH_NUMBERS = (
    "agencies.rules.terms",
    "transfers.rules.amounts",
    "transfers.rules.form_lines",
    "transfers.rules.pension",
    "transfers.rules.benefit_place",
    "records.rules.interest",
    "records.rules.retirement",
    "records.rules.unemployment",
    "records.rules.cover",
)


@pytest.fixture
def anew(monkeypatch):
    """Import rules as if for the first time, so that what they say when imported is said here."""
    for name in list(sys.modules):
        if RULES.match(name):
            monkeypatch.delitem(sys.modules, name)
            room, _, module = name.rpartition(".")
            monkeypatch.delattr(sys.modules[room], module, raising=False)
    return importlib.import_module


def numbers(anew):
    """Return a line for each value: number, days, document, and what it is called."""
    rule = anew("accounts.rules.values").Rule
    for module in map(anew, WITH_NUMBERS):
        kept = [each for each in vars(module).values() if isinstance(each, rule)]
        kept += [each for table in vars(module).values() for each in within(table, rule)]
        for each in dict.fromkeys(kept):
            for value in each.values:
                yield " | ".join(map(str, line_of(each, value)))


def within(table, rule):
    """Return the rules that a dictionary or a tuple of the module holds, at any depth."""
    if isinstance(table, rule):
        return [table]
    parts = table.values() if isinstance(table, dict) else table
    if not isinstance(table, dict | tuple | list):
        parts = vars(table).values() if type(table).__name__ == "Pace" else ()
    return [found for part in parts for found in within(part, rule)]


def line_of(rule, value):
    """Return the parts of a line."""
    yield from (rule.name, rule.unit, value.number, value.valid_from, value.valid_to or "…")
    yield from (value.basis.document, value.basis.article or "-", value.is_verified)
    yield from (rule.by_year, rule.title.zh, rule.title.en)


def reasons(anew):
    """Return a line for each reason: what it does, when it may be chosen, and where it stands."""
    for each in anew("transfers.rules.reasons").REASONS.values():
        uses = ",".join(sorted(each.uses)) or "-"
        basis = f"{each.basis.document} | {each.basis.article or '-'} | {each.basis.verified}"
        line = f"{each.code} | {each.insurance} | {each.kind} | {uses} | {basis} | {each.verified}"
        yield f"{line} | {each.sentence.zh[:12]} | {each.way_forward.en[:24]}"


def test_the_law_of_this_release_is_the_one_that_was_read(anew):
    found = [*sorted(numbers(anew)), *sorted(reasons(anew))]

    assert found == LAW.read_text(encoding="utf-8").splitlines()
