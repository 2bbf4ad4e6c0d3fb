"""The facts of letters about the money of a transfer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.wording import Text
from letters.data import Agency, Letter


@dataclass(frozen=True, kw_only=True)
class SurplusReturn(Letter):
    """多到资金退回函, new agency to original agency: what arrived beyond the form goes back.

    `arrived` is what came in all, less what went back with earlier letters; yuan.
    """

    addressee: Agency
    scheme: Text
    form_number: str
    form_total: Decimal
    arrived: Decimal
    returned: Decimal
    returned_on: date
    reference: str
    contact: str = ""
    contact_phone: str = ""
