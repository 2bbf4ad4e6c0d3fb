"""Transfers of old-age and medical insurance: what is asked, the form, the money, the end."""

from transfers.models.clearing import Clearing, Repayment
from transfers.models.information_form import FormLine, InformationForm
from transfers.models.money import Allotment, FormReduction, Remittance, SurplusReturn
from transfers.models.restating import Restatement
from transfers.models.settlement import Settlement
from transfers.models.staying import PartThatStays
from transfers.models.transfer import Transfer

__all__ = [
    "Allotment",
    "Clearing",
    "FormLine",
    "FormReduction",
    "InformationForm",
    "PartThatStays",
    "Remittance",
    "Repayment",
    "Restatement",
    "Settlement",
    "SurplusReturn",
    "Transfer",
]
