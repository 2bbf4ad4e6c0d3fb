"""What can be said of the working days that many turns took."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

FEWEST_SHOWN = 10  # of a public figure: fewer could be traced to somebody


@dataclass
class Figures:
    """How many turns wait, came and were done, and how long those that were done took."""

    waiting: int = 0
    overdue: int = 0  # of those that wait
    stopped: int = 0
    received: int = 0
    in_time: int = 0
    late: int = 0
    ended: int = 0  # without a decision
    by_days: dict[int, int] = field(default_factory=dict)  # working days taken: how many

    @property
    def decided(self) -> int:
        """How many were done within a term or after it."""
        return self.in_time + self.late

    @property
    def done(self) -> int:
        """How many are over, however they ended."""
        return self.decided + self.ended

    @property
    def in_time_percent(self) -> float | None:
        """How many of a hundred were done within their term; nothing where none was done."""
        return round(self.in_time / self.decided * 100, 1) if self.decided else None

    @property
    def median(self) -> int | None:
        """Working days within which half of what was done was done."""
        return quantile(self.by_days, 50)

    @property
    def ninetieth(self) -> int | None:
        """Working days within which nine of ten were done."""
        return quantile(self.by_days, 90)

    @property
    def is_public(self) -> bool:
        """Whether enough were done for the figures to tell of no single case."""
        return self.decided >= FEWEST_SHOWN

    def add(self, other: "Figures") -> None:
        """Add the figures of another: of an agency that was taken over."""
        for each in fields(self):
            if each.name != "by_days":
                setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        for days, number in other.by_days.items():
            self.took(days, number)

    def took(self, days: int, number: int) -> None:
        """Add turns that took so many working days."""
        self.by_days[days] = self.by_days.get(days, 0) + number


def quantile(by_days: Mapping[int, int], percent: int) -> int | None:
    """Return the least number of days within which so many of a hundred lie (nearest rank)."""
    rank = -(-sum(by_days.values()) * percent // 100)
    reached = 0
    for days in sorted(by_days):
        reached += by_days[days]
        if by_days[days] and reached >= rank:
            return days
    return None
