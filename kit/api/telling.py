"""Rows as programs read them: one serializer of each kind tells all rows of a process.

A serializer copies every field of it and of those within it when it is made, which costs more than
telling a case. To tell a row changes nothing in it, so that one is enough.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from rest_framework.serializers import Serializer


def told(kind: type[Serializer], row: Any) -> dict[str, Any]:
    """Return a row as a serializer of this kind tells it; it knows nothing of the request."""
    said: dict[str, Any] = _teller(kind).to_representation(row)
    return said


def told_all(kind: type[Serializer], rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return rows as serializers of this kind tell them."""
    teller = _teller(kind)
    return [teller.to_representation(row) for row in rows]


@cache
def _teller(kind: type[Serializer]) -> Serializer:
    return kind()
