"""The journal and the proofs of a case, on a phone and at a desk, in both languages."""

from datetime import timedelta

import pytest

from journal import sealing
from scripts import verify
from tests.browser.people import signed_in
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.story import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def story(world):
    """A case in review, its days sealed."""
    told = Story(world).tell("submit wait")
    sealing.seal_what_is_due(now=told.now + timedelta(days=1))
    return told


@pytest.mark.parametrize("language", ["zh-hans", told_at_length("en")])
@pytest.mark.parametrize("device", [PHONE, told_at_length(DESKTOP)], ids=["phone", "desktop"])
def test_a_person_takes_the_proof_of_their_case_home(
    story, window, language, device, tmp_path, capsys
):
    person = signed_in(window(language, device), story.world.applicant)
    number = story.case.number

    person.open(f"/cases/{number}/")
    person.page.get_by_role("link", name=person.words("Proof of these entries")).click()
    person.look()
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name=person.words("Download all proofs")).click()
    download.value.save_as(tmp_path / "proof.json")

    assert verify.main(["event", str(tmp_path / "proof.json")]) == 0


@pytest.mark.parametrize("language", ["zh-hans", told_at_length("en")])
def test_everybody_reads_the_journal(story, window, language):
    reader = window(language, PHONE, elder=True)

    reader.open("/journal/")
    reader.page.locator(".prints__date a").first.click()
    reader.look()

    assert reader.reads("Fingerprint of the day before")
