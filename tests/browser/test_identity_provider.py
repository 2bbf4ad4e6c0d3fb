"""A resident of Hong Kong proves who she is: with her permit, and in person at a provider outside.

The provider is a program of its own, whose clock is that of the test.
"""

import json
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from datetime import date
from socket import socket

import pytest
import time_machine
from django.conf import settings as installed
from django.utils import translation

from accounts.actions.vouching import OTHER_NUMBER
from law.identity_number import DocumentType
from tests.accounts.provider import SETTINGS, somebody
from tests.browser.people import Newcomer, join
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.cast import HANDLED, MONDAY, identity_number, insure, make_person

pytestmark = pytest.mark.browser

PATIENCE = 20
BORN_ON = date(1990, 4, 17)


@pytest.fixture
def ho(world):
    """A resident of Hong Kong in the records, without a hukou and without an account."""
    person = make_person(
        "何嘉敏",
        BORN_ON,
        document_type=DocumentType.HMT_RESIDENCE_PERMIT,
        number=identity_number(BORN_ON, region="810000"),
        hukou_region_code="",
    )
    for insurance in HANDLED:
        insure(person, world.agency(insurance, "chengdu"), insurance, range(2014, 2025))
    return person


@pytest.fixture
def provider(ho, world, settings, tmp_path):
    """The invented provider, which knows Ho and somebody else, in a process of its own."""
    people = tmp_path / "people.json"
    known = [vars(somebody(world.person)), vars(somebody(ho))]
    people.write_text(json.dumps(known))
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ahead = MONDAY.timestamp() - time_machine.escape_hatch.time.time()
    command = [sys.executable, "-m", "demo.identity_provider", "--port", str(port)]
    program = subprocess.Popen(
        [*command, "--people", str(people), "--ahead", str(ahead)], cwd=installed.BASE_DIR
    )
    issuer = f"http://127.0.0.1:{port}"
    wait_for(f"{issuer}/jwks")
    settings.IDENTITY_PROVIDER = SETTINGS | {"issuer": issuer}
    settings.OUTGOING = [issuer]
    yield issuer
    program.terminate()
    program.wait(PATIENCE)


def wait_for(address):
    """Wait until somebody answers there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(address):  # noqa: S310 - ours
            return
        time.sleep(0.1)
    raise AssertionError("the identity provider did not start")


@pytest.mark.parametrize(
    ("language", "device"), [("zh-hans", PHONE), told_at_length("en", DESKTOP)]
)
def test_a_resident_of_hong_kong_proves_in_person_who_she_is(
    window, ho, provider, language, device
):
    reader = window(language, device)
    newcomer = Newcomer(ho.name, ho.number, "138 2345 6789", "three small words")
    join(reader, newcomer, ho.document_type)

    reader.open("/identity/provider/?next=/my/")
    answer(reader, who=0)
    with translation.override(language):
        assert str(OTHER_NUMBER) in reader.page.inner_text("main")

    answer(reader, who=1, manner="foreign-key")
    assert "/identity/provider/" in reader.page.url

    answer(reader, who=1)
    assert reader.page.url.endswith("/my/")
    assert reader.reads("You have proven in person who you are.")
    ho.user.refresh_from_db()
    assert ho.user.real_person_at


def answer(reader, *, who, manner="honest"):
    """Go to the provider, choose there, and come back."""
    reader.page.locator("main a.button").click()
    page = reader.page
    page.locator(f"[name=who] >> nth={who}").check()
    page.select_option("[name=manner]", manner)
    page.get_by_role("button").click()
    reader.look()
