"""The facts of the letters of a review."""

from dataclasses import dataclass
from datetime import date

from law.wording import Text
from letters.data import Agency, BankAccount, Letter, Reason


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
class ReturnNote(Letter):
    """联系函退回单, original agency to new agency, with what is wrong and what is needed."""

    addressee: Agency
    letter_number: str
    letter_issued_on: date
    received_on: date
    reasons: tuple[Reason, ...]
    contact: str = ""
    contact_phone: str = ""
