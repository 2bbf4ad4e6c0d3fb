"""Bars of several parts, one after the other."""

from collections.abc import Iterable


def as_stacks(rows: Iterable[dict]) -> list[dict]:
    """Return rows whose `parts` know where they begin and how wide they are.

    In hundredths of the longest row; each part has a `value` and may have a `tone`.
    """
    rows = list(rows)
    longest = max((sum(part["value"] for part in row["parts"]) for row in rows), default=0) or 1
    return [{**row, "parts": _placed(row["parts"], longest)} for row in rows]


def _placed(parts: Iterable[dict], longest: float) -> list[dict]:
    placed, at = [], 0.0
    for part in parts:
        width = part["value"] / longest * 100
        placed.append({**part, "x": round(at, 2), "width": round(width, 2)})
        at += width
    return placed
