"""Secrets of a production installation: from files or the environment, never from the code.

Each is tried as it is read, so that a wrong one is found at the start and not by the first person
whose data it cannot open.
"""

import base64
import binascii
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificates
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32
KEY_BYTES = 32  # AES-256, and the key of HMAC-SHA-256
FEWEST_SIGNS = 8  # different bytes of a key; one that was drawn has about thirty
SHORTEST_RSA = 2048
EXAMPLES = (
    *("demo-only", "test-only", "changeme", "change-me", "django-insecure"),
    *("the-token", "the-secret", "the-password", "example", "password"),
)
EXAMPLE_DOMAIN = "example.gov.cn"  # of deploy/portal.env.example


def secret(name: str, *, shortest: int = SHORTEST) -> str:
    """Return the secret of that name; without a real one the portal does not start."""
    value = read_secret(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}_FILE (a file) or {name}: it has no default.")
    if len(value) < shortest or value.startswith(EXAMPLES):
        raise ImproperlyConfigured(f"{name} is an example or too short; make one: make secrets")
    return value


def read_secret(name: str) -> str:
    """Return what the file named by NAME_FILE holds, or else the variable NAME."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "").strip()
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error


def key_ring(name: str) -> str:
    """Return a ring of keys, each of which was tried: `kid:base64,kid:base64`, the newest first."""
    value = secret(name)
    entries = [entry.partition(":") for entry in value.split(",")]
    names = [kid.strip() if colon else "" for kid, colon, _key in entries]
    if not all(names) or len(set(names)) < len(names):
        raise ImproperlyConfigured(f"Each key of {name} has a name of its own, before a colon.")
    for kid, _colon, key in entries:
        _try_key(key, f"{name}, key {kid.strip()[:20]}")
    return value


def index_key(name: str) -> str:
    """Return a key of 256 bits in base64 that was tried."""
    value = secret(name)
    _try_key(value, name)
    return value


def _try_key(text: str, what: str) -> None:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(f"{what}: this is not base64; make one: make secrets") from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{what}: a key has {KEY_BYTES} bytes, this has {len(key)}.")
    if len(set(key)) < FEWEST_SIGNS:
        raise ImproperlyConfigured(f"{what}: nobody drew this key; make one: make secrets")


def private_key(name: str, kind: type, *, shortest: int) -> str:
    """Return a private key of a kind, as PEM, that was read once."""
    value = secret(name, shortest=shortest)
    try_private_key(value, name, kind)
    return value


def try_private_key(value: str, name: str, kind: type) -> None:
    """Refuse what is no private key of a kind; the error says nothing of it."""
    try:
        key = load_pem_private_key(value.encode(), password=None)
    except (ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"{name} is no private key in PEM.") from error
    if not isinstance(key, kind):
        raise ImproperlyConfigured(f"{name} is a key of another kind than {kind.__name__}.")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < SHORTEST_RSA:
        raise ImproperlyConfigured(f"{name} has fewer than {SHORTEST_RSA} bits.")


def certificates(name: str) -> str:
    """Return certificates, as PEM, that were read once."""
    value = secret(name, shortest=400)
    try:
        load_pem_x509_certificates(value.encode())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} holds no certificate in PEM.") from error
    return value


def refuse_examples(**places: str) -> None:
    """Refuse a host of the example file: nobody answers there, and letters would name it."""
    for name, place in places.items():
        if EXAMPLE_DOMAIN in place:
            raise ImproperlyConfigured(f"{name} is still the one of deploy/portal.env.example.")


RSA, ED25519 = rsa.RSAPrivateKey, ed25519.Ed25519PrivateKey
