"""What a page weighs on its way to a phone: one sheet of style, and little besides."""

import gzip
import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from portal import one_sheet

KB = 1024
MOST_STYLE, MOST_AT_FIRST = 25 * KB, 60 * KB
FILE = re.compile(r'(?:href|src)="/static/([^"]+)"')


def compressed(content):
    return len(gzip.compress(content, 9))


def files_of(page):
    """Return the files of ours that a page asks for."""
    return FILE.findall(page)


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_home_is_drawn_from_few_kilobytes(client, language):
    client.cookies["django_language"] = language
    page = client.get(reverse("home")).content
    files = files_of(page.decode())
    sizes = [compressed(Path(finders.find(name)).read_bytes()) for name in files]

    assert len([name for name in files if name.endswith(".css")]) == 1
    assert compressed(page) + sum(sizes) < MOST_AT_FIRST


def test_the_style_of_a_page_is_one_small_file():
    assert compressed(one_sheet.sheet().encode()) < MOST_STYLE


def test_the_sheet_holds_each_part_whole():
    found = Path(finders.find(one_sheet.NAME)).read_text(encoding="utf-8")

    assert all(part.read_text(encoding="utf-8") in found for part in one_sheet.parts())


def test_a_changed_part_changes_the_sheet(tmp_path, monkeypatch, settings):
    settings.VAR_DIR = tmp_path
    part = tmp_path / "part.css"
    part.write_text("a { color: red }")
    monkeypatch.setattr(one_sheet, "parts", lambda: [part])
    finder = one_sheet.OneSheet()
    first = Path(finder.find(one_sheet.NAME)).read_text()

    part.write_text("a { color: blue }")
    os.utime(part, (2_000_000_000, 2_000_000_000))

    assert "red" in first
    assert "blue" in Path(finder.find(one_sheet.NAME)).read_text()
