"""What programs are told about a case of any service."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from casework.rules.statuses import STATUS_CODES

CHANNELS = ("online", "counter", "program", "employer")  # as `Case.Channel`


class AgencyRef(serializers.Serializer):
    """An agency in one line."""

    code = serializers.CharField()
    name = serializers.CharField(source="local_name")


class CaseLineOut(serializers.Serializer):
    """A case of any service in one line: where it stands, whose turn it is, by when."""

    number = serializers.CharField()
    service = serializers.CharField()
    title = serializers.CharField()
    insurance = serializers.CharField(help_text="Empty for a service of no insurance.")
    status = serializers.ChoiceField(choices=STATUS_CODES)
    status_label = serializers.CharField()
    version = serializers.IntegerField()
    channel = serializers.ChoiceField(
        choices=CHANNELS,
        help_text="By which way it was sent; of a draft, by which it was begun.",
    )
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    turn = serializers.CharField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    is_provisional = serializers.BooleanField()
    is_late = serializers.BooleanField()


class PersonOut(serializers.Serializer):
    """The insured person; clerks see the number masked."""

    name = serializers.CharField()
    document_type = serializers.CharField()
    issued_in = serializers.CharField(
        help_text=_("The country that issued the passport; empty for other documents.")
    )
    number = serializers.CharField()
    is_masked = serializers.BooleanField()
    sex = serializers.CharField()
    born_on = serializers.DateField()
    hukou_region = serializers.CharField()


class WrongAnswerOut(serializers.Serializer):
    """One answer to put right."""

    field = serializers.CharField()
    message = serializers.CharField()


class CorrectionOut(serializers.Serializer):
    """A request for correction that waits for its answer."""

    note = serializers.CharField()
    fields_to_correct = WrongAnswerOut(many=True)
    asked_at = serializers.DateTimeField()


class NumberOut(serializers.Serializer):
    """The full identity number."""

    number = serializers.CharField()


class CheckOut(serializers.Serializer):
    """One question of the law, what the records show, and where it stands.

    `detail` is for the clerk; `told` and `way_forward` are what the person reads.
    """

    code = serializers.CharField()
    question = serializers.CharField()
    result = serializers.CharField()
    detail = serializers.CharField()
    told = serializers.CharField(allow_null=True)
    way_forward = serializers.CharField(allow_null=True)
    basis = serializers.CharField()


class StepOut(serializers.Serializer):
    """One agency's turn in a case."""

    kind = serializers.CharField()
    agency = AgencyRef()
    opened_at = serializers.DateTimeField(allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    working_days = serializers.IntegerField()
    due_on = serializers.DateField(allow_null=True)
    is_provisional = serializers.BooleanField()
    paused_on = serializers.DateField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    is_claimed = serializers.BooleanField()


class QueueStepOut(StepOut):
    """A turn that waits at a desk."""

    case = serializers.CharField(source="case.number")
    service = serializers.CharField(source="case.service")
    title = serializers.CharField()
    insurance = serializers.CharField()
    status = serializers.CharField(source="case.status")
    version = serializers.IntegerField(source="case.version")
    is_mine = serializers.BooleanField()
    is_late = serializers.BooleanField()


class SentOut(serializers.Serializer):
    """One message of a notice: `waiting`, `sending`, `sent`, `carried` (the carrier has it),
    `failed`, `uncertain`, `gathered` (goes out with a summary) or `not-sent`, and why."""

    way = serializers.CharField()
    state = serializers.CharField()
    why = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)


class NoticeOut(serializers.Serializer):
    """Something told to the person or to the agency."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    case = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    sent = SentOut(many=True)


class EventOut(serializers.Serializer):
    """One line of a case's history; no clerk is named."""

    sequence = serializers.IntegerField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    at = serializers.DateTimeField()
    position = serializers.CharField()
    agency = AgencyRef(allow_null=True)
    mandate = serializers.CharField(allow_null=True)
    moved_from = serializers.CharField()
    moved_to = serializers.CharField()
    note = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    hash = serializers.CharField()
