"""The one typeface of every letter: where it lies and which characters it can draw."""

import mmap
import struct
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from noto_cjk_sans_otc import FONT_PATH

FONT_FILE = Path(str(FONT_PATH))
FONT_FOLDER = FONT_FILE.parent

# Faces of the collection share one set of glyphs; typst chooses "Noto Sans CJK SC" by its name.
_SEGMENTED_COVERAGE = 12
_VARIATION_SEQUENCES = 14


class Coverage(NamedTuple):
    """What the typeface can draw: its characters, and the selectors that pick a variant of one."""

    characters: frozenset[int]
    selectors: frozenset[int]


class _Table:
    """Big-endian numbers at an offset of the font file (OpenType 1.9, `otff` and `cmap`)."""

    def __init__(self, font: mmap.mmap, start: int) -> None:
        self.font = font
        self.start = start

    def numbers(self, layout: str, at: int) -> tuple[Any, ...]:
        return struct.unpack_from(">" + layout, self.font, self.start + at)

    def rows(self, layout: str, at: int, count: int) -> list[tuple[Any, ...]]:
        size = struct.calcsize(">" + layout)
        return [self.numbers(layout, at + row * size) for row in range(count)]


@cache
def coverage() -> Coverage:
    """Return what the typeface can draw, read once from its character map."""
    characters: set[int] = set()
    selectors: set[int] = set()
    for table in _character_maps(_mapped(FONT_FILE)):
        kind = table.numbers("H", 0)[0]
        if kind == _SEGMENTED_COVERAGE:
            groups = table.rows("III", 16, table.numbers("I", 12)[0])
            characters.update(code for first, last, _ in groups for code in range(first, last + 1))
        elif kind == _VARIATION_SEQUENCES:
            for high, low, _, _ in table.rows("BHII", 10, table.numbers("I", 6)[0]):
                selectors.add(high << 16 | low)
    return Coverage(frozenset(characters), frozenset(selectors))


def _mapped(path: Path) -> mmap.mmap:
    """Map the file, so that a web process need not hold its 20 MB to look at a few pages of it."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _character_maps(font: mmap.mmap) -> list[_Table]:
    """Return the subtables of the character map of the collection's first face."""
    face = _Table(font, _Table(font, 0).numbers("I", 12)[0])
    tables = face.rows("4sIII", 12, face.numbers("H", 4)[0])
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    cmap = _Table(font, start)
    records = cmap.rows("HHI", 4, cmap.numbers("H", 2)[0])
    return [_Table(font, start + offset) for _, _, offset in records]
