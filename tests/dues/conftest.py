import pytest

from tests.blank_letters import print_blank_letters


@pytest.fixture(autouse=True)
def blank_letters(monkeypatch):
    print_blank_letters(monkeypatch)
