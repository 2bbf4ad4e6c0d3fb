"""A pay slip beside the record: whether what was deducted is what stands there, to the fen.

社会保险费征缴暂行条例 art. 17 and 社会保险法 art. 60: the employer tells the employee each month
what was paid, and withholds the employee's share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What a slip is beside the record."""

    SAME = "same"
    OTHER = "other"
    OWED = "owed"  # it was deducted, and has not arrived
    MISSING = "missing"  # nothing of this month is on record


@dataclass(frozen=True)
class OnRecord:
    """A month of one insurance by one employer; amounts in fen."""

    base_fen: int
    personal_fen: int
    is_owed: bool


def compare(own_fen: int, base_fen: int | None, rows: Sequence[OnRecord]) -> Finding:
    """Return what a slip with an own share, and a base if it names one, is beside the record.

    Of several employers in one month each has a slip of its own: one that says the same is enough.
    """
    if not rows:
        return Finding.MISSING
    alike = [each for each in rows if _is_alike(own_fen, base_fen, each)]
    if any(not each.is_owed for each in alike):
        return Finding.SAME
    if all(each.is_owed for each in rows):
        return Finding.OWED
    return Finding.OTHER


def _is_alike(own_fen: int, base_fen: int | None, row: OnRecord) -> bool:
    return row.personal_fen == own_fen and base_fen in (None, row.base_fen)
