"""The two locks agree, and name packages by their hashes alone."""

import re
import tomllib

import pytest
from django.conf import settings

RUN = (settings.BASE_DIR / "requirements.lock").read_text()
TEST = (settings.BASE_DIR / "requirements-test.lock").read_text()


def pins(lock):
    return set(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))


def names(requirements):
    return {re.match(r"[\w.-]+", each)[0].lower() for each in requirements}


def test_the_test_set_holds_the_run_set():
    assert pins(RUN) <= pins(TEST)


@pytest.mark.parametrize("lock", [RUN, TEST], ids=["run", "test"])
def test_a_lock_names_no_place_to_download_from(lock):
    assert not re.search(r"https?://|file:|--index-url|--find-links", lock)


@pytest.mark.parametrize("lock", [RUN, TEST], ids=["run", "test"])
def test_every_package_has_its_hash(lock):
    packages = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]

    assert all("--hash=sha256:" in package for package in packages)


def test_everything_declared_is_locked():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())

    assert names(project["project"]["dependencies"]) <= {name for name, _ in pins(RUN)}
    assert names(project["dependency-groups"]["test"]) <= {name for name, _ in pins(TEST)}
