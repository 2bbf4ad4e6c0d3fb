"""A letter checked on a phone: by the square picture, by typing, and by the file itself."""

import json

import pytest

from letters.models import Letter
from tests.browser.people import signed_in
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.story import Story

pytestmark = pytest.mark.browser
GONE = {"zh-hans": "此函已作废。", "en": "This letter no longer counts."}
VALID = {"zh-hans": "此函有效。", "en": "This letter is valid."}
EXACTLY = {
    "zh-hans": "与签发的文件完全一致，此函有效。",
    "en": "This is exactly the letter that was issued, and it is valid.",
}


@pytest.fixture
def story(world):
    return Story(world).tell("submit wait accept work")


@pytest.fixture
def letter(story):
    return Letter.objects.get(case=story.case, kind=Letter.Kind.ACCEPTANCE)


def picture_on(letter):
    """Return what the square picture of a letter leads to, on the server of the test."""
    content = json.loads(letter.content)
    host = "/".join(content["verify_url"].split("/")[:3])
    return (content["verify_url"] + content["code"] + "/").removeprefix(host)


def verdict(reader):
    """Return the big sentence."""
    return reader.page.locator(".verdict__sentence").inner_text()


@pytest.mark.parametrize("language", ["zh-hans", told_at_length("en")])
def test_a_letter_is_checked_on_a_phone(story, letter, window, language, tmp_path):
    anybody = window(language, PHONE)

    anybody.open(picture_on(letter))
    assert verdict(anybody) == VALID[language]

    anybody.open("/verify/")
    anybody.fill(code=letter.code.lower()[:-1])
    anybody.press("Check the code")
    assert anybody.page.locator(".error-summary").is_visible()
    anybody.fill(code=" ".join(letter.code.lower()))
    anybody.press("Check the code")
    assert verdict(anybody) == VALID[language]

    anybody.follow("Check another letter", within="main")
    (tmp_path / "letter.pdf").write_bytes(bytes(letter.file.pdf))
    anybody.page.locator("[name=letter]").set_input_files(tmp_path / "letter.pdf")
    anybody.press("Check the file")
    assert verdict(anybody) == EXACTLY[language]

    story.void_without_successor()
    anybody.open(picture_on(letter))
    assert verdict(anybody) == GONE[language]


def test_every_verdict_can_be_read_in_large_letters_and_without_script(letter, window, tmp_path):
    files = {"changed": bytes(letter.file.pdf).replace(b"/Reason", b"/Season"), "photo": b"GIF89a"}
    readers = [
        window("zh-hans", PHONE, elder=True),
        window("zh-hans", PHONE, java_script_enabled=False),
    ]

    for anybody in readers:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
            anybody.open("/verify/")
            anybody.page.locator("[name=letter]").set_input_files(tmp_path / name)
            anybody.press("Check the file")
            assert anybody.page.locator(".verdict").count() == 1


@pytest.mark.parametrize("language", ["zh-hans", told_at_length("en")])
def test_the_parties_see_that_it_was_checked(world, story, letter, window, language):
    window(language, DESKTOP).page.goto(picture_on(letter))  # once: each look is a check

    person = signed_in(window(language, PHONE), world.applicant)
    person.open(f"/cases/{story.case.number}/")
    person.unfold_all()
    person.follow("See the checks", within="main")
    clerk = signed_in(window(language, DESKTOP), world.pension_new_a)
    clerk.open(f"/desk/cases/{story.case.number}/")
    clerk.follow("See the checks", within="main")

    assert clerk.page.locator(".checks__one").count() == 1
