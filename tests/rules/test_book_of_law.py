"""Every number and every reason of this release, as `law.txt` lists them; none changes unseen.

Whoever changes one on purpose changes its line, having read the document it names.
"""

import importlib
import pkgutil
import re
import sys
from datetime import date
from pathlib import Path

import pytest

import services
from law.documents import Document

LAW = Path(__file__).with_name("law.txt")
# Every room of services is found by itself; a reason stands in a module of its rules by its name.
SERVICES = tuple(f"services.{each.name}.rules" for each in pkgutil.iter_modules(services.__path__))
DECLARED = ("applications.rules", *SERVICES)
ROOMS = (
    "law",
    "agencies.rules",
    "records.rules",
    "casework.rules",
    "transfers.rules",
    "privacy.rules",
    "payouts.rules",
    *DECLARED,
)
RULES = re.compile(rf"({'|'.join(map(re.escape, ROOMS))})\.")


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
    rule = anew("law.values").Rule
    for module in map(anew, modules(anew)):
        kept = [each for each in vars(module).values() if isinstance(each, rule)]
        kept += [each for table in vars(module).values() for each in within(table, rule)]
        for each in dict.fromkeys(kept):
            for value in each.values:
                yield " | ".join(map(str, line_of(each, value)))


def test_every_number_can_be_given_a_newer_value_by_the_administration():
    from portal.rulebook.catalogue import chapters  # noqa: PLC0415 -- the others ask no portal

    shown = [rule.name for chapter in chapters() for rule in chapter.rules]
    known = {line.split(" | ")[0] for line in LAW.read_text().splitlines() if " | " in line}
    assert not [name for name in set(shown) if shown.count(name) > 1]
    assert not [name for name in known if "." in name and name not in shown]


def modules(anew, rooms=ROOMS):
    """Return the names of all modules of rules, room by room."""
    for room in rooms:
        for found in pkgutil.iter_modules(anew(room).__path__):
            yield f"{room}.{found.name}"


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
    if value.region or value.key:
        yield from (value.region or "-", "/".join(value.key) or "-")


def reasons(anew):
    """Return a line for each reason: what it does, when it may be chosen, and where it stands."""
    reason = anew("casework.rules.reasons").Reason
    found = list(anew("transfers.rules.reasons").REASONS.values())
    for module in map(anew, modules(anew, DECLARED)):
        found += [each for each in vars(module).values() if isinstance(each, reason)]
    for each in dict.fromkeys(found):
        uses = ",".join(sorted(each.uses)) or "-"
        basis = f"{each.basis.document} | {each.basis.article or '-'} | {each.basis.verified}"
        line = f"{each.code} | {each.insurance} | {each.kind} | {uses} | {basis} | {each.verified}"
        yield f"{line} | {each.sentence.zh[:12]} | {each.way_forward.en[:24]}"


def test_the_law_of_this_release_is_the_one_that_was_read(anew):
    found = [*sorted(set(numbers(anew))), *sorted(reasons(anew))]

    assert found == LAW.read_text(encoding="utf-8").splitlines()


def test_a_code_names_one_reason_in_the_whole_portal(anew):
    codes = [line.split(" | ")[0] for line in reasons(anew)]

    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize(
    ("kind", "number", "valid"),
    [
        ("hk-macao-pass", "H12345678", True),
        ("hk-macao-pass", "H1234567", False),
        ("taiwan-pass", "12345678", True),
        ("passport", "E12345678", True),
        ("passport", "ABCDEFGH", False),
    ],
)
def test_travel_documents_are_known_by_their_form_alone(anew, kind, number, valid):
    check = anew("law.identity_number").check_identity_number

    found = check(kind, number, date(2026, 11, 22))

    assert (found.valid, found.reason) == (valid, "" if valid else "id_form")
    assert found.number == (number if valid else "")


def test_a_document_is_named_once_in_the_whole_portal():
    found = {}
    rooms = (*ROOMS, *(f"services.{each.name}" for each in pkgutil.iter_modules(services.__path__)))
    for module in map(importlib.import_module, set(modules(importlib.import_module, rooms))):
        for each in vars(module).values():
            if isinstance(each, Document):
                found.setdefault(each.number, set()).add((each.title, each.effective_on))

    assert not {number: said for number, said in found.items() if len(said) > 1}
