"""Verifying a webhook by the Standard Webhooks specification."""

import base64
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

TOLERANCE = 300  # seconds, before and after


class NotGenuine(ValueError):
    """A webhook that the portal has not sent, or not now."""


def verify(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: float | None = None
) -> Any:
    """Return what a webhook tells; raises `NotGenuine`. Header names may be in any case."""
    said = {name.lower(): value for name, value in headers.items()}
    message, at = said.get("webhook-id", ""), said.get("webhook-timestamp", "")
    if not at.isascii() or not at.isdigit():
        raise NotGenuine("no time")
    if abs((time.time() if now is None else now) - int(at)) > TOLERANCE:
        raise NotGenuine("not of now")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{message}.{at}.".encode() + body, "sha256")
    right = f"v1,{base64.b64encode(signed).decode()}"
    if not any(
        hmac.compare_digest(right, each) for each in said.get("webhook-signature", "").split()
    ):
        raise NotGenuine("not signed with this secret")
    return json.loads(body)
