"""The facts of an information form, for a pension and for medical insurance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from law.wording import Text
from letters.data import Agency, Letter, totals_of


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
