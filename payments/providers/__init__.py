"""Who takes the money: one interface, and what every provider behind it has to be able to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from law.wording import Text
from payments.rules.orders import Paid
from payments.rules.reconciling import Line


class ProviderSilent(Exception):
    """The provider gave no answer: nothing is known, so nothing may be concluded."""


class ProviderRefuses(Exception):
    """The provider cannot be used as things stand; `text` says why to a person."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, kw_only=True)
class Event:
    """A call-back whose signature was right; what it says is asked once more before it counts."""

    event_id: str
    order_no: str
    kind: str
    amount_fen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a provider itself says of an order: everything paid for it, and how often it said no."""

    paid: tuple[Paid, ...] = ()
    declined: int = 0


class Provider(Protocol):
    """One way to pay. Amounts in whole fen; the clock is handed in.

    Each method that asks the provider raises `ProviderSilent` where there is no answer.
    """

    name: str
    title: Text

    def check_ready(self) -> None:
        """Raise `ProviderRefuses` unless it can be used."""

    def open(self, order_no: str, amount_fen: int, *, now: datetime) -> str:
        """Make the order known, and return the address at which it is paid; safe to repeat."""

    def ask(self, order_no: str, *, now: datetime) -> Answer:
        """Return what was paid for an order."""

    def close(self, order_no: str, *, now: datetime) -> None:
        """Let the order be paid no more; safe to repeat."""

    def refund(self, provider_no: str, refund_no: str, amount_fen: int, *, now: datetime) -> bool:
        """Send a payment back, once for each refund number; say whether it has gone back."""

    def statement(self, day: date) -> Iterator[Line]:
        """Yield the provider's book of a day."""

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Event:
        """Return what a call-back says; raises `SignatureWrong`."""
