"""The signature as it lies in a PDF: CMS SignedData (RFC 5652) of PAdES level B-B (EN 319 142-1).

It is written in one way only: the same digest, certificates and signature give the same bytes.
So whoever judges a letter can write it once more and compare, and not one bit goes unnoticed.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

# The order of P-256. Of the two signatures that s and n-s make, only the lower counts.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

# Tags of DER (X.690).
INTEGER, OCTETS, SEQUENCE, SET, FIRST = 0x02, 0x04, 0x30, 0x31, 0xA0
SHORT = 0x80  # from this length on it is written in more than one byte

VERSION_1 = bytes.fromhex("020101")
DATA = bytes.fromhex("06092a864886f70d010701")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
SHA256 = bytes.fromhex("300d06096086480165030402010500")
ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")


def der(tag: int, *parts: bytes) -> bytes:
    """Return a value as DER: its tag, its length, what it is made of."""
    content = b"".join(parts)
    length = len(content)
    if length < SHORT:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, SHORT | size]) + length.to_bytes(size) + content


def parts(value: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Take DER values that follow each other apart: tag, content, and the whole of each."""
    while value:
        begin, length = 2, value[1]
        if length >= SHORT:
            begin += length - SHORT
            length = int.from_bytes(value[2:begin])
        if begin + length > len(value):
            raise ValueError("a value is longer than what holds it")
        yield value[0], value[begin : begin + length], value[: begin + length]
        value = value[begin + length :]


def one_form(signature: bytes) -> bytes:
    """Return an ECDSA signature in the one form that is written and accepted: DER, low s."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, P256_ORDER - s))


def to_be_signed(digest: bytes, certificate: bytes) -> bytes:
    """Return the bytes under the signature."""
    return der(SET, _signed_attributes(digest, certificate))


def signed_data(
    digest: bytes, signature: bytes, *, certificate: bytes, chain: tuple[bytes, ...]
) -> bytes:
    """Return the whole container: signature, signed attributes, certificate and its chain."""
    signer = der(
        SEQUENCE,
        VERSION_1,
        issuer_and_serial(certificate),
        SHA256,
        der(FIRST, _signed_attributes(digest, certificate)),
        ECDSA_WITH_SHA256,
        der(OCTETS, signature),
    )
    content = der(
        SEQUENCE,
        VERSION_1,
        der(SET, SHA256),
        der(SEQUENCE, DATA),
        der(FIRST, *sorted((certificate, *chain))),
        der(SET, signer),
    )
    return der(SEQUENCE, SIGNED_DATA, der(FIRST, content))


@lru_cache(maxsize=256)
def issuer_and_serial(certificate: bytes) -> bytes:
    """Return how a signature names a certificate."""
    read = x509.load_der_x509_certificate(certificate)
    number = read.serial_number
    serial = number.to_bytes(number.bit_length() // 8 + 1)
    return der(SEQUENCE, read.issuer.public_bytes(), der(INTEGER, serial))


def _signed_attributes(digest: bytes, certificate: bytes) -> bytes:
    """Say which file is signed, and whose certificate is meant; in the order that DER wants."""
    meant = der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTETS, sha256(certificate).digest()))))
    attributes = (
        (CONTENT_TYPE, DATA),
        (MESSAGE_DIGEST, der(OCTETS, digest)),
        (SIGNING_CERTIFICATE_V2, meant),
    )
    return b"".join(der(SEQUENCE, kind, der(SET, value)) for kind, value in attributes)
