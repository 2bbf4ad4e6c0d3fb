"""What two acceptance letters say differently, point by point, as both stand on paper."""

from collections.abc import Iterator
from typing import Any

# Where each point stands in the letter.
POINTS: dict[str, tuple[str, ...]] = {
    "addressee": ("addressee", "name"),
    "scheme": ("scheme",),
    "personal_number": ("person", "personal_number"),
    "name": ("person", "name"),
    "identity_number": ("person", "identity_number"),
    "gender": ("person", "gender"),
    "birth_date": ("person", "birth_date"),
    "issuer": ("issuer", "name"),
    "issuer_address": ("issuer", "address"),
    "contact_phone": ("contact_phone",),
    "bank_holder": ("bank", "holder"),
    "bank": ("bank", "bank"),
    "bank_number": ("bank", "number"),
}
# What history does not keep: it outlives the erasure of a person.
PERSONAL = frozenset({"personal_number", "name", "identity_number", "gender", "birth_date"})


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Return the points in which two letters differ, with what each says."""
    for name, way in POINTS.items():
        was, now = _at(before, way), _at(after, way)
        if was != now:
            yield name, was, now


def _at(content: Any, way: tuple[str, ...]) -> Any:
    for step in way:
        content = content.get(step) if isinstance(content, dict) else None
    return "" if content is None else content
