"""A believable letter with money that goes back."""

from datetime import date
from decimal import Decimal

from transfers.letter_facts.money import SurplusReturn
from transfers.letter_samples.agencies import (
    EMPLOYEES,
    NEW_AGENCY,
    ORIGINAL_AGENCY,
    PATIENTS,
    on_every_letter,
)


def surplus_return(insurance="pension", **facts):
    return SurplusReturn(
        **on_every_letter(
            insurance,
            NEW_AGENCY,
            {
                "number": "P440100-2026-000140",
                "official_number": "穗社保转〔2026〕140号",
                "addressee": ORIGINAL_AGENCY[insurance],
                "scheme": EMPLOYEES if insurance == "pension" else PATIENTS,
                "form_number": "蓉社保转〔2026〕45号",
                "form_total": Decimal("132000.00"),
                "arrived": Decimal("132150.00"),
                "returned": Decimal("150.00"),
                "returned_on": date(2026, 12, 4),
                "reference": "GZ20261204000731",
                "contact": "王志强",
                "contact_phone": "020-12345679",
            }
            | facts,
        )
    )
