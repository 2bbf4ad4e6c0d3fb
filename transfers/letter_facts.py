"""What each kind of letter of a transfer needs to know, as plain facts that become JSON."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from law.wording import Text
from letters.data import Agency, BankAccount, Letter, Reason, totals_of


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
        return super().as_json() | {
            "totals": totals_of(self.lines, counts=("months",), money=money)
        }


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
        totals = totals_of(self.lines, counts=("months",), money=("credited",))
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
