"""The cases of every service: the list, the search, and the full number of a person."""

from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as drf
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import INSURANCE_CHOICES
from casework.actions import looking
from casework.api import rooms
from casework.api.inbox import check_may_search
from casework.api.mandates import held_by
from casework.api.showing import turns_of
from casework.api.views import PAGING, SAFE, OfCase, PagedList, PortalView, check_service
from casework.models import Case, Event
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.procedures import services_of
from casework.rules.statuses import STATUS_CODES
from casework.serializers import bodies
from casework.serializers.told import CaseLineOut, NumberOut
from kit.api.errors import BadParameter
from kit.api.filters import YesNoFilter
from kit.api.schema import any_of
from kit.api.telling import told_all
from kit.errors import NotValid
from kit.spelling import wording
from law.identity_number import (
    IdentityDocument,
    canonical_number,
    check_identity_number,
    fault_of_country,
)

MOST_FOUND = 100


class CaseFilter(django_filters.FilterSet):
    """What is wanted of the list of cases."""

    service = django_filters.CharFilter(label=_("Name of the service"), validators=[check_service])
    insurance = django_filters.ChoiceFilter(
        label=_("Insurance"), choices=INSURANCE_CHOICES, method="of_insurance"
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATUS_CODES)
    open = YesNoFilter(
        label=_("Whether something can still happen"),
        field_name="closed_at",
        lookup_expr="isnull",
    )

    updated_since = django_filters.IsoDateTimeFilter(
        label=_("Cases in whose history something was written since, such as 2026-11-22T09:00Z"),
        method="of_late",
    )

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def of_late(self, queryset: Any, _name: str, value: datetime) -> QuerySet[Case]:
        """Leave the cases with an event since; answers of a draft write none."""
        late = Event.objects.filter(case=OuterRef("pk"), at__gte=value)
        return queryset.filter(Exists(late))

    def of_insurance(self, queryset: Any, _name: str, value: str) -> QuerySet[Case]:
        """Leave the cases of services of this insurance."""
        return queryset.filter(service__in=services_of(value))


class Cases(PagedList):
    """The cases that the caller may see, of every service; each with the columns of its own.

    Of a person these are their own, or with `mandate` those of whoever gave it.
    """

    tag = "cases"
    summary = _("List cases")
    described = {"fields": None}
    queryset = Case.objects.none()
    serializer_class = CaseLineOut
    filterset_class = CaseFilter
    parameters = PAGING | {
        "service",
        "insurance",
        "status",
        "open",
        "mandate",
        "updated_since",
        "fields",
    }
    orderings = {
        "-created_at": F("created_at").desc(),
        "created_at": F("created_at").asc(),
    }

    def get_queryset(self) -> QuerySet[Case]:
        """Ask for what the caller may see."""
        seen = Case.objects.visible_to(self.who).prefetch_related(turns_of())
        if self.who.agency is not None:
            return seen
        mandate = held_by(self.who, self.request.query_params.get("mandate", ""))
        return seen.filter(person=mandate.giver_id if mandate else self.who.person_id)

    def cases_of(self, thing: Case) -> list[Case]:
        """Return it: each row is a case."""
        return [thing]

    def shown(self, page: Any) -> Any:
        """Show the page in lines, those of each room at once."""
        return only_fields(self.request, lines(page, self.today))

    def lines_out(self) -> Any:
        """Return what lines there are, for the schema."""
        return lines_out()


def only_fields(request: Request, rows: list[Any]) -> list[Any]:
    """Return of each row what `fields` names, where it does; a name that no row has is refused."""
    asked = request.query_params.get("fields")
    if asked is None:
        return rows
    names = asked.split(",")
    known = {name for room in rooms.rooms() for name in room.line_out().fields}
    if len(names) != len(set(names)) or not known.issuperset(names):
        raise BadParameter("fields", _("This value is not possible here."))
    return [{name: row[name] for name in names if name in row} for row in rows]


def lines(cases: list[Case], today: date) -> list[Any]:
    """Return a line for each case, in their order; each room fetches what it adds once."""
    found: dict[int, Any] = {}
    for room in rooms.rooms():
        ours = [case for case in cases if rooms.room_of(case.service) is room]
        if ours:
            rows = room.lines(ours, today)
            said = told_all(room.line_out, (rows[case.pk] for case in ours))
            found.update(zip((case.pk for case in ours), said, strict=True))
    return [found[case.pk] for case in cases]


def lines_out() -> list[type[drf.Serializer]]:
    """Return the kinds of lines there are."""
    return list(dict.fromkeys(room.line_out for room in rooms.rooms()))


class FullNumber(OfCase):
    """The full identity number, for staff who say why; the person can read the reason."""

    tag = "desk"
    summary = _("Unmask an identity number")
    body = bodies.ReasonBody
    answer = NumberOut
    reading = (*SAFE, "POST")

    def post(self, request: Request, number: str) -> Response:
        """Show it."""
        visible = Case.objects.visible_to(self.who).select_related("person")
        case = get_object_or_404(visible, number=number)
        check_may(self.who, Action.UNMASK, case)
        said = self.read(self.body)
        shown = looking.unmask(case, by=self.who, now=self.now, reason=said["reason"])
        return Response({"number": shown})


class Search(PortalView):
    """Cases at your agency of whoever has exactly this number; counted, and told to the person."""

    tag = "desk"
    summary = _("Find cases by an exact identity number")
    body = bodies.FoundBody
    reading = (*SAFE, "POST")

    def post(self, request: Request) -> Response:
        """Look somebody up."""
        check_may_search(self.who)
        said = self.read(self.body)
        document = _checked_document(said, self.today)
        found = looking.find_by_document(document, by=self.who, now=self.now, reason=said["reason"])
        cases = found.prefetch_related(turns_of()).order_by("pk")[:MOST_FOUND]
        return Response(lines(list(cases), self.today))

    @property
    def answer(self) -> Any:
        """What it answers, for the schema."""
        return any_of(lines_out(), many=True)


def _checked_document(said: dict[str, Any], today: date) -> IdentityDocument:
    kind = said["document_type"]
    checked = check_identity_number(kind, canonical_number(kind, said["number"]), today)
    errors = {"number": checked.message, "issued_in": fault_of_country(kind, said["issued_in"])}
    if faults := {name: wording(text) for name, text in errors.items() if text}:
        raise NotValid(faults)
    return IdentityDocument(kind, checked.number, said["issued_in"])
