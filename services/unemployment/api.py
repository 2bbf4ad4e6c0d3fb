"""How work has ended, for the programs of employers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from applications.api.employers import OfEmployer
from casework.api.once import once
from kit.api.reading import StrictChoice, StrictDay, StrictSerializer, StrictText
from services.unemployment.actions import asking
from services.unemployment.rules.endings import Ending


class DepartureOut(serializers.Serializer):
    """Of whom an employer is asked how their work ended, and until when it answers."""

    key = serializers.IntegerField()
    name = serializers.CharField()
    number = serializers.CharField()
    asked_on = serializers.DateField()
    due_on = serializers.DateField()


class DepartureBody(StrictSerializer):
    """When and how the work ended, in the codes of the form."""

    last_day = StrictDay()
    reason = StrictChoice(choices=[each.value for each in Ending])
    note = StrictText(max_length=300, required=False, allow_blank=True)


class Departures(OfEmployer):
    """What an employer has still to answer, the most urgent first."""

    summary = _("List whose end of work you are asked about")
    answer = DepartureOut(many=True)

    def get(self, request: Request) -> Response:
        """List them: there are as many as have left and applied, and no more."""
        rows = asking.questions_for(self.employer())
        return Response(DepartureOut(rows, many=True).data)


class Departure(OfEmployer):
    """Say how somebody's work ended; it is said once."""

    summary = _("Say how somebody's work ended")
    body = DepartureBody
    answer = DepartureBody
    is_once = True

    def post(self, request: Request, key: int) -> Response:
        """Keep it for the agency that decides."""
        return once(self, lambda: self._say(key))

    def _say(self, key: int) -> Response:
        own = self.employer()
        said: dict[str, Any] = self.read(DepartureBody)
        report = asking.answer(own, key, **said, by=own.user, now=self.now)
        kept = {"last_day": report.last_day, "reason": report.reason, "note": str(report.note)}
        return Response(DepartureBody(kept).data)
