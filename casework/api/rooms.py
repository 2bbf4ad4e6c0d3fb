"""One address for every service: the room of the case's service answers at it.

Each room says in its `apps.py` what it answers with. Without a word of its own, a service is
answered for as all declared services are, by the view that stands at the address.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from rest_framework import serializers

from casework.api.showing import case_row
from casework.api.views import OfCase, PortalView
from casework.models import Case
from casework.serializers.told import CaseLineOut
from kit import wall
from kit.questions import question

Row = dict[str, Any]


def plain_lines(cases: Sequence[Case], today: date) -> dict[int, Row]:
    """Return what a line of any case shows, by the key of the case."""
    return {case.pk: case_row(case, today) for case in cases}


@dataclass(frozen=True, kw_only=True)
class Room:
    """How a room answers for its services: lines for all cases of a page, views by address."""

    lines: Callable[[Sequence[Case], date], dict[int, Row]] = plain_lines
    line_out: type[serializers.Serializer] = CaseLineOut
    views: Mapping[str, type[PortalView]] = field(default_factory=dict)


ALL_OTHERS = ""
_ROOMS: dict[str, Room] = {ALL_OTHERS: Room()}


def register(room: Room, *services: str) -> None:
    """Say how services are answered for; `ALL_OTHERS` stands for those that nobody names."""
    _ROOMS.update(dict.fromkeys(services, room))


def room_of(service: str) -> Room:
    """Return the room of a service."""
    return _ROOMS.get(service, _ROOMS[ALL_OTHERS])


def rooms() -> list[Room]:
    """Return every room once."""
    return list({id(room): room for room in _ROOMS.values()}.values())


class ByService(OfCase):
    """A route at which each service is answered for by its room; `address` is its name there."""

    address: ClassVar[str] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the room of the service answer, if it has a view of its own for this address.

        Nothing is told here: whoever answers asks who calls, and whether they may see the case.
        """
        other = room_of(self.service_named(kwargs)).views.get(self.address)
        if other is not None:
            return other.as_view()(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    @wall.as_house("know which room answers")
    def service_named(self, kwargs: Mapping[str, Any]) -> str:
        """Return the service that the address is about; empty where there is none."""
        number = kwargs.get("number", "")
        if "service" in kwargs or "\0" in number:
            return str(kwargs.get("service", ""))
        return next(iter(_service_of(number=number)), "")

    def others(self) -> list[type[PortalView]]:
        """Return the views of other rooms at this address, for the schema."""
        found = (room.views.get(self.address) for room in rooms())
        return list(dict.fromkeys(each for each in found if each is not None))


@question
def _service_of(*, number: str) -> QuerySet[Case, str]:
    return Case.objects.filter(number=number).values_list("service", flat=True)[:1]
