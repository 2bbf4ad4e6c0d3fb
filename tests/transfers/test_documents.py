"""Whoever is insured under another document than an identity card moves as everybody does."""

import pytest

from casework.rules.statuses import Status
from law.identity_number import DOCUMENT_TYPES, DocumentType
from tests.api.calling import program_of
from tests.cast import make_world
from tests.story import at_stage
from tests.transfers.pages import signed_in

pytestmark = pytest.mark.django_db

NUMBERS = {
    DocumentType.HMT_RESIDENCE_PERMIT: ("81000019900417000X", "810000********000X"),
    DocumentType.HK_MACAO_PASS: ("H12345678", "H1*****78"),
    DocumentType.TAIWAN_PASS: ("12345678", "12****78"),
    DocumentType.FOREIGN_PERMANENT_RESIDENT: ("CAN110181080301", "CA***********01"),
    DocumentType.PASSPORT: ("EA1234567", "EA*****67"),
}


def insured_under(person, kind):
    """Let the world's applicant be insured under this document, without a hukou."""
    person.document_type, (person.number, _masked) = kind, NUMBERS[kind]
    person.hukou_region_code = ""
    person.issued_in = "CAN" if kind == DocumentType.PASSPORT else ""
    person.save()


def test_a_resident_of_hong_kong_moves_to_the_end():
    world = make_world()
    insured_under(world.person, DocumentType.HMT_RESIDENCE_PERMIT)

    assert at_stage(world, "completed").case.status == Status.COMPLETED


@pytest.mark.one_database
@pytest.mark.parametrize("kind", NUMBERS)
def test_every_document_is_shown_by_its_kind_found_by_its_number_and_masked(kind):
    world = make_world()
    insured_under(world.person, kind)
    case = at_stage(world, "in review").case
    number, masked = NUMBERS[kind]

    desk = signed_in(world.pension_new_a)
    shown = desk.get(f"/desk/cases/{case.number}/").content.decode()
    found = desk.post("/desk/search/", {"q": number.lower()})
    said = {"document_type": kind.value, "number": number.lower(), "reason": "asked"}
    said |= {"issued_in": "CAN"} if kind == DocumentType.PASSPORT else {}
    answer = program_of(world.pension_new_a).post("search", said).json()

    assert masked in shown
    assert number not in shown
    assert case.number in found.url
    assert [each["number"] for each in answer] == [case.number]


def test_every_other_document_is_tried():
    assert {*NUMBERS, DocumentType.RESIDENT_ID} == set(DOCUMENT_TYPES)
