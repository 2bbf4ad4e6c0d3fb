"""The journal for programs: what is published of each day, and the proof of an event."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.views import PAGING, OfCase, PagedList, PublicView
from casework.models import Case
from casework.models.case import is_of_applicant
from casework.policies import check_may, may_read_note
from casework.rules.authorisation import Action
from journal import publishing
from journal.models import JournalDay, JournalKey
from journal.proving import NotSealedYet, proof_of


class JournalDayOut(serializers.Serializer):
    """A day as it is signed: hash and signature stand over all the other fields."""

    type = serializers.CharField()
    day = serializers.CharField()
    size = serializers.IntegerField()
    root = serializers.CharField()
    previous = serializers.CharField()
    sealed_at = serializers.CharField()
    key = serializers.CharField()
    hash = serializers.CharField()
    signature = serializers.CharField()


class JournalKeyOut(serializers.Serializer):
    """A key, introduced by the signature of the one before it."""

    type = serializers.CharField()
    key = serializers.CharField()
    public = serializers.CharField()
    introduced_at = serializers.CharField()
    introduced_by = serializers.CharField()
    signature = serializers.CharField()


class ShownPart(serializers.Serializer):
    """A part of an event that the caller may read, and the salt that opens it."""

    value = serializers.JSONField()
    salt = serializers.CharField()


class ProofOut(serializers.Serializer):
    """What proves an event without the portal; `scripts/verify.py` checks it."""

    format = serializers.CharField()
    in_words = serializers.DictField(child=serializers.CharField())
    shown = serializers.DictField(child=ShownPart())
    closed = serializers.DictField(child=serializers.CharField())
    index = serializers.IntegerField()
    path = serializers.ListField(child=serializers.CharField())
    day = JournalDayOut()
    keys = JournalKeyOut(many=True)


class DayFilter(django_filters.FilterSet):
    """Which day is wanted."""

    day = django_filters.DateFilter(label=_("One day"), field_name="day")

    class Meta:
        model = JournalDay
        fields: tuple[str, ...] = ()


class JournalDays(PublicView, PagedList):
    """The signed days of the journal, the latest first."""

    tag = "journal"
    summary = _("List the days of the journal")
    queryset = JournalDay.objects.select_related("key").defer("blocks", "secret")
    serializer_class = JournalDayOut
    filterset_class = DayFilter
    parameters = PAGING | {"day"}
    orderings = {"-day": F("day").desc(), "day": F("day").asc()}

    def row(self, thing: JournalDay) -> dict[str, Any]:
        """Show a day as it is published."""
        return publishing.of_day(thing)


class JournalKeys(PublicView, PagedList):
    """The keys that sign days, the first one first."""

    tag = "journal"
    summary = _("List the keys of the journal")
    queryset: QuerySet[JournalKey] = JournalKey.objects.all()
    serializer_class = JournalKeyOut
    filter_backends = ()
    parameters = PAGING
    orderings = {"introduced_at": F("introduced_at").asc()}

    def row(self, thing: JournalKey) -> dict[str, Any]:
        """Show a key as it is published."""
        return publishing.of_key(thing)


class NotSealed(APIException):
    """The day of an event has not ended."""

    status_code = 409
    default_code = "not_ready"
    default_detail = _("This entry is sealed tonight. Its proof is ready tomorrow.")


class EventProof(OfCase):
    """The proof of one event, in the parts that the caller may read."""

    tag = "journal"
    refusals = (409,)  # until its day is sealed
    summary = _("Download the proof of an event")
    answer = ProofOut

    def get(self, request: Request, number: str, sequence: int) -> Response:
        """Hand it out."""
        case = self.saw(get_object_or_404(Case.objects.visible_to(self.who), number=number))
        check_may(self.who, Action.READ_CASE, case)
        event = get_object_or_404(case.events, sequence=sequence)
        with_note = may_read_note(event, is_own=is_of_applicant(self.who, case))
        try:
            return Response(proof_of(event, case.number, with_note=with_note))
        except NotSealedYet as error:
            raise NotSealed from error
