"""What each kind of letter needs to know, as plain facts that become JSON."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from accounts.rules.wording import Text

CHINA = ZoneInfo("Asia/Shanghai")

# National service hotlines: human resources and social security 12333, healthcare security 12393.
HOTLINES = {"pension": "12333", "medical": "12393"}

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

    insurance: Literal["pension", "medical"]
    number: str
    case_number: str
    issued_on: date
    issuer: Agency
    person: Person
    handler: str = ""
    official_number: str = ""
    code: str = ""
    verify_url: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the facts as JSON types: dates ISO, money and rates as decimal strings."""
        facts: dict[str, Any] = _plain(self)
        return facts | {"hotline": HOTLINES[self.insurance]}


@dataclass(frozen=True, kw_only=True)
class AcceptanceLetter(Letter):
    """联系函, new agency to original agency (国办发〔2009〕66号 art. 8(2); form F3 and aae270)."""

    addressee: Agency
    scheme: Text
    bank: BankAccount
    working_days: int
    contact: str = ""
    contact_phone: str = ""
    tracking_number: str = ""
    replaces: str = ""


@dataclass(frozen=True, kw_only=True)
class Refusal(Letter):
    """书面说明, new agency to the person (国办发〔2009〕66号 art. 8(2); 医保办发〔2021〕43号)."""

    applied_on: date
    from_region: Text
    to_region: Text
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class PensionAmounts:
    """The money block of the information form, ① to ⑥."""

    before_1998: Decimal
    to_last_year_end: Decimal
    this_year_principal: Decimal
    personal_account: Decimal
    pooled: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True)
class PensionLine:
    """One stretch of one year at one place, as the pension information form lists it."""

    region_code: str
    region_name: Text
    year: int
    from_month: date
    to_month: date
    months: int
    base: Decimal
    employer_rate: Decimal
    account_rate: Decimal
    personal_rate: Decimal
    credited: Decimal
    credited_personal: Decimal
    interest: Decimal
    interest_personal: Decimal
    balance: Decimal
    balance_personal: Decimal
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class PensionInformationForm(Letter):
    """基本养老保险关系转移接续信息表, original agency to new agency (form F4)."""

    addressee: Agency
    letter_number: str
    account_kind: Text
    local_from: date
    local_to: date
    local_months: int
    transferred_on: date
    amounts: PensionAmounts
    lines: tuple[PensionLine, ...]
    work_started_on: date | None = None
    place_personal_payment_from: date | None = None
    first_paid_on: date | None = None
    account_opened_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the facts with the sums of the yearly lines."""
        money = ("credited", "credited_personal", "interest", "interest_personal")
        return super().as_json() | {"totals": _totals(self.lines, counts=("months",), money=money)}


@dataclass(frozen=True, kw_only=True)
class MedicalLine:
    """One stretch of one year at one place, as the medical information form lists it."""

    region_code: str
    region_name: Text
    year: int
    from_month: date
    to_month: date
    months: int
    base: Decimal
    employer_rate: Decimal
    personal_rate: Decimal
    account_rate: Decimal
    credited: Decimal
    balance: Decimal
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class MedicalInformationForm(Letter):
    """参保人员基本医疗保险信息表, original agency to new agency (医保办发〔2021〕43号)."""

    addressee: Agency
    letter_number: str
    scheme: Text
    local_from: date
    local_to: date
    local_months: int
    transferred_on: date
    account_balance: Decimal
    account_transferred: Decimal
    total: Decimal
    lines: tuple[MedicalLine, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the facts with the sums of the yearly lines."""
        totals = _totals(self.lines, counts=("months",), money=("credited",))
        return super().as_json() | {"totals": totals}


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
        return super().as_json() | {"totals": _totals(self.places, counts=counts, money=money)}


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
        totals = _totals(self.months, counts=("months",), money=("amount",))
        return super().as_json() | {"totals": totals}


@dataclass(frozen=True, kw_only=True)
class ReturnNote(Letter):
    """联系函退回单, original agency to new agency, with what is wrong and what is needed."""

    addressee: Agency
    letter_number: str
    letter_issued_on: date
    received_on: date
    reasons: tuple[Reason, ...]
    contact: str = ""
    contact_phone: str = ""


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.astimezone(CHINA).isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            return {name: _plain(getattr(value, name)) for name in names}
    return value


def _totals(
    rows: Iterable[Any], *, counts: tuple[str, ...], money: tuple[str, ...]
) -> dict[str, Any]:
    """Add up the named columns; money stays a decimal string."""
    rows = tuple(rows)
    whole = {name: sum(getattr(row, name) for row in rows) for name in counts}
    yuan = {name: sum((getattr(row, name) for row in rows), Decimal()) for name in money}
    return whole | {name: _plain(amount) for name, amount in yuan.items()}
