"""How the names of places sound, so that whoever types pinyin or its initials finds them.

The file beside the regions holds the syllables of each name as it is read: 重庆 is chong qing.
"""

import csv
import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "pinyin.csv"
FEWEST = 2  # letters that name a place; one would name hundreds
TYPED = re.compile(r"[a-z' ]+")


@cache
def syllables() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each region's name by its code."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: tuple(row["pinyin"].split()) for row in csv.DictReader(lines)}


def sounds(code: str) -> str:
    """Return how a place may be typed: whole, and by its initials; empty for one unknown."""
    parts = syllables().get(code, ())
    return f"{''.join(parts)} {''.join(part[0] for part in parts)}".strip()


def sounding_like(typed: str) -> list[str]:
    """Return the codes of the regions whose name begins as was typed, provinces first."""
    said = typed.strip().lower()
    if not TYPED.fullmatch(said):
        return []
    said = said.replace(" ", "").replace("'", "")
    if len(said) < FEWEST:
        return []
    return [code for code in syllables() if any(s.startswith(said) for s in sounds(code).split())]
