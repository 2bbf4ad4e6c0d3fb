"""Personal data at rest: AES-256-GCM with a key ring, and a keyed hash for exact look-up."""

import base64
import hmac
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "v1"
NONCE_BYTES = 12


@lru_cache
def _key_ring(text: str) -> dict[str, bytes]:
    """Return the keys by id, the newest first; `text` is `kid:base64,kid:base64`."""
    if not text:
        raise ImproperlyConfigured("FIELD_KEYS is empty: personal data cannot be stored")
    pairs = (entry.split(":", 1) for entry in text.split(","))
    return {kid.strip(): base64.b64decode(key) for kid, key in pairs}


def encrypt(plain: str, *, context: str) -> str:
    """Return `v1:kid:nonce+ciphertext`, bound to `context` (model and field)."""
    kid, key = next(iter(_key_ring(settings.FIELD_KEYS).items()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, plain.encode(), context.encode())
    return f"{VERSION}:{kid}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, context: str) -> str:
    """Return the plain text; raises `InvalidTag` when moved to another field or altered."""
    _version, kid, payload = stored.split(":", 2)
    raw = base64.b64decode(payload)
    key = _key_ring(settings.FIELD_KEYS)[kid]
    return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode()).decode()


def blind_index(value: str, *, context: str) -> str:
    """Return the keyed hash by which a value can be found without being readable."""
    if not settings.BLIND_INDEX_KEY:
        raise ImproperlyConfigured("BLIND_INDEX_KEY is empty: personal data cannot be found")
    message = f"{context}\x00{value}".encode()
    return hmac.new(base64.b64decode(settings.BLIND_INDEX_KEY), message, sha256).hexdigest()
