"""A working life at a glance: a bar of its places over the years, and a ring towards a pension."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accounts.models import Person
from law.values import RuleBook
from records.rules.retirement import Category, retirement_of
from transfers.presenting.grids import History

# A woman's age hangs on her post: the later month is shown, which may need more months.
LATEST = {"male": Category.MALE, "female": Category.FEMALE_55}


@dataclass(frozen=True)
class Ring:
    """Months that count towards those needed in the month of retirement; `share` in hundredths.

    `is_latest`: by another post it may be earlier, and fewer months may be needed.
    """

    months: int
    needed: int
    retires: date
    is_latest: bool

    @property
    def share(self) -> int:
        """How much of the ring is full."""
        return min(100, self.months * 100 // self.needed)

    @property
    def is_full(self) -> bool:
        """Whether the months suffice."""
        return self.months >= self.needed


def ring_of(person: Person, months: int, *, book: RuleBook) -> Ring | None:
    """Return how far the employee months of a person reach (retirement measures, arts. 1, 2)."""
    category = LATEST.get(person.sex)
    if category is None or person.born_on is None:
        return None
    retires = retirement_of(category, person.born_on, book)
    return Ring(
        months=months,
        needed=retires.minimum_contribution_months,
        retires=retires.retirement_month,
        is_latest=category is Category.FEMALE_55,
    )


@dataclass(frozen=True)
class Stretch:
    """Months in a row at one place (or two, or none), as the bar draws them."""

    x: int
    width: int
    state: str
    place: str


@dataclass(frozen=True)
class Bar:
    """The years of a working life from left to right, a unit for each month."""

    months: int
    first_year: int
    last_year: int
    stretches: tuple[Stretch, ...]


def bar_of(history: History) -> Bar | None:
    """Return the bar of a history, from its first month with anything to its last."""
    filled = [at for at, each in enumerate(history.months) if each["state"] != "none"]
    if not filled:
        return None
    months = history.months[filled[0] : filled[-1] + 1]
    stretches, x = [], 0
    for (state, places), run in groupby(months, key=lambda e: (e["state"], tuple(e["places"]))):
        width = len(list(run))
        if state not in ("none", "gap"):
            stretches.append(Stretch(x, width, state, places[0].lower() if places else ""))
        x += width
    first, last = months[0]["month"].year, months[-1]["month"].year
    return Bar(len(months), first, last, tuple(stretches))
