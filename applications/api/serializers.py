"""What programs are told about services and their applications, and what stands for bodies."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.api.described import ChoosingBody
from casework.serializers.bodies import NothingBody
from casework.serializers.told import (
    AgencyRef,
    CaseLineOut,
    CheckOut,
    CorrectionOut,
    PersonOut,
    StepOut,
)
from kit.api.reading import StrictSerializer, StrictText
from kit.spelling import wording


@extend_schema_field({"type": "object", "additionalProperties": {}})
class AnyObject(serializers.JSONField):
    """An object whose names a declaration gives."""


# --- What is sent -------------------------------------------------------------------------------
class DeclaredBody(NothingBody):
    """The version, and the fields that the service declares: read them in its guide."""


class DeclaredAnswersBody(ChoosingBody):
    """The answers by the names that the service declares: read `fields` in its guide."""


class DeclaredFactsBody(StrictSerializer):
    """Answers and facts by the names in `fields` and `facts` of the guide; all may be left out."""


class CodeBody(NothingBody):
    """For which question of kind `code` a code is to be sent."""

    field = StrictText(max_length=40)


# --- What is told of a service ------------------------------------------------------------------
class CitedOut(serializers.Serializer):
    """An article that something stands on."""

    document = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    effective_on = serializers.DateField()
    label = serializers.SerializerMethodField()
    is_verified = serializers.BooleanField(source="verified")

    def get_label(self, basis: Any) -> str:
        """Cite it as one writes it, in the reader's language."""
        return wording(basis.label)


class TermOfServiceOut(serializers.Serializer):
    """Within how many working days a turn ends, by the value in force today."""

    kind = serializers.CharField()
    title = serializers.CharField()
    working_days = serializers.IntegerField(allow_null=True)
    basis = CitedOut(allow_null=True)


class ServiceOut(serializers.Serializer):
    """A service in one line of the catalogue."""

    name = serializers.CharField()
    title = serializers.CharField()
    insurance = serializers.CharField(help_text="Empty for a service of no insurance.")
    errand = serializers.CharField(allow_blank=True)
    event = serializers.CharField(allow_null=True)
    deciding = serializers.CharField(allow_null=True)
    terms = TermOfServiceOut(many=True)


class MoveOut(serializers.Serializer):
    """A move of the procedure: from where to where, who makes it, and what happens."""

    begins = serializers.CharField()
    ends = serializers.CharField()
    who = serializers.CharField()
    sentence = serializers.CharField()


class PaperOut(serializers.Serializer):
    """A document that may be asked for, its article, and where one gets it."""

    slot = serializers.CharField()
    title = serializers.CharField()
    why = serializers.CharField()
    where_from = serializers.CharField()
    unless = serializers.CharField(
        allow_null=True, help_text="What stands in its place, where something can."
    )
    basis = CitedOut()


class PaperPageOut(serializers.Serializer):
    """One page of a paper: how far its check has come, and what a clerk says of it."""

    key = serializers.CharField()
    place = serializers.IntegerField()
    name = serializers.CharField(allow_blank=True)
    kind = serializers.CharField(help_text="What the file is by what it holds.")
    size = serializers.IntegerField()
    sheets = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="Of the bytes as they arrived.")
    state = serializers.CharField(help_text="`waiting`, `clean` or `refused`.")
    fault = serializers.CharField(allow_null=True)
    mark = serializers.CharField(allow_blank=True, help_text="What a clerk says of it.")
    is_asked_again = serializers.BooleanField()
    said = serializers.CharField(allow_null=True, help_text="Why another page is asked for.")
    added_at = serializers.DateTimeField()
    file = serializers.CharField(allow_null=True)


class PaperStandsOut(serializers.Serializer):
    """A paper of an application as it stands; `spared` says what stands in its place."""

    slot = serializers.CharField()
    title = serializers.CharField()
    why = serializers.CharField()
    basis = CitedOut()
    is_needed = serializers.BooleanField()
    is_missing = serializers.BooleanField()
    spared = serializers.CharField(allow_null=True)
    pages = PaperPageOut(many=True)


