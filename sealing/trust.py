"""The roots this installation trusts, and the key under which it issues."""

from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sealing.authority import certificates_of_pem, key_of_pem

CHAINS_KEPT = 256


def roots() -> tuple[x509.Certificate, ...]:
    """Return the roots, the one that issues first; older ones stay for the letters under them."""
    return _parsed(settings.SEAL_ROOT_CERTIFICATES)


def issuing_root() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return the root that issues and its key; most processes of an installation have no key."""
    if not settings.SEAL_ROOT_KEY:
        raise ImproperlyConfigured("SEAL_ROOT_KEY is not here: certificates are issued elsewhere.")
    key = key_of_pem(settings.SEAL_ROOT_KEY)
    root = roots()[0]
    if key.public_key() != root.public_key():
        raise ImproperlyConfigured("SEAL_ROOT_KEY is not the key of the first root certificate.")
    return root, key


def root_of(certificate: bytes) -> bytes | None:
    """Return the root of ours that issued this certificate; none, when somebody else did."""
    return _root_of(certificate, settings.SEAL_ROOT_CERTIFICATES)


@lru_cache(maxsize=8)
def _parsed(pem: str) -> tuple[x509.Certificate, ...]:
    return tuple(certificates_of_pem(pem))


@lru_cache(maxsize=CHAINS_KEPT)
def _root_of(certificate: bytes, pem: str) -> bytes | None:
    try:
        subject = x509.load_der_x509_certificate(certificate)
    except (ValueError, x509.InvalidVersion):
        return None
    for root in _parsed(pem):
        if _issued(root, subject):
            return root.public_bytes(Encoding.DER)
    return None


def _issued(root: x509.Certificate, subject: x509.Certificate) -> bool:
    try:
        subject.verify_directly_issued_by(root)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True
