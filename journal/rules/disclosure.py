"""An event in parts, each behind a salt of its own: one can be shown while others stay closed.

A leaf of the journal says nothing to whoever has no salt, and a salt opens one part of one event.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from journal.rules.merkle import leaf_hash
from law.canonical import canonical

# What happened; what was written down with it; figures and reasons; who it was at the agency.
PARTS = ("facts", "note", "data", "clerk")


def key_of_leaf(secret: bytes, event_hash: bytes) -> bytes:
    """Return the key of one event, made from the secret of its day, which is told to nobody."""
    return hmac.digest(secret, event_hash, "sha256")


def salt_of(key: bytes, part: str) -> bytes:
    """Return the salt of one part."""
    return hmac.digest(key, part.encode(), "sha256")


def digest_of(part: str, value: Any, salt: bytes) -> bytes:
    """Return what stands for a part without telling it."""
    return sha256(salt + canonical([part, value])).digest()


def leaf_of(digests: Mapping[str, bytes]) -> bytes:
    """Return the leaf that stands for all parts of an event."""
    return leaf_hash(b"".join(digests[part] for part in PARTS))


def digests_of(parts: Mapping[str, Any], key: bytes) -> dict[str, bytes]:
    """Return what stands for each part."""
    return {part: digest_of(part, parts[part], salt_of(key, part)) for part in PARTS}
