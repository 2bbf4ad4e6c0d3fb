"""Personal data at rest: AES-256-GCM with a key ring, and two ways to find what is encrypted.

A keyed hash beside the value, or where there is one column only, AES-SIV (RFC 5297) in it.
"""

import base64
import binascii
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "v1"
NONCE_BYTES = 12
SIV_KEY_BYTES = 64  # AES-256-SIV: one half authenticates, the other encrypts


@lru_cache
def _key_ring(text: str) -> dict[str, bytes]:
    """Return the keys by id, the newest first; `text` is `kid:base64,kid:base64`."""
    if not text:
        raise ImproperlyConfigured("FIELD_KEYS is empty: personal data cannot be stored")
    pairs = (entry.split(":", 1) for entry in text.split(","))
    return {kid.strip(): base64.b64decode(key) for kid, key in pairs}


@lru_cache
def _cipher(text: str, kid: str) -> AESGCM:
    return AESGCM(_key_ring(text)[kid])


def _newest() -> str:
    return next(iter(_key_ring(settings.FIELD_KEYS)))


def _seal(plain: bytes, kid: str, context: str) -> bytes:
    return _sealed(plain, _cipher(settings.FIELD_KEYS, kid), context)


def _sealed(plain: bytes, cipher: AESGCM, context: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, _as_bytes(context))


@lru_cache(maxsize=1024)
def _as_bytes(context: str) -> bytes:
    """Return the name of a field as it is bound: there are few, and each is asked for often."""
    return context.encode()


def _open(raw: bytes, kid: str, context: str) -> bytes:
    cipher = _cipher(settings.FIELD_KEYS, kid)
    return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())


def encrypt(plain: str, *, context: str) -> str:
    """Return `v1:kid:nonce+ciphertext`, bound to `context` (model and field)."""
    head, cipher = _newest_cipher(settings.FIELD_KEYS)
    sealed = _sealed(plain.encode(), cipher, context)
    return head + binascii.b2a_base64(sealed, newline=False).decode("ascii")


@lru_cache
def _newest_cipher(text: str) -> tuple[str, AESGCM]:
    """Return how a value under the newest key begins, and its cipher."""
    kid = next(iter(_key_ring(text)))
    return f"{VERSION}:{kid}:", _cipher(text, kid)


def decrypt(stored: str, *, context: str) -> str:
    """Return the plain text; raises `InvalidTag` when moved to another field or altered."""
    _version, kid, payload = stored.split(":", 2)
    return _open(base64.b64decode(payload), kid, context).decode()


def encrypt_bytes(plain: bytes, *, context: str) -> bytes:
    """Return a file as `encrypt` returns a text, but not in base64: it would grow by a third."""
    kid = _newest()
    return f"{VERSION}:{kid}:".encode() + _seal(plain, kid, context)


def decrypt_bytes(stored: bytes, *, context: str) -> bytes:
    """Return the plain bytes; raises `InvalidTag` when moved to another field or altered."""
    _version, kid, raw = stored.split(b":", 2)
    return _open(raw, kid.decode(), context)


def is_newest(stored: str | bytes) -> bool:
    """Return whether the newest key encrypted it, so that a rotation may pass it by."""
    head = f"{VERSION}:{_newest()}:"
    return stored.startswith(head) if isinstance(stored, str) else stored.startswith(head.encode())


@lru_cache
def _repeatable(text: str, kid: str) -> AESSIV:
    """Return the cipher of a key that writes the same text in the same way each time."""
    derived = HKDF(SHA256(), length=SIV_KEY_BYTES, salt=None, info=b"found by its whole value")
    return AESSIV(derived.derive(_key_ring(text)[kid]))


def _repeated(plain: str, kid: str, context: str) -> str:
    raw = _repeatable(settings.FIELD_KEYS, kid).encrypt(plain.encode(), [context.encode()])
    return f"{VERSION}:{kid}:{base64.b64encode(raw).decode()}"


def encrypt_findable(plain: str, *, context: str) -> str:
    """Return what is the same for the same text: it shows that two are equal, and nothing else."""
    return _repeated(plain, _newest(), context)


def findable_forms(plain: str, *, context: str) -> list[str]:
    """Return every form in which a text may be stored: one for each key of the ring."""
    return [_repeated(plain, kid, context) for kid in _key_ring(settings.FIELD_KEYS)]


def decrypt_findable(stored: str, *, context: str) -> str:
    """Return the plain text; raises `InvalidTag` when moved to another field or altered."""
    _version, kid, payload = stored.split(":", 2)
    cipher = _repeatable(settings.FIELD_KEYS, kid)
    return cipher.decrypt(base64.b64decode(payload), [context.encode()]).decode()


def blind_index(value: str, *, context: str) -> str:
    """Return the keyed hash by which a value can be found without being readable."""
    key = settings.BLIND_INDEX_KEY
    if not key:
        raise ImproperlyConfigured("BLIND_INDEX_KEY is empty: personal data cannot be found")
    message = f"{context}\x00{value}".encode()
    return hmac.digest(_index_key(key), message, "sha256").hex()


@lru_cache
def _index_key(text: str) -> bytes:
    return base64.b64decode(text)
