"""What money is collected for: the rooms above say what an order of theirs changes once paid."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from law.wording import Text

if TYPE_CHECKING:
    from payments.models import Order, Payment


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One thing that orders are for.

    `is_owed` holds what is ordered and says whether all of it is still owed; `credit` books it, in
    the transaction that marks the order as paid; `let_go` frees it where an order ends unpaid.
    `page` is the name of the address on which an order is followed, `back` of the one to which a
    provider leads whoever has paid there.
    """

    name: str
    title: Text
    page: str
    back: str
    is_owed: "Callable[[Order], bool]"
    credit: "Callable[[Order, Payment, datetime], None]"
    let_go: "Callable[[Order, datetime], None]"
    disputed: "Callable[[Order, datetime], None]"


_PURPOSES: dict[str, Purpose] = {}


def declare(purpose: Purpose) -> None:
    """Make known what some orders are for; once, while the portal starts."""
    _PURPOSES[purpose.name] = purpose


def purpose_of(name: str) -> Purpose:
    """Return what an order is for; raises `KeyError`."""
    return _PURPOSES[name]
