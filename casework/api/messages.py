"""The messages of a case, for programs of its person and of the staff who handle it."""

from typing import Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casework.actions import messaging
from casework.api.once import once
from casework.api.views import PAGING, OfCase, PagedList
from casework.models import Case, Message
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.serializers.told import AgencyRef
from kit.api.reading import StrictBoolean, StrictDay, StrictSerializer, StrictText


class MessageBody(StrictSerializer):
    """A message; an agency may name a day for the answer, or write a note for agencies only."""

    text = StrictText(max_length=messaging.LONGEST_MESSAGE)
    is_internal = StrictBoolean(required=False, default=False)
    answer_due_on = StrictDay(required=False, default=None, allow_null=True)


class MessageOut(serializers.Serializer):
    """What one side wrote; `agency` is null for the person."""

    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    agency = AgencyRef(allow_null=True)
    is_internal = serializers.BooleanField()
    text = serializers.CharField()


class Messages(PagedList, OfCase):
    """The thread of a case in pages; a program that reads it marks nothing as read.

    For those who look at a page, the person and the agency whose turn it is, it stays unread.
    """

    tag = "cases"
    summary = _("The messages of a case")
    queryset = Message.objects.none()
    serializer_class = MessageOut
    parameters = PAGING
    orderings = {"at": F("at").asc(), "-at": F("at").desc()}
    body = MessageBody
    answer = MessageOut
    is_once = True

    def case(self) -> Case:
        """Return the case, if the caller may read what is written in it."""
        found = Case.objects.visible_to(self.who).select_related("person", "thread")
        case = self.saw(get_object_or_404(found, number=self.kwargs["number"]))
        check_may(self.who, Action.MESSAGES, case)
        return case

    def get_queryset(self) -> QuerySet[Message]:
        """Ask for what the caller may read of the thread."""
        seen = Message.objects.visible_to(self.who).filter(case=self.case())
        return seen.select_related("agency")

    def post(self, request: Request, number: str) -> Response:
        """Write, and answer with what was written."""
        case = self.case()
        return once(self, lambda: self._write(case))

    def _write(self, case: Case) -> Response:
        said: dict[str, Any] = self.read(self.body)
        written = messaging.write(case, **said, by=self.who, now=self.now)
        return Response(MessageOut(written).data)
