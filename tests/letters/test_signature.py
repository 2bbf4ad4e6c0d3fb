"""A sealed letter: anybody's reader can check it, it stays an archive file, nothing may change."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from letters.render import KINDS
from sealing import authority
from sealing.typesetting import SealPlace
from tests.letters.signing import NAME, SIGNED_AT, letter, paper, root, seal_key, signed

PYHANKO = Path(sys.executable).with_name("pyhanko")
# Visible to nobody but the machine: Print is set, Hidden, Invisible and NoView are not.
PRINTED, HIDDEN = 4, 1 | 2 | 32


def signature_of(pdf):
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return signature


def judged(pdf):
    """Return what pyHanko, which trusts our root and asks nobody, finds."""
    roots = [each.public_bytes(Encoding.DER) for each in authority.certificates_of_pem(root()[0])]
    trust = ValidationContext(
        trust_roots=[Certificate.load(each) for each in roots],
        allow_fetching=False,
        moment=SIGNED_AT,
    )
    return validate_pdf_signature(signature_of(pdf), trust)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_finds_every_kind_of_letter_whole_and_trusted(kind):
    found = judged(letter(kind))

    assert found.bottom_line
    assert found.coverage.name == "ENTIRE_FILE"
    assert found.docmdp_ok


def test_the_command_of_pyhanko_accepts_a_letter(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(letter())
    (tmp_path / "root.pem").write_text(root()[0])

    command = [PYHANKO, "sign", "validate", "--trust", "root.pem", "letter.pdf"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert ":INTACT:TRUSTED,UNTOUCHED" in said.stdout


def test_the_signature_is_of_the_european_profile_and_forbids_every_change():
    signature = signature_of(letter())

    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.docmdp_level == MDPPerm.NO_CHANGES
    assert signature.self_reported_timestamp == SIGNED_AT


def test_the_signature_carries_its_certificate_and_the_root():
    signature = signature_of(letter())
    names = {each.subject.native["common_name"] for each in signature.other_embedded_certs}

    assert signature.signer_cert.subject.native["organization_name"] == NAME
    assert signature.signer_cert.subject.native["serial_number"] == "P440100-1"
    assert names == {"TEST ROOT"}


def test_the_field_lies_on_the_drawn_seal():
    (seal,) = paper().seals
    page = PdfReader(BytesIO(letter())).pages[seal.page - 1]

    (field,) = page["/Annots"]
    left, _bottom, _right, top = field.get_object()["/Rect"]

    assert abs(left - seal.x) < 1
    assert abs(float(page.mediabox.height) - top - seal.y) < 1


def test_the_field_shows_nothing_of_its_own_and_is_told_to_those_who_cannot_see():
    reader = PdfReader(BytesIO(letter()))
    (field,) = (each.get_object() for each in reader.pages[0]["/Annots"])
    structure = reader.trailer["/Root"]["/StructTreeRoot"]
    last = structure["/K"][0]["/K"][-1].get_object()

    assert field["/AP"]["/N"].get_data() == b""
    assert field["/F"] & PRINTED
    assert not field["/F"] & HIDDEN
    assert NAME in field["/TU"]
    assert last["/S"] == "/Form"
    assert last["/K"]["/Obj"].get_object() == field
    assert structure["/ParentTree"]["/Nums"][-2] == field["/StructParent"]


def test_the_signed_letter_begins_with_the_archive_file_unchanged():
    assert letter().startswith(paper().pdf)
    assert PdfReader(BytesIO(letter())).xmp_metadata.pdfaid_conformance == "A"


def test_a_letter_without_a_seal_is_signed_out_of_sight():
    bare = signed(paper(sealed=False))

    (field,) = PdfReader(BytesIO(bare)).pages[0]["/Annots"]

    assert list(field.get_object()["/Rect"]) == [0, 0, 0, 0]
    assert judged(bare).bottom_line


def test_a_seal_on_a_page_that_is_not_there_keeps_no_letter_back():
    sheet = replace(paper(), seals=(SealPlace(page=99, x=0, y=0, size=10),))

    assert judged(signed(sheet)).bottom_line


def test_signing_again_gives_the_same_bytes():
    assert signed(paper()) == letter()


def test_a_key_does_not_show_itself():
    assert seal_key().secret not in repr(seal_key())
