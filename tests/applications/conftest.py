"""The engine with two services of its own, and agencies that offer them."""

from dataclasses import replace

import pytest

from agencies.actions.reference import load_terms
from applications import registry
from tests.applications import samples
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """Make the two known for one test."""
    samples.declare(monkeypatch)


@pytest.fixture
def world(db, monkeypatch, declared):
    """The cast, whose agencies do both online."""
    print_blank_letters(monkeypatch)
    made = make_world()
    load_terms(now=MONDAY)
    samples.offer(made)
    return made


@pytest.fixture
def redeclare(declared):
    """Declare a service once more, with some of it another way."""

    def change(service, **otherwise):
        changed = replace(service, **otherwise)
        registry.declare(changed)
        return changed

    return change
