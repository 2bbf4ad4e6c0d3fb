"""The tax channel's system sends a day's arrivals, and reads what has become of them."""

from datetime import date
from typing import IO, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.scopes import ARRIVALS
from casework.api.views import PortalView
from casework.policies import may_generally
from casework.rules.authorisation import Action
from intake.actions import arriving
from intake.models import Arrival, ArrivalFile
from intake.rules.arriving import REASONS
from kit.api.errors import TooLarge
from kit.api.parsing import refuse_form
from kit.errors import NotPermitted
from kit.spelling import wording
from law.money import from_fen, spell_yuan

LARGEST = 20_000_000
MOST_LISTED = 1_000


def _day(written: str) -> date:
    """Return the day of an address; there is none of another form."""
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise Http404 from error
    if found.isoformat() != written:
        raise Http404
    return found


class DayFileParser(BaseParser):
    """A body that is the file of the day, byte for byte."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: str | None = None, context: Any = None) -> Any:
        """Return the bytes, or refuse more than any day has."""
        refuse_form(media_type)
        content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise TooLarge(LARGEST)
        return content


class PutAsideOut(serializers.Serializer):
    """A payment that two persons of the agency look at, and why; of the person only the number."""

    line = serializers.IntegerField()
    flow = serializers.CharField()
    reason = serializers.ChoiceField(choices=list(REASONS))
    said = serializers.CharField()


class ArrivalsOfDayOut(serializers.Serializer):
    """A day as it stands: its last version, and what has become of its payments."""

    number = serializers.CharField()
    day = serializers.DateField()
    version = serializers.IntegerField()
    sha256 = serializers.CharField()
    rows = serializers.IntegerField()
    total = serializers.CharField(help_text="Yuan, late fees included.")
    booked = serializers.IntegerField()
    turned_down = serializers.IntegerField()
    put_aside = PutAsideOut(many=True)
    received_at = serializers.DateTimeField()


class DayOfArrivals(PortalView):
    """The arrivals of one day: sent whole, or refused whole with line and reason (422).

    The same file again changes nothing; a corrected one has the next version, and replaces what it
    says otherwise or does not say any more. What the record does not explain is put aside.
    """

    tag = "records"
    scope = ARRIVALS
    summary = _("The arrivals of a day")
    summaries = {"PUT": _("Send the arrivals of a day")}
    answer = ArrivalsOfDayOut
    parser_classes = [DayFileParser]
    largest_body = LARGEST

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Turn away whoever is no such system, before anything they sent is read."""
        super().initial(request, *args, **kwargs)
        if self.who.agency is None or not may_generally(self.who, Action.SEND_ARRIVALS):
            raise NotPermitted

    def get(self, request: Request, day: str) -> Response:
        """Show the day as it stands."""
        own = ArrivalFile.objects.visible_to(self.who).filter(day=_day(day))
        found = own.order_by("-version").first()
        if found is None:
            raise Http404
        return self._show(found)

    @extend_schema(request={"text/plain": OpenApiTypes.BINARY})
    def put(self, request: Request, day: str) -> Response:
        """Take it."""
        content = request.data if isinstance(request.data, bytes) else b""
        return self._show(arriving.receive(content, _day(day), by=self.who, now=self.now))

    def _show(self, found: ArrivalFile) -> Response:
        states = arriving.states_of(found)
        aside = arriving.put_aside_of(found)[:MOST_LISTED]
        names = ("number", "day", "version", "sha256", "rows", "received_at")
        row = {
            **{name: getattr(found, name) for name in names},
            "total": spell_yuan(from_fen(found.total_fen)),
            "booked": states.get(Arrival.State.BOOKED, 0),
            "turned_down": states.get(Arrival.State.TURNED_DOWN, 0),
            "put_aside": [
                {
                    "line": each.line,
                    "flow": each.flow,
                    "reason": each.reason,
                    "said": wording(REASONS[each.reason]),
                }
                for each in aside
            ],
        }
        return Response(ArrivalsOfDayOut(row).data)
