"""From dues that were chosen to the lines of an order: each month once, the earliest first."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from services.dues.rules.reckoning import is_in_order


class Payable(Protocol):
    """A due as an order asks for it; amounts in fen."""

    @property
    def relationship_id(self) -> int:
        """Of which relationship; months of each one follow one another."""

    @property
    def period(self) -> date:
        """The first day of its month or year."""

    @property
    def subject(self) -> str:
        """What a line of an order calls it."""

    @property
    def amount_fen(self) -> int:
        """All of it."""

    @property
    def account_fen(self) -> int:
        """What of it goes to the personal account."""


class OrderLine(NamedTuple):
    """A line of an order; `pooled_fen` and `account_fen` make `amount_fen`."""

    subject: str
    period: date
    amount_fen: int
    pooled_fen: int
    account_fen: int


class MonthsLeftOut(ValueError):
    """A later month was chosen before an earlier one."""


def order_lines(chosen: Sequence[Payable], payable: Iterable[Payable]) -> tuple[OrderLine, ...]:
    """Return the lines of an order for what was chosen among all that can be paid.

    Raises `MonthsLeftOut` where an earlier month of the same relationship would stay unpaid.
    """
    open_months = _by_relationship(payable)
    picked = _by_relationship(chosen)
    if not all(is_in_order(months, open_months[key]) for key, months in picked.items()):
        raise MonthsLeftOut
    return tuple(
        OrderLine(
            each.subject,
            each.period,
            each.amount_fen,
            each.amount_fen - each.account_fen,
            each.account_fen,
        )
        for each in sorted(chosen, key=lambda due: due.period)
    )


def _by_relationship(dues: Iterable[Payable]) -> dict[Hashable, list[date]]:
    found: dict[Hashable, list[date]] = defaultdict(list)
    for each in dues:
        found[each.relationship_id].append(each.period)
    return found
