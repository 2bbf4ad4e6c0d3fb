"""A file that somebody brings: a verdict for every file, the right one, and never an error."""

import random
import tracemalloc
import zlib
from hashlib import sha256
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import utils
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from letters import verifying
from letters.verifying import LARGEST, Verdict, verify_pdf
from sealing.cms import P256_ORDER
from tests.letters.signing import letter, paper, root

pytestmark = pytest.mark.django_db
BITS = 8


@pytest.fixture(autouse=True)
def our_root():
    with override_settings(SEAL_ROOT_CERTIFICATES=root()[0]):
        yield


def flipped(pdf, bit):
    changed = bytearray(pdf)
    changed[bit // BITS] ^= 1 << bit % BITS
    return bytes(changed)


def saved_anew(pdf, **encryption):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    if encryption:
        writer.encrypt(**encryption)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def appended(pdf):
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    writer.add_metadata({"/Title": "Another title"})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_letter_is_intact_and_tells_its_seal():
    checked = verifying.check(letter())

    assert checked.is_good
    assert (checked.agency, checked.certificate) == ("广州市社会保险基金管理中心", "P440100-1")
    assert checked.sha256 == sha256(letter()).hexdigest()


# --- Bits ----------------------------------------------------------------------------------------
def test_every_flipped_bit_around_the_signature_is_noticed():
    pdf = letter()
    begin, end = pdf.index(b"/Contents <") - 20, pdf.index(b"/ByteRange") + 40
    bits = random.Random(1).sample(range(begin * BITS, end * BITS), 600)

    assert {verify_pdf(flipped(pdf, bit)) for bit in bits} == {Verdict.CHANGED}


def test_every_flipped_bit_of_the_padding_and_the_letters_of_the_digits_is_noticed():
    pdf = letter()
    end = pdf.index(b">\n/ByteRange")
    bits = range((end - 40) * BITS, (end + 2) * BITS)

    assert {verify_pdf(flipped(pdf, bit)) for bit in bits} == {Verdict.CHANGED}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_flipped_bit_is_noticed(data):
    pdf = letter()

    bit = data.draw(st.integers(0, len(pdf) * BITS - 1))

    assert verify_pdf(flipped(pdf, bit)) is Verdict.CHANGED


# --- Files that were letters ----------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf + b"\n",
        lambda pdf: b"\n" + pdf,
        lambda pdf: b"GIF89a" + pdf,
        lambda pdf: pdf + pdf,
        lambda pdf: pdf + b"PK\x03\x04 a zip file",
        lambda pdf: pdf.replace(b"/Reason", b"/Season"),
        lambda pdf: pdf[:-1],
        appended,
    ],
)
def test_whatever_is_added_or_taken_away_is_a_change(change):
    assert verify_pdf(change(letter())) is Verdict.CHANGED


def test_the_bytes_of_another_letter_do_not_fit_under_a_signature():
    one, other = letter(), letter("refusal")

    assert verify_pdf(other[: len(paper("refusal").pdf)] + one[len(paper().pdf) :]) in {
        Verdict.CHANGED,
        Verdict.INCOMPLETE,
    }


def test_a_letter_cut_short_is_incomplete():
    assert verify_pdf(letter()[:30_000]) is Verdict.INCOMPLETE


def test_a_letter_saved_anew_carries_no_signature_that_holds():
    assert verify_pdf(saved_anew(letter())) in {Verdict.CHANGED, Verdict.NOT_SIGNED}


def test_a_letter_that_was_never_signed_says_so():
    assert verify_pdf(paper().pdf) is Verdict.NOT_SIGNED


def test_an_encrypted_file_says_so():
    locked = saved_anew(paper().pdf, user_password="key", algorithm="RC4-128")

    assert verify_pdf(locked) is Verdict.ENCRYPTED


# --- Files of others ------------------------------------------------------------------------------
def test_a_letter_signed_under_another_root_is_not_ours():
    assert verify_pdf(letter(of_root="SOMEBODY ELSE")) is Verdict.NOT_OURS


def test_a_root_that_only_bears_our_name_is_not_ours():
    with override_settings(SEAL_ROOT_CERTIFICATES=root("LIKE OURS")[0]):
        assert verify_pdf(letter()) is Verdict.NOT_OURS


def test_the_other_form_of_the_same_signature_does_not_count():
    pdf = letter()
    from_s = verifying.reading.read(pdf).signature

    assert verify_pdf(pdf.replace(from_s.hex().upper().encode(), other_form(from_s))) is (
        Verdict.CHANGED
    )


def other_form(signature):
    r, s = utils.decode_dss_signature(signature)
    return utils.encode_dss_signature(r, P256_ORDER - s).hex().upper().encode()


# --- Anything at all ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.NOT_A_PDF),
        (b"%PDF-", Verdict.INCOMPLETE),
        (b"GIF89a", Verdict.NOT_A_PDF),
        (b"%PDF-1.7\n%%EOF", Verdict.NOT_SIGNED),
        (b"%PDF-1.7 /ByteRange [0 999999999 999999999 999999999] %%EOF", Verdict.NOT_SIGNED),
        (b"%PDF-1.7 /ByteRange [0 0 0 0] %%EOF", Verdict.NOT_SIGNED),
        (b"%PDF-1.7 <308006> /ByteRange [0 9 17 30] %%EOF", Verdict.NOT_SIGNED),
        (b"%PDF-1.7" + zlib.compress(bytes(10**7)) + b"%%EOF", Verdict.NOT_SIGNED),
        (b"%PDF-1.7" + b"[" * 10**6 + b"%%EOF", Verdict.NOT_SIGNED),
        (b"%PDF-1.7" + b"/ByteRange [0 1 2 3]" * 10**5 + b"%%EOF", Verdict.NOT_SIGNED),
    ],
)
def test_hostile_files_get_a_plain_verdict(data, verdict):
    assert verify_pdf(data) is verdict


def test_a_file_beyond_every_letter_is_not_even_read():
    assert verify_pdf(letter() + bytes(LARGEST)) is Verdict.TOO_LARGE


@given(st.binary(max_size=400), st.integers(0, 70_000), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_no_bytes_upset_the_check(noise, at, removed):
    pdf = letter()

    assert verify_pdf(pdf[:at] + noise + pdf[at + removed :]) in set(Verdict)


def test_checking_takes_little_more_memory_than_the_file():
    hostile = b"%PDF-1.7" + b"/ByteRange [0 1 2 3]" * (LARGEST // 25) + b"%%EOF"

    tracemalloc.start()
    verify_pdf(hostile)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 60 * 2**20
