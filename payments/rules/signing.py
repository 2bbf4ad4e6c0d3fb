"""How a call-back is signed: HMAC-SHA256 over its moment and its bytes, good for five minutes."""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

TOLERANCE = timedelta(minutes=5)
"""By how much the moment of a signature may differ from ours [H]."""


class SignatureWrong(ValueError):
    """Nobody who knows the secret has signed this, or too long ago; it says which."""


def signature_of(secret: bytes, timestamp: str, body: bytes) -> str:
    """Return the signature of a body at a moment (Unix seconds, as text), in hexadecimal."""
    return hmac.new(secret, f"{timestamp}.".encode() + body, sha256).hexdigest()


def check(secret: bytes, timestamp: str, signature: str, body: bytes, *, now: datetime) -> None:
    """Raise `SignatureWrong` unless the body was signed with the secret within the tolerance."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise SignatureWrong("the moment cannot be read")
    wanted = signature_of(secret, timestamp, body)
    if not (signature.isascii() and hmac.compare_digest(wanted, signature)):
        raise SignatureWrong("the signature does not fit")
    if abs(now - datetime.fromtimestamp(int(timestamp), UTC)) > TOLERANCE:
        raise SignatureWrong("the signature is too old")
