"""The engine with two services of its own, and agencies that offer them."""

from dataclasses import replace

import pytest
from django.db import transaction

from agencies.actions.reference import load_terms
from applications import registry
from applications.actions import drafting
from casework.rules import procedures
from tests.applications import samples
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.papers import fresh, paper


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
        procedures._PROCEDURES.pop(service.name, None)  # whose description may change with it
        registry.declare(changed)
        return changed

    return change


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """Where the files of papers lie for one test."""
    settings.PAPERS_DIR = tmp_path / "papers"
    monkeypatch.setattr(transaction, "on_commit", lambda work: work())  # no test commits
    return settings.PAPERS_DIR


@pytest.fixture
def draft(world, folder, redeclare):
    """A draft, answered, that needs one paper."""
    redeclare(samples.PLATE, papers=(paper(),))
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    answers = {"line": "王", "sure": True}
    drafting.save(application, answers, by=world.applicant, now=MONDAY)
    return fresh(application)
