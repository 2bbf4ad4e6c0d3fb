"""SM2 and SM3 as the standards print them, and as a second signature beside a file."""

from hashlib import sha256

import pytest
from cryptography import x509

from sealing import sm2
from sealing.sm2 import Point, Sm2Signer
from tests.letters.signing import seal_key, sm2_key

# GB/T 32918.5-2017, annex A.2: the example on the recommended curve.
PRIVATE = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
PUBLIC = Point(
    0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020,
    0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13,
)
MESSAGE = b"message digest"
Z = "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3"
E = 0xF0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640
K = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA


@pytest.mark.parametrize(
    ("data", "digest"),  # GB/T 32905-2016, annex A
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_digests_are_those_of_the_standard(data, digest):
    assert sm2.sm3(data).hex() == digest


def test_the_public_key_is_that_of_the_standard():
    assert sm2.multiplied(PRIVATE, sm2.BASE) == PUBLIC


def test_what_is_signed_is_that_of_the_standard():
    assert sm2.identity_digest(PUBLIC).hex() == Z
    assert sm2.digest_of(MESSAGE, PUBLIC) == E


def test_the_signature_is_that_of_the_standard():
    assert sm2.numbers(sm2.sign_digest(E, PRIVATE, K)) == (R, S)
    assert sm2.is_signature(E, R, S, PUBLIC)


@pytest.mark.parametrize(
    ("e", "r", "s"),
    [(E + 1, R, S), (E, R + 1, S), (E, R, S - 1), (E, 0, S), (E, R, 0), (E, R, sm2.N - R)],
)
def test_another_number_is_no_signature(e, r, s):
    assert not sm2.is_signature(e, r, s, PUBLIC)


def test_a_signature_beside_a_file_holds_for_this_file_and_this_seal():
    signer, key = Sm2Signer(), sm2_key()

    signature = signer.sign(b"a letter", key=key)

    assert signer.verify(b"a letter", signature, certificate=key.certificate)
    assert not signer.verify(b"another", signature, certificate=key.certificate)
    assert not signer.verify(b"a letter", signature, certificate=seal_key().certificate)


@pytest.mark.parametrize(
    "signature", [b"", b"\x30", b"\x30\x06\x02\x01\x00\x02\x01\x00", b"x" * 99]
)
def test_nonsense_is_no_signature_and_no_error(signature):
    key = sm2_key()

    assert not Sm2Signer().verify(b"a letter", signature, certificate=key.certificate)
    assert not Sm2Signer().verify(b"a letter", signature, certificate=signature)


def test_a_signature_written_otherwise_does_not_count():
    signer, key = Sm2Signer(), sm2_key()
    signature = signer.sign(b"a letter", key=key)
    longer = bytes([0x30, 0x81, *signature[1:]])

    assert not signer.verify(b"a letter", longer, certificate=key.certificate)


def test_the_certificate_names_the_curve_and_is_signed_by_the_same_root():
    certificate = x509.load_der_x509_certificate(sm2_key().certificate)
    root = x509.load_der_x509_certificate(sm2_key().chain[0])

    certificate.verify_directly_issued_by(root)

    assert sm2.point_of(sm2_key().certificate)
    assert sha256(sm2_key().certificate).digest() != sha256(seal_key().certificate).digest()
