"""What each kind of letter needs to know, as plain facts that become JSON."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from law.wording import Text

CHINA = ZoneInfo("Asia/Shanghai")

# National service hotlines: human resources and social security 12333, healthcare security 12393.
HOTLINES = {"pension": "12333", "medical": "12393", "unemployment": "12333"}

IDENTITY_CARD = Text("居民身份证", "Resident identity card")


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An agency as it signs, is addressed and can be reached."""

    name: Text
    region_code: str
    region_name: Text
    phone: str = ""
    address: str = ""
    postcode: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """The insured person; what the kind of letter does not print may stay empty."""

    name: str
    identity_number: str
    document_type: Text = IDENTITY_CARD
    personal_number: str = ""
    gender: Text | None = None
    birth_date: date | None = None
    hukou_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who acted for the person: by which mandate, given on which day (民法典 art. 161)."""

    name: str
    number: str
    given_on: date
    is_guardian: bool = False


@dataclass(frozen=True, kw_only=True)
class BankAccount:
    """Where the money shall go: 开户全称, 开户银行, 银行账号 and the 12-digit exchange number."""

    holder: str
    bank: str
    number: str
    exchange_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why something is refused or returned, by which article, and what can be done about it."""

    code: str
    title: Text
    way_forward: Text
    detail: Text | None = None
    basis: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What every letter carries: its number, its case, who issues it, and about whom.

    `official_number` is the number as it is printed (发文字号); `code` and `verify_url` are how
    anybody checks the letter, and are added when it is issued.
    """

    insurance: str
    number: str
    case_number: str
    issued_on: date
    issuer: Agency
    person: Person
    agent: Agent | None = None
    handler: str = ""
    official_number: str = ""
    code: str = ""
    verify_url: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the facts as JSON types: dates ISO, money and rates as decimal strings."""
        facts: dict[str, Any] = plain(self)
        return facts | {"hotline": HOTLINES[self.insurance]}


@dataclass(frozen=True, kw_only=True)
class Filed:
    """One answer of the application as it was sent: the question and what was answered."""

    label: Text
    value: Text | str


@dataclass(frozen=True, kw_only=True)
class SubmissionReceipt(Letter):
    """申请回执, portal to the person: what was filed, what happens next, and by when."""

    submitted_at: datetime
    filed: tuple[Filed, ...]
    next_step: Text
    due_on: date
    working_days: int
    provisional: bool = False


def plain(value: Any) -> Any:
    match value:
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.astimezone(CHINA).isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case list() | tuple():
            return [plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            return {name: plain(getattr(value, name)) for name in names}
    return value


def totals_of(
    rows: Iterable[Any], *, counts: tuple[str, ...], money: tuple[str, ...]
) -> dict[str, Any]:
    """Add up the named columns; money stays a decimal string."""
    rows = tuple(rows)
    whole = {name: sum(getattr(row, name) for row in rows) for name in counts}
    yuan = {name: sum((getattr(row, name) for row in rows), Decimal()) for name in money}
    return whole | {name: plain(amount) for name, amount in yuan.items()}
