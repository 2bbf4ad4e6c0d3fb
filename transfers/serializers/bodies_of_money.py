"""What programs send about the information form and its money."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from casework.serializers.bodies import LONGEST_NOTE, NothingBody
from kit.api.reading import (
    StrictChoice,
    StrictDay,
    StrictSerializer,
    StrictText,
    Yuan,
)
from law.money import to_fen
from transfers.models import Restatement

REFERENCE = r"\A[A-Za-z0-9][A-Za-z0-9._/-]*\Z"


class InterestBody(StrictSerializer):
    """What the books credited in a year for which no rate is published."""

    year = serializers.IntegerField(min_value=1998, max_value=2100)
    amount = Yuan(help_text=_("In yuan, as a text such as 1036.26."))


class PrepareFormBody(NothingBody):
    """A remark on the information form, and the interest of years without a published rate."""

    remark = StrictText(max_length=LONGEST_NOTE, required=False, default="", allow_blank=True)
    interest = InterestBody(many=True, required=False, default=list)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the interest by its year, as the act takes it."""
        interest = {each["year"]: to_fen(each["amount"]) for each in attrs["interest"]}
        return {**attrs, "interest": interest}


class SendFormBody(NothingBody):
    """The remittance that goes with the form; the bank's reference and day."""

    reference = serializers.RegexField(REFERENCE, max_length=40, required=False, default="")
    sent_on = StrictDay()


class ArrivalBody(NothingBody):
    """What the bank received."""

    reference = StrictText(max_length=40)
    amount = Yuan(source="amount_fen", help_text=_("In yuan, as a text such as 14400.00."))
    arrived_on = StrictDay()


class CorrectedArrivalBody(NothingBody):
    """What really arrived for a remittance, and why it is corrected."""

    reference = StrictText(max_length=40)
    amount = Yuan(source="amount_fen", help_text=_("What really arrived; 0.00 if nothing did."))
    arrived_on = StrictDay(
        required=False, default=None, help_text=_("Left out if nothing has arrived.")
    )
    note = StrictText(max_length=LONGEST_NOTE)


class FindingBody(NothingBody):
    """What explains a difference between sent and arrived, and how it is known."""

    finding = StrictChoice(choices=Restatement.Finding.choices)
    amount = Yuan(source="amount_fen", help_text=_("How much of the difference this explains."))
    note = StrictText(max_length=500)


class SurplusBody(NothingBody):
    """The remittance with which the surplus goes back; the amount follows from form and money."""

    reference = serializers.RegexField(REFERENCE, max_length=40)
    returned_on = StrictDay()
