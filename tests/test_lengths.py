"""Functions and files stay as short as they read best; what is longer says why."""

import ast
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

LONGEST_FUNCTION, LONG_FUNCTION = 45, 22  # lines; of a hundred functions five may be long
LONGEST_FILE, LONG_FILE = 420, 260
NOT_CUT = {
    "scripts/verify.py",  # handed to others as one file
}
BESIDE = ("migrations", "tests", "clients", "bench", "attack", "fuzz", "var", "node_modules")


@pytest.fixture(scope="module")
def files():
    """Return the lines of each program of the portal, without what measures and tests it."""
    found = {}
    for path in settings.BASE_DIR.glob("*/**/*.py"):
        place = path.relative_to(settings.BASE_DIR)
        if not set(place.parts) & set(BESIDE) and not place.parts[0].startswith("."):
            found[str(place)] = path.read_text(encoding="utf-8")
    return found


def functions_in(place: str, text: str):
    """Yield each function of a file with its lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.end_lineno - node.lineno + 1, f"{Path(place)}:{node.lineno} {node.name}"


def all_but_five_of_a_hundred(lengths):
    return sorted(lengths)[int(len(lengths) * 0.95)]


def test_no_function_is_longer_than_a_page_of_code(files):
    found = list(chain.from_iterable(functions_in(*each) for each in files.items()))

    assert [each for each in sorted(found) if each[0] > LONGEST_FUNCTION] == []
    assert all_but_five_of_a_hundred([lines for lines, _name in found]) <= LONG_FUNCTION


def test_no_file_holds_more_than_one_matter(files):
    lengths = {place: len(text.splitlines()) for place, text in files.items()}
    too_long = {place for place, lines in lengths.items() if lines > LONGEST_FILE}

    assert sorted(too_long - NOT_CUT) == []
    assert all_but_five_of_a_hundred(list(lengths.values())) <= LONG_FILE
