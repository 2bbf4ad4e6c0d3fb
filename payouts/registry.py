"""What money is paid for: the rooms above say what each of their payments is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from law.wording import Text

if TYPE_CHECKING:
    from payouts.models import Entitlement, Payable


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """One thing that people are paid.

    `excludes` names benefits that nobody may draw for the same months; it is said by one of two.
    `is_once`: nobody draws it twice at a time. `proves_every` months whoever draws it shows that
    they still may. `on_paid` is called in the transaction that books a payment as paid,
    `on_ended` in the one that lets a month be the last, with the reason.
    """

    name: str
    title: Text
    fund: str
    is_monthly: bool
    purpose_code: str
    excludes: frozenset[str] = frozenset()
    is_once: bool = True
    proves_every: int = 0
    on_paid: "Callable[[Payable, datetime], None] | None" = None
    on_ended: "Callable[[Entitlement, str, datetime], None] | None" = None


# Rooms above add what they look after once a day; called with the day and the moment, and safe to
# repeat (`payouts.actions.proving.do_day`).
EACH_DAY: "list[Callable[[date, datetime], None]]" = []
FUNDS = {
    "pension": Text("养老保险基金", "Pension insurance fund"),
    "unemployment": Text("失业保险基金", "Unemployment insurance fund"),
    "medical": Text("医疗保险基金", "Medical insurance fund"),
}
_BENEFITS: dict[str, Benefit] = {}


def declare(benefit: Benefit) -> None:
    """Make known what some payments are for; once, while the portal starts."""
    if benefit.fund not in FUNDS:
        raise ValueError(f"{benefit.name}: {benefit.fund} is no fund")
    _BENEFITS[benefit.name] = benefit


def benefit_of(name: str) -> Benefit:
    """Return what is paid by its name; raises `KeyError`."""
    return _BENEFITS[name]


def benefits() -> Iterable[Benefit]:
    """Return everything that is paid."""
    return tuple(_BENEFITS.values())


def exclude_each_other(one: str, other: str) -> bool:
    """Whether nobody may draw both for the same month."""
    if one == other:
        return _BENEFITS[one].is_monthly and _BENEFITS[one].is_once
    first, second = _BENEFITS.get(one), _BENEFITS.get(other)
    return bool((first and other in first.excludes) or (second and one in second.excludes))


def pairs_of(name: str) -> list[str]:
    """Return the pairs in which a benefit excludes another one, or itself, as one keeps them."""
    others = sorted(each for each in {*_BENEFITS, name} if exclude_each_other(name, each))
    return ["|".join(sorted((name, each))) for each in others]
