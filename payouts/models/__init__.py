"""Money to people: what they draw, what is owed, how it went to the bank, what has to come back."""

from payouts.models.accounts import AccountCheck, PaymentAccount, account_for, account_index
from payouts.models.batches import Batch, BatchFile, BatchLine
from payouts.models.entitlements import (
    Entitlement,
    EntitlementRate,
    Exclusion,
    Qualification,
    Suspension,
)
from payouts.models.payables import Payable
from payouts.models.preparations import Preparation
from payouts.models.recoveries import Instalment, Recovery, RecoveryMonth
from payouts.models.runs import Finding, Run

__all__ = [
    "AccountCheck",
    "Batch",
    "BatchFile",
    "BatchLine",
    "Entitlement",
    "EntitlementRate",
    "Exclusion",
    "Finding",
    "Instalment",
    "Payable",
    "PaymentAccount",
    "Preparation",
    "Qualification",
    "Recovery",
    "RecoveryMonth",
    "Run",
    "Suspension",
    "account_for",
    "account_index",
]
