"""What the documents point at is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.management.commands.authorisation import table

ROOT = Path(settings.BASE_DIR)
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")
BARE = re.compile(r"(?<!\[)\bdecision \d+")
FILE = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|typ|toml))`")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@each_page
def test_every_link_leads_to_a_file(page):
    said = page.read_text(encoding="utf-8")

    assert not [to for to in LINK.findall(said) if not (page.parent / to).exists()]


@each_page
def test_a_decision_is_named_by_a_link_to_its_record(page):
    assert not BARE.findall(page.read_text(encoding="utf-8"))


@each_page
def test_every_file_that_is_named_is_there(page):
    if page.name == "CHANGELOG.md" or page.parent.name == "decisions":
        return  # they tell of what was
    named = FILE.findall(page.read_text(encoding="utf-8"))

    assert not [path for path in named if not (ROOT / path).exists()]


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(page.name[:4]) for page in (ROOT / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_table_of_authorisation_is_the_one_in_the_code():
    said = (ROOT / "docs/authorisation.md").read_text(encoding="utf-8")

    assert said == table(), "run: manage.py authorisation > docs/authorisation.md"
