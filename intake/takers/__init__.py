"""How each kind of file is compared with what is there, and written."""

from intake.takers.account_years import AccountYears
from intake.takers.base import Taker
from intake.takers.contributions import Contributions
from intake.takers.periods import Periods
from intake.takers.persons import Persons
from intake.takers.relationships import Relationships

TAKERS: dict[str, type[Taker]] = {
    "persons": Persons,
    "relationships": Relationships,
    "periods": Periods,
    "contributions": Contributions,
    "account-years": AccountYears,
}

__all__ = ["TAKERS", "Taker"]
