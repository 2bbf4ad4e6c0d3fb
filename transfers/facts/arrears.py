"""Months still owed at the original place: which, how much, and what each choice comes to."""

from dataclasses import dataclass
from datetime import date

from agencies.models import Agency
from law.money import from_fen, round_half_up, to_fen
from records import fetching
from records.models import InsuredPeriod
from transfers.facts.periods import months_of, there
from transfers.models import Transfer


@dataclass(frozen=True)
class Stretch:
    """Months in a row that are owed, and what the record reckons for them, in fen."""

    first_month: date
    last_month: date
    months: int
    amount_fen: int
    account_fen: int


@dataclass(frozen=True)
class Arrears:
    """What a person owes at the original place, and what moves with and without it.

    `amount_fen` is base and rates as the record holds them; what the agency adds for the delay is
    not known here.
    """

    agency: Agency
    stretches: tuple[Stretch, ...]
    months_without: int
    choice: str

    @property
    def months(self) -> int:
        """How many months are owed."""
        return sum(each.months for each in self.stretches)

    @property
    def amount_fen(self) -> int:
        """What they come to."""
        return sum(each.amount_fen for each in self.stretches)

    @property
    def account_fen(self) -> int:
        """What of it goes to the personal account."""
        return sum(each.account_fen for each in self.stretches)

    @property
    def months_with(self) -> int:
        """How many months move once they are paid."""
        return self.months_without + self.months


def arrears_of(transfer: Transfer) -> Arrears | None:
    """Return what the person owes at the original place; None where it is nothing."""
    agency = transfer.original_agency
    held = fetching.relationships_of(transfer.case.person, transfer.insurance, with_periods=True)
    here = next((e for e in held if e.pk == transfer.original_relationship_id), None)
    if here is None or agency is None:
        return None
    stretches = tuple(_stretch(each) for each in there(here) if each.is_personal_arrears)
    if not stretches:
        return None
    return Arrears(agency, stretches, months_of(here), transfer.arrears)


def _stretch(period: InsuredPeriod) -> Stretch:
    base = from_fen(period.base_fen)
    monthly = round_half_up(base * (period.employer_rate + period.personal_rate))
    account = round_half_up(base * period.account_rate)
    return Stretch(
        first_month=period.first_month,
        last_month=period.last_month,
        months=period.months,
        amount_fen=period.months * to_fen(monthly),
        account_fen=period.months * to_fen(account),
    )
