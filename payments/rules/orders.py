"""What becomes of money a provider says was paid: credited once, sent back, or looked at.

Nothing here knows a database: an order and a payment as facts, and one answer. Choices marked [H]
are the portal's own: no text of the law was found for them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

OPEN_FOR = timedelta(minutes=30)  # [H]
"""How long an order can be paid."""
ASK_AFTER = (timedelta(minutes=1), timedelta(minutes=5))
"""When the provider is asked although it has said nothing; once more when the order ends."""
CURRENCY = "CNY"
MOST_LINES = 100  # [H]


class State(StrEnum):
    """Where an order stands."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    # What was paid is not what was owed: somebody looks before anything is credited.
    DISPUTED = "disputed"
    # Credited once, and taken back by a decision.
    REFUNDED = "refunded"


LIVE = frozenset({State.OPEN, State.PAID, State.DISPUTED})
"""While an order is one of these, nobody can order the same thing again."""


class Fate(StrEnum):
    """What is to be done with a payment."""

    CREDIT = "credit"
    SEND_BACK = "send-back"
    LOOK_AT = "look-at"


class Why(StrEnum):
    """Why money is sent back."""

    TWICE = "twice"
    CANCELLED = "cancelled"
    TOO_LATE = "too-late"
    NOT_OWED = "not-owed"
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True)
class OrderFacts:
    """An order as it stands; amounts in fen."""

    state: State
    amount_fen: int
    expires_at: datetime
    has_credit: bool
    is_still_owed: bool = True
    payer_lives: bool = True


@dataclass(frozen=True, kw_only=True)
class Paid:
    """A payment as the provider itself answers it; amounts in fen."""

    provider_no: str
    amount_fen: int
    currency: str
    paid_at: datetime


def what_becomes(order: OrderFacts, paid: Paid) -> tuple[Fate, Why | None]:
    """Say what is to be done with a payment, and why if it goes back.

    A wrong amount or currency is never credited and never guessed at. Of two right payments the
    first one counts. What came after the order had ended goes back. Once a death of the payer is
    known nothing is credited and nothing goes back before two persons have looked (社会保险法 art.
    14: what is left is inherited).
    """
    if not order.payer_lives:
        return Fate.LOOK_AT, None
    if order.has_credit:
        return Fate.SEND_BACK, Why.TWICE
    if (paid.amount_fen, paid.currency) != (order.amount_fen, CURRENCY):
        return Fate.LOOK_AT, None
    if order.state is State.CANCELLED:
        return Fate.SEND_BACK, Why.CANCELLED
    if order.state is State.EXPIRED or paid.paid_at > order.expires_at:
        return Fate.SEND_BACK, Why.TOO_LATE
    if not order.is_still_owed:
        return Fate.SEND_BACK, Why.NOT_OWED
    return Fate.CREDIT, None


def ask_again_after(tries: int) -> timedelta:
    """Return how long to wait before a silent provider is asked once more: 1, 2, 4 … 10 minutes."""
    return timedelta(minutes=min(10, 2 ** min(tries, 4)))
