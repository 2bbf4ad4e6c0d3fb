"""The facts of letters on what came of a transfer: what is complete, stays, or was cleared."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from law.wording import Text
from letters.data import Agency, Letter, Reason, totals_of


@dataclass(frozen=True, kw_only=True)
class MergedPlace:
    """What came from one place: the months it reported, those that counted, and the money."""

    region_name: Text
    from_month: date
    to_month: date
    months: int
    months_counted: int
    personal_account: Decimal
    pooled: Decimal
    total: Decimal
    arrived_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CompletionNotice(Letter):
    """办结通知书, new agency to the person (国办发〔2009〕66号 art. 8(4)); months count once."""

    applied_on: date
    from_region: Text
    places: tuple[MergedPlace, ...]
    months_here_before: int
    months_total: int
    account_balance: Decimal
    remarks: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the facts with the sums over the places."""
        counts, money = ("months", "months_counted"), ("personal_account", "pooled", "total")
        return super().as_json() | {"totals": totals_of(self.places, counts=counts, money=money)}


@dataclass(frozen=True, kw_only=True)
class PartThatStays:
    """Months that cannot be moved, and why; without months, the reason says what is meant."""

    reason: Reason
    from_month: date | None = None
    to_month: date | None = None
    months: int | None = None


@dataclass(frozen=True, kw_only=True)
class PartialNotice(Letter):
    """书面告知, original agency to the person, within ten working days of receiving the letter.

    人社厅发〔2019〕94号 art. 3: what cannot be moved is told in writing; everything else moves.
    """

    letter_number: str
    received_on: date
    from_region: Text
    to_region: Text
    copy_to: Agency
    parts: tuple[PartThatStays, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ClearedMonths:
    """Months in a row that were paid twice and go: the person's share of each, and of all."""

    region_name: Text
    scheme: Text
    from_month: date
    to_month: date
    months: int
    base: Decimal
    share: Decimal
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class MaskedAccount:
    """The person's own account as a letter shows it: the last digits of its number."""

    holder: str
    bank: str
    number: str


@dataclass(frozen=True, kw_only=True)
class ClearingNotice(Letter):
    """重复缴费清退通知书, new agency to the person; without an account the money waits."""

    from_region: Text
    kept: tuple[Text, ...]
    months: tuple[ClearedMonths, ...]
    bases: tuple[Text, ...]
    account: MaskedAccount | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the facts with the sums over the months."""
        totals = totals_of(self.months, counts=("months",), money=("amount",))
        return super().as_json() | {"totals": totals}
