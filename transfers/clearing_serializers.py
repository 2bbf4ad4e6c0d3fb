"""Months paid twice in JSON: what programs send, and what they read."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from casework.serializers.bodies import NothingBody
from kit.api.reading import StrictChoice, StrictDay, StrictText
from records.rules.double_months import Keep
from transfers.models import Clearing

KEEP = [(each.value, each.value) for each in Keep]
WAYS = [each for each in Clearing.Way.choices if each[0] != Clearing.Way.PORTAL]
STATES = (
    "asked", "answered", "prepared", "account-missing", "account-given", "payment-prepared", "paid",
)  # fmt: skip


class ClearingAnswerBody(NothingBody):
    """Which months stay, and an account in the insured person's own name."""

    keep = StrictChoice(
        choices=KEEP,
        required=False,
        default="",
        help_text=_("Left out where the law decides, and once the months are cleared."),
    )
    holder = StrictText(max_length=100, help_text=_("The insured person, as in their document."))
    bank_name = StrictText(max_length=80)
    account_number = StrictText(max_length=40, help_text=_("8 to 30 digits; kept encrypted."))


class ClearingNoteBody(ClearingAnswerBody):
    """The same, said at the counter or by phone; the account may follow."""

    holder = StrictText(max_length=100, required=False, default="", allow_blank=True)
    bank_name = StrictText(max_length=80, required=False, default="", allow_blank=True)
    account_number = StrictText(max_length=40, required=False, default="", allow_blank=True)
    way = StrictChoice(choices=WAYS)
    note = StrictText(max_length=500, help_text=_("Who said it, and how it was checked."))


class BounceBody(NothingBody):
    """A payment that the person's bank sent back."""

    bounced_on = StrictDay()
    note = StrictText(max_length=200)


class DoubleMonthsOut(serializers.Serializer):
    """Months in a row that go, and what is paid back for them."""

    place = serializers.CharField()
    scheme = serializers.CharField()
    first_month = serializers.DateField()
    last_month = serializers.DateField()
    months = serializers.IntegerField()
    base = serializers.CharField()
    amount = serializers.CharField()


class ClearingChoiceOut(serializers.Serializer):
    """One way to clear: what goes, and what is paid back in all."""

    keep = serializers.ChoiceField(choices=KEEP)
    title = serializers.CharField()
    amount = serializers.CharField()
    cleared = DoubleMonthsOut(many=True)
    articles = serializers.ListField(child=serializers.CharField())


class ClearingOut(serializers.Serializer):
    """Months paid twice: where it stands, what may be chosen, what was cleared and paid."""

    state = serializers.ChoiceField(choices=[(each, each) for each in STATES])
    keep = serializers.CharField()
    bank_name = serializers.CharField()
    masked_account = serializers.CharField()
    account_number = serializers.CharField(
        allow_null=True, help_text=_("For the system of the paying agency only.")
    )
    amount = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    prepared_at = serializers.DateTimeField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    choices = ClearingChoiceOut(many=True)
    cleared = DoubleMonthsOut(many=True)
