"""Before whom a late turn is brought, rung by rung, and how late it is then.

No text says so for the transfer of a relationship: the days are this portal's own.
"""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

from casework.rules.clocks import OWN
from law.values import Rule, RuleBook, Unit, rule, value
from law.wording import Text


class Rung(IntEnum):
    """Who has to see to a turn; below all of them stands its clerk, who is reminded before."""

    HEAD = 1
    SUPERVISING = 2
    PROVINCE = 3

    @property
    def label(self) -> Text:
        """Who stands there."""
        return LABELS[self]


LABELS = {
    Rung.HEAD: Text("本机构负责人", "the head of the agency"),
    Rung.SUPERVISING: Text("上级经办机构", "the supervising agency"),
    Rung.PROVINCE: Text("省级经办机构", "the agency of the province"),
}


def _after(name: str, title: Text, days: int) -> Rule:
    return rule(f"ladder.{name}", title, Unit.WORKING_DAYS, value(days, OWN))


# Working days that have passed since the due day; 0: as soon as it is over.
AFTER: Mapping[Rung, Rule] = {
    Rung.HEAD: _after(
        "head",
        Text("超期逐级上报：本机构负责人", "A late turn comes before the head of its agency"),
        0,
    ),
    Rung.SUPERVISING: _after(
        "supervising",
        Text("超期逐级上报：上级经办机构", "A late turn comes before the supervising agency"),
        5,
    ),
    Rung.PROVINCE: _after(
        "province",
        Text("超期逐级上报：省级经办机构", "A late turn comes before the agency of the province"),
        10,
    ),
}
RULES = tuple(AFTER.values())


def reached(days_late: int, *, today: date, book: RuleBook) -> Rung:
    """Return the rung for so many working days since the due day."""
    there = [rung for rung, after in AFTER.items() if after.count(today, book) <= days_late]
    return max(there, default=Rung.HEAD)


def next_rung(by_days: Rung, last: Rung | None, *, is_closed: bool) -> Rung:
    """Return the rung before which a turn comes that is still late.

    Nobody ends lateness by closing the enquiry: then it comes before the next one above, and at the
    top before the same again. A turn never climbs down.
    """
    if last is None:
        return by_days
    again = min(last + 1, max(Rung)) if is_closed else last
    return Rung(max(by_days, again))
