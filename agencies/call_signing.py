"""Signed calls of agencies' systems, by RFC 9421 (HTTP Message Signatures) and RFC 9530 (digests).

A token can be copied on its way; a private key never leaves the system. Where the head of an agency
has named the public keys of a system, each call of it that changes something has to be signed: the
method, the address, the token, the key against repetition and the body.
"""

import hashlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext_lazy as _
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
    algorithms,
)

from kit.errors import NotPermitted

MOST_KEYS = 2  # the one in use, and the next one
LONGEST_AGE = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(minutes=1)
COVERED = ("@method", "@target-uri", "authorization")
ONCE = "Idempotency-Key"
_BEGIN = "-----BEGIN PUBLIC KEY-----"


class SignatureNeeded(NotPermitted):
    """A call of a system whose calls are signed has no signature that holds."""

    code = "signature_required"

    def __init__(self, why: str) -> None:
        said = _("Calls of this system that change something have to be signed (RFC 9421): %(why)s")
        super().__init__(said % {"why": why})


def read_keys(typed: str) -> list[str]:
    """Return the public keys of a text of PEM blocks: Ed25519, or ECDSA over P-256.

    Raises `ValueError` for anything else, and for more than `MOST_KEYS`.
    """
    before, *blocks = typed.split(_BEGIN)
    if before.strip() or len(blocks) > MOST_KEYS:
        raise ValueError("no list of keys")
    return list(dict.fromkeys(_written(_load(_BEGIN + block)) for block in blocks))


def name_of(pem: str) -> str:
    """Return the `keyid` of a public key: the first 16 bytes of the SHA-256 of its DER, in hex."""
    der = _load(pem).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()[:32]


def check(request: HttpRequest, keys: list[str]) -> None:
    """Raise `SignatureNeeded` unless a request is signed by one of some public keys, just now.

    Reads the whole body; its length is to be looked at before.
    """
    known = {name_of(pem): pem for pem in keys}
    sent = _as_sent(request)
    body = _body(request)
    needed = (*COVERED, "idempotency-key") if ONCE in request.headers else COVERED
    why: Exception = InvalidSignature("no key")
    for algorithm in {_algorithm(pem) for pem in keys}:
        verifier = HTTPMessageVerifier(signature_algorithm=algorithm, key_resolver=_Ring(known))
        verifier.max_clock_skew = CLOCKS_DIFFER
        try:
            verifier.verify(sent, max_age=LONGEST_AGE, require_components=needed, body=body)
        except (InvalidSignature, HTTPMessageSignaturesException, ValueError) as error:
            why = error
        else:
            return
    raise SignatureNeeded(str(why)[:200]) from why


class _Ring(HTTPSignatureKeyResolver):
    """The keys of one system, by their names."""

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known

    def resolve_public_key(self, key_id: str) -> Any:
        """Return a key, or None where nobody knows it."""
        pem = self.known.get(key_id)
        return None if pem is None else _load(pem)

    def resolve_private_key(self, key_id: str) -> Any:
        """Refuse: nothing is signed here."""
        raise NotImplementedError


def _load(pem: str) -> Ed25519PublicKey | EllipticCurvePublicKey:
    key = load_pem_public_key(pem.strip().encode("ascii"))
    if isinstance(key, Ed25519PublicKey):
        return key
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return key
    raise ValueError("neither Ed25519 nor P-256")


def _written(key: Ed25519PublicKey | EllipticCurvePublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode().strip()


def _algorithm(pem: str) -> type[algorithms.HTTPSignatureAlgorithm]:
    is_edwards = isinstance(_load(pem), Ed25519PublicKey)
    return algorithms.ED25519 if is_edwards else algorithms.ECDSA_P256_SHA256


def _as_sent(request: HttpRequest) -> SimpleNamespace:
    """Return what was signed: the address as it was called, with or without the last slash."""
    query = request.META.get("QUERY_STRING", "")
    path = escape_uri_path(request.META["PATH_INFO"])
    where = f"{request.scheme}://{request.get_host()}{path}{f'?{query}' if query else ''}"
    return SimpleNamespace(method=request.method, url=where, headers=dict(request.headers))


def _body(request: HttpRequest) -> bytes:
    """Return the body, and leave it there for whoever parses it."""
    if not hasattr(request, "_body"):
        request._body = request.read()
    return request._body
