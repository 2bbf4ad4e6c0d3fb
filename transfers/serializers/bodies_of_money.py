"""What programs send about the information form and its money."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from applications.rules.correcting import NOT_A_SHARE, share
from casework.serializers.bodies import LONGEST_NOTE, NothingBody
from kit.api.reading import (
    StrictChoice,
    StrictDay,
    StrictMonth,
    StrictSerializer,
    StrictText,
    Yuan,
)
from kit.spelling import wording
from law.money import to_fen
from records.models import Scheme
from transfers.actions.correcting_form import ROWS
from transfers.models import Restatement
from transfers.rules.form_lines import RATES

MONTHS = ("first_month", "last_month")
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


class CorrectLineBody(NothingBody):
    """What a line of the record should say, and why; months as `2020-03`, shares as `8`."""

    what = StrictChoice(
        choices=[(each, each) for each in ROWS],
        help_text=_("`change`, `strike`, `add` months, or `account` for the personal account."),
    )
    scheme = StrictChoice(choices=Scheme.choices, required=False, default="")
    first_month = StrictMonth(required=False, default=None)
    last_month = StrictMonth(required=False, default=None)
    base = Yuan(required=False, default=None, help_text=_("Monthly base, in yuan."))
    employer_rate = StrictText(max_length=10, required=False, default="")
    personal_rate = StrictText(max_length=10, required=False, default="")
    account_rate = StrictText(max_length=10, required=False, default="")
    way = StrictChoice(choices=[("more", "more"), ("less", "less")], required=False, default="more")
    amount = Yuan(required=False, default=None, help_text=_("What the account gains or loses."))
    reason = StrictText(max_length=LONGEST_NOTE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what the act is told; what is needed depends on what is wrong."""
        what, said = attrs["what"], {"what": attrs["what"], "reason": attrs["reason"]}
        needed = {"account": ("amount",), "strike": MONTHS}.get(what, (*MONTHS, "base", *RATES))
        missing = [name for name in needed if attrs[name] in (None, "")]
        if missing:
            raise ValidationError(dict.fromkeys(missing, _("This is needed here.")))
        if what == "account":
            return said | {"amount_fen": attrs["amount"] * (1 if attrs["way"] == "more" else -1)}
        said |= {"scheme": attrs["scheme"], **{name: attrs[name] for name in MONTHS}}
        if said["last_month"] < said["first_month"]:
            raise ValidationError({"last_month": _("The last month lies before the first one.")})
        rates = {} if what == "strike" else {name: _rate(name, attrs[name]) for name in RATES}
        return said | rates | ({} if what == "strike" else {"base_fen": attrs["base"]})


def _rate(name: str, typed: str) -> Any:
    try:
        return share(typed)
    except ValueError as error:
        raise ValidationError({name: wording(NOT_A_SHARE)}) from error


class DropLineBody(NothingBody):
    """The number of the line that is taken out again."""

    line = serializers.IntegerField(min_value=1)


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
