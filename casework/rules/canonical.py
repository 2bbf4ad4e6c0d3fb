"""The one way in which something is written down before it is hashed or signed."""

import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return JSON in UTF-8 with sorted names and no blanks: the same value, the same bytes."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()
