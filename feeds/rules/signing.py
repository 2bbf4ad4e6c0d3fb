"""Signing as the Standard Webhooks specification asks (version 1.0.0, symmetric signatures)."""

import base64
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

PREFIX, VERSION = "whsec_", "v1"
BYTES = 32  # the specification allows 24 to 64


def new_secret() -> str:
    """Return a secret as it is shown to whoever verifies: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret: str, message: str, at: int, body: bytes) -> str:
    """Return `v1,` and the HMAC-SHA256 over `message.at.body`, at being seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    said = f"{message}.{at}.".encode() + body
    return f"{VERSION},{base64.b64encode(hmac.digest(key, said, 'sha256')).decode()}"


def headers(secrets_now: Iterable[str], message: str, now: datetime, body: bytes) -> dict[str, str]:
    """Return the three headers; each secret that counts has its signature."""
    at = int(now.timestamp())
    signed = " ".join(signature(each, message, at, body) for each in secrets_now)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": signed,
    }
