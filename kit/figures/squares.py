"""Months in a row as squares: drawn, coming, kept."""

from collections.abc import Iterable

ACROSS = 12  # a year in a row
SIDE, GAP = 8, 2


def as_squares(cells: Iterable[dict]) -> list[dict]:
    """Return cells with the place of each square, twelve in a row."""
    step = SIDE + GAP
    return [
        {**cell, "x": index % ACROSS * step, "y": index // ACROSS * step}
        for index, cell in enumerate(cells)
    ]


def height_of(cells: Iterable[dict]) -> int:
    """Return how high the rows of squares are together."""
    rows = -(-len(list(cells)) // ACROSS)
    return max(rows * (SIDE + GAP) - GAP, SIDE)
