"""What an agency holds on a person: insured periods, contributions, personal accounts."""

from records.models.account import AccountEntry, AccountYear
from records.models.bank import BankEntry, BankStatement
from records.models.contributions import Contribution
from records.models.corrections import RecordCorrection
from records.models.insurance import InsuredPeriod, Relationship, Scheme
from records.models.ledger import Posting
from records.models.standing import ChosenBase, StatusSpan

__all__ = [
    "AccountEntry",
    "AccountYear",
    "BankEntry",
    "BankStatement",
    "ChosenBase",
    "Contribution",
    "InsuredPeriod",
    "Posting",
    "RecordCorrection",
    "Relationship",
    "Scheme",
    "StatusSpan",
]
