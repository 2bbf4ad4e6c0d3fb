"""The browser of the browser tests: the system's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the program, of CHROMIUM or of the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def need_chromium() -> None:
    """Skip a test that cannot be shown; where nobody looks at skips, fail instead."""
    if find_chromium():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("no Chromium: install it, CI does not skip browser tests")
    pytest.skip("no Chromium")


@contextmanager
def running_chromium() -> Iterator:
    """Start the browser for one session of tests."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow, for few tests

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-dev-shm-usage"],  # root, and small containers
        )
        yield browser
        browser.close()
