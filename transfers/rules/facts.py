"""What must be known about a person to judge a transfer."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from law.money import ZERO
from law.values import RELEASE, RuleBook

EMPLOYEE, RESIDENT = "employee", "resident"


@dataclass(frozen=True, kw_only=True)
class PensionFacts:
    """Facts for an old-age insurance transfer; regions are GB/T 2260 codes of any level.

    `first_enrolment_at_new` is the day of the first enrolment at the new place; without it the
    day of the application counts. `enrolled_and_paid_at_new` means paid there itself: neither owed
    nor come from elsewhere. The last group is what only the agencies' records can tell.
    """

    sex: str
    born_on: date
    applied_on: date
    hukou_region: str | None
    new_region: str
    original_region: str
    enrolled_and_paid_at_new: bool
    active_at_original: bool = False
    arrears_months_at_original: int = 0
    arrears_waived: bool = False
    drawing_benefit: bool = False
    first_enrolment_at_new: date | None = None
    approved_move: bool = False
    deceased: bool = False

    from_scheme: str = EMPLOYEE
    to_scheme: str = EMPLOYEE
    # Months in the employee scheme anywhere; unknown, linking two schemes cannot be judged.
    employee_months: int | None = None
    drawing_resident_pension: bool = False
    # Contributions there have stopped, or the account there was closed.
    suspended_at_new: bool = False
    closed_at_new: bool = False
    # Months that only an employer owes: the person has nothing to decide about them.
    employer_arrears_months_at_original: int = 0
    # Records know the month of an enrolment and not its day.
    enrolment_day_known: bool = True
    recorded_account_at_new: str | None = None
    approval_seen: bool = True
    account_found: bool = True
    identity_matches: bool = True
    open_transfer: bool = False
    overlapping_months: int = 0
    # By which dated values these facts are judged.
    book: RuleBook = field(default=RELEASE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class MedicalFacts:
    """Facts for a medical insurance transfer; areas are pooling areas.

    Residents enrol year by year: `enrolled_for_year` is the year of cover at the new place,
    `last_year_at_original` the last one at the original place. Where one is not known, the year of
    the application is meant. `original_cover_ends_on` is the day until which cover at the original
    place is paid: years of cover need not be calendar years.
    """

    applied_on: date
    from_scheme: str
    to_scheme: str
    original_area: str
    new_area: str
    stopped_at_original: bool
    enrolled_at_new: bool
    medical_retiree: bool = False
    in_hospital: bool = False
    account_balance: Decimal = ZERO
    open_transfer: bool = False
    deceased: bool = False

    enrolled_for_year: int | None = None
    last_year_at_original: int | None = None
    original_cover_ends_on: date | None = None
    identity_matches: bool = True
    record_found: bool = True
    # The relationship there has ended or moved on: there may be nothing left to move.
    ended_at_original: bool = False
    arrears: bool = False


Facts = PensionFacts | MedicalFacts


def same_province(region: str | None, other: str | None) -> bool:
    """Return whether two places are known to lie in one province."""
    return bool(region and other) and str(region)[:2] == str(other)[:2]
