"""What came of a transfer, as records and letters say it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Merged:
    """What the new agency holds after a transfer; months are counted once, in its scheme."""

    months: int
    months_before: int
    months_arrived: int
    months_added: int
    overlapping_months: int
    balance_fen: int
