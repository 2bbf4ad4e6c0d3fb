"""A letter is set once; with English beneath it is a second file of the same letter."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from letters.actions.issuing import render_translation
from letters.models import Letter, LetterTranslation
from letters.rules.codes import as_typed, grouped
from tests.story import Story
from tests.transfers.pages import signed_in


@pytest.fixture
def story(world):
    told = Story(world)
    told.submit()
    told.wait()
    told.accept()
    told.work()
    return told


@pytest.fixture
def letter(story):
    return Letter.objects.get(case=story.case, kind=Letter.Kind.ACCEPTANCE)


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(pdf))).pages)


def test_an_issued_letter_carries_number_code_and_address(letter):
    text = text_of(letter.file.pdf)

    assert "穗社保转〔2026〕1号" in text
    assert as_typed(letter.code) == letter.code
    assert grouped(letter.code)[:19] in text


def test_no_two_letters_have_the_same_code(story, letter):
    codes = set(Letter.objects.values_list("code", flat=True))

    assert len(codes) == Letter.objects.count() > 1


def test_the_translation_is_set_once(letter, story):
    first = render_translation(letter, now=story.now)
    second = render_translation(letter, now=story.now)

    assert first == second
    assert first.sha256 == sha256(first.pdf).hexdigest() != letter.file.sha256
    assert "prevails" in text_of(first.pdf)


def test_a_letter_is_served_in_chinese_unless_english_is_asked_for(letter, story):
    browser = signed_in(story.world.applicant)
    address = reverse("letter", args=[letter.number])

    chinese = browser.get(address)
    bilingual = browser.get(address, {"language": "bilingual"})

    assert chinese.content == bytes(letter.file.pdf)
    assert "prevails" in text_of(bilingual.content)
    assert f"{letter.number}-bilingual.pdf" in bilingual["Content-Disposition"]
    assert LetterTranslation.objects.count() == 1


def test_only_the_file_itself_lets_the_browsers_reader_in(world):
    told = Story(world)
    told.submit()
    told.wait()
    told.accept()
    letter = Letter.objects.get(case=told.case, kind=Letter.Kind.ACCEPTANCE)
    browser = signed_in(world.applicant)

    page = browser.get(letter.get_absolute_url())
    told.work()
    file = browser.get(letter.get_absolute_url())

    assert "object-src 'none'" in page["Content-Security-Policy"]
    assert "object-src 'self'" in file["Content-Security-Policy"]


def test_a_stranger_gets_no_translation(letter, story):
    browser = signed_in(story.world.other_person)

    answer = browser.get(letter.get_translation_url())

    assert answer.status_code == 404
    assert not LetterTranslation.objects.exists()


def test_the_page_of_the_case_offers_both(letter, story):
    page = signed_in(story.world.applicant).get(story.case.get_absolute_url()).content.decode()

    assert letter.get_translation_url() in page
    assert "穗社保转〔2026〕1号" in page
