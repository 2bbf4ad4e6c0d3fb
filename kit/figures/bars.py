"""Bars and sparklines."""

from collections.abc import Iterable


def as_bars(rows: Iterable[dict]) -> list[dict]:
    """Return rows with their width in hundredths of the longest (or of `of`, when given)."""
    rows = list(rows)
    longest = max((float(row.get("of") or row["value"]) for row in rows), default=0) or 1
    return [{**row, "width": round(float(row["value"]) / longest * 100, 1)} for row in rows]


def unlocalized(number: float) -> str:
    """Return a number as SVG wants it, whatever the language."""
    return f"{number:g}"


def as_points(values: Iterable[float]) -> str:
    """Return the points of a sparkline in a box of 100 by 20."""
    values = [float(value) for value in values]
    if not values:
        return ""
    low, spread = min(values), (max(values) - min(values)) or 1
    step = 100 / max(len(values) - 1, 1)
    return " ".join(
        f"{i * step:.1f},{18 - (v - low) / spread * 16:.1f}" for i, v in enumerate(values)
    )
