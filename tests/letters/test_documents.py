"""Under which document somebody is insured, as letters print it."""

import pytest

from law.identity_number import DOCUMENT_TYPES, DocumentType
from letters.render import render
from letters.samples import MADE_AT, person
from tests.letters.test_paper import squeezed, text_of
from transfers.letter_samples import information_forms

PERMIT = DOCUMENT_TYPES[DocumentType.HMT_RESIDENCE_PERMIT]
PASSPORT = DOCUMENT_TYPES[DocumentType.PASSPORT]


def printed(kind, facts):
    pdf = render(kind, 2, facts.as_json(), timestamp=MADE_AT)
    return squeezed(text_of(pdf))


@pytest.mark.parametrize(
    ("document", "number", "title"),
    [
        (PERMIT, "810000199001010019", "公民身份号码"),
        (PASSPORT, "EA1234567", "证件号码"),
    ],
)
def test_a_form_of_the_standard_names_a_document_that_is_no_identity_card(document, number, title):
    who = person(document_type=document, identity_number=number)
    text = printed("information-form", information_forms.information_form(person=who))

    assert f"{title}" in text
    assert f"{number}{document.zh}" in text


def test_an_identity_card_is_printed_as_the_standard_has_it():
    text = printed("information-form", information_forms.information_form())

    assert "公民身份号码" in text
    assert "居民身份证" not in text
