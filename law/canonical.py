"""The one way in which something is written down before it is hashed or signed."""

import json
from typing import Any

_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, check_circular=False, separators=(",", ":")
)


def canonical(value: Any) -> bytes:
    """Return JSON in UTF-8 with sorted names and no blanks: the same value, the same bytes."""
    return _ENCODER.encode(value).encode()