class RecordLineOut(serializers.Serializer):
    """A line of the person's record: the key by which an answer points at it, and its words."""

    key = serializers.CharField()
    title = serializers.CharField()


class QuestionOut(serializers.Serializer):
    """A plain question and its answer."""

    question = serializers.CharField()
    answer = serializers.CharField()
    basis = CitedOut(allow_null=True)


class OfferOut(serializers.Serializer):
    """What an agency of the place offers for the service."""

    agency = AgencyRef()
    is_online = serializers.BooleanField()
    online_from = serializers.DateField(allow_null=True)
    promised_days = serializers.IntegerField(allow_null=True)
    counters = serializers.CharField()
    hours = serializers.CharField()
    phone = serializers.CharField()
    complaint_phone = serializers.CharField()


class GuideOut(ServiceOut):
    """All about a service. `fields` and `facts` are JSON Schemas of what programs send."""

    law = CitedOut(many=True)
    procedure = MoveOut(many=True)
    level = serializers.CharField(allow_null=True)
    assurance = serializers.CharField(allow_null=True)
    result = serializers.CharField(allow_blank=True)
    fee = serializers.CharField(allow_blank=True)
    visits = serializers.IntegerField(allow_null=True)
    fields = AnyObject(allow_null=True)
    asked_first = serializers.ListField(child=serializers.CharField())
    facts = AnyObject(allow_null=True)
    papers = PaperOut(many=True)
    questions = QuestionOut(many=True)
    offers = OfferOut(many=True)


# --- What the rules say -------------------------------------------------------------------------
class GroundOut(serializers.Serializer):
    """A reason against it, and the way forward."""

    code = serializers.CharField()
    kind = serializers.CharField()
    sentence = serializers.CharField()
    way_forward = serializers.CharField()
    basis = serializers.CharField()


class FigureOut(serializers.Serializer):
    """A number that was worked out, how, and by which article."""

    label = serializers.CharField()
    value = serializers.CharField()
    formula = serializers.CharField()
    basis = serializers.CharField()
    is_sure = serializers.BooleanField()


class PreCheckOut(serializers.Serializer):
    """What the rules say: `yes`, `no`, or `maybe` where a clerk has to look."""

    answer = serializers.CharField()
    outcome = serializers.CharField()
    may_file = serializers.BooleanField()
    reasons = GroundOut(many=True)
    checks = CheckOut(many=True)
    figures = FigureOut(many=True)
    follows = serializers.ListField(child=serializers.CharField())
    unknown = serializers.CharField(allow_null=True)
    missing = serializers.DictField(child=serializers.CharField())


# --- What is told of an application -------------------------------------------------------------
class ApplicationLineOut(CaseLineOut):
    """An application in one line: with what any case shows, who handles it."""

    agency = AgencyRef(allow_null=True)


class PreparedOut(serializers.Serializer):
    """What your agency has prepared and a second human being has to approve."""

    act = serializers.CharField()
    outcome = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField()
    prepared_at = serializers.DateTimeField()
    is_yours = serializers.BooleanField()


class DecidedOut(serializers.Serializer):
    """How it was decided."""

    outcome = serializers.CharField()
    reasons = GroundOut(many=True)
    note = serializers.CharField()
    letter = serializers.CharField()
    decided_at = serializers.DateTimeField()


class PossibleActOut(serializers.Serializer):
    """What you can do now: `POST cases/{number}/{name}/` with a body of this JSON Schema."""

    name = serializers.CharField()
    title = serializers.CharField()
    body = AnyObject()


class ApplicationOut(ApplicationLineOut):
    """An application with all that belongs to it and that you may see."""

    person = PersonOut()
    about = serializers.CharField(
        allow_null=True, help_text="The number of the case that it speaks against, or puts right."
    )
    answers = AnyObject()
    is_human_review_asked = serializers.BooleanField()
    agencies = AgencyRef(many=True)
    lines = RecordLineOut(
        many=True, help_text="Where an answer points at the record: the lines there are."
    )
    correction = CorrectionOut(allow_null=True)
    steps = StepOut(many=True)
    prepared = PreparedOut(allow_null=True)
    decision = DecidedOut(allow_null=True)
    acts = PossibleActOut(many=True)
