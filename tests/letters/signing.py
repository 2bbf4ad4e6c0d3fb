"""A small authority for tests about seals: one for the whole session, no database."""

from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives.serialization import Encoding

from letters.render import typeset
from letters.samples import MADE_AT, SAMPLES
from sealing import authority
from sealing.pades import PadesSigner
from sealing.signers import SealKey
from sealing.sm2 import Sm2Signer
from sealing.typesetting import Seal

BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
SIGNED_AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NAME = "广州市社会保险基金管理中心"


def root(name="TEST ROOT"):
    """Return a root certificate as PEM, and its key."""
    return _root(name)


@cache
def _root(name):
    key = authority.new_private_key()
    return authority.new_root(key, name=name, begins_at=BEGINS), key


def seal_key(of_root="TEST ROOT"):
    """Return the key of an agency's seal under that root."""
    return _key(PadesSigner, of_root, "P440100-1")


@cache
def _key(signer, of_root, number):
    pem, key = root(of_root)
    (above,) = authority.certificates_of_pem(pem)
    new = signer().new_key()
    certificate = authority.new_certificate(
        new.public,
        authority.Subject(NAME, "P440100", number),
        begins_at=BEGINS,
        ends_at=BEGINS + 3 * authority.YEAR,
        root=above,
        root_key=key,
    )
    return SealKey(number, NAME, certificate, (above.public_bytes(Encoding.DER),), new.secret)


def sm2_key():
    """Return the key of a seal of the national standard."""
    return _key(Sm2Signer, "TEST ROOT", "P440100-SM2-1")


def paper(kind="acceptance-letter", *, sealed=True):
    """Return a typeset letter with a seal drawn on it, or without."""
    facts = SAMPLES[kind]().as_json()
    seal = Seal(mark="演示DEMO电子印章", number="P440100-1") if sealed else None
    return typeset(kind, 2, facts, timestamp=MADE_AT, seal=seal)


def letter(kind="acceptance-letter", of_root="TEST ROOT"):
    """Return a sealed and signed letter."""
    return _letter(kind, of_root)


@cache
def _letter(kind, of_root):
    return signed(paper(kind), of_root)


def signed(sheet, of_root="TEST ROOT"):
    """Sign a typeset letter."""
    return PadesSigner().sign_pdf(sheet, key=seal_key(of_root), at=SIGNED_AT, reason="穗社保转")
