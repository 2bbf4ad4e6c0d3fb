"""A folder of its own for copies, and plain letters."""

import pytest

from tests.blank_letters import print_blank_letters


@pytest.fixture(autouse=True)
def copies_lie_apart(settings, tmp_path):
    settings.PERSONAL_DATA_DIR = tmp_path / "copies"


@pytest.fixture(autouse=True)
def letters_are_plain(monkeypatch):
    print_blank_letters(monkeypatch)
