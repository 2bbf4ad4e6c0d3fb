"""What everybody may look up: agencies, regions, terms (row 2). And who the caller is."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.generics import RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import INSURANCE_CHOICES, Agency, Region, RuleValue
from agencies.serializers import AgencyOut, RegionOut, TermOut
from casework.api.views import PAGING, PagedList, PortalView, PublicView
from casework.serializers import AgencyRef

BY_CODE = {"code": F("code").asc(), "-code": F("code").desc()}


class AgencyFilter(django_filters.FilterSet):
    """What is wanted of the directory."""

    insurance = django_filters.ChoiceFilter(
        label=_("Insurance"), choices=INSURANCE_CHOICES, method="handling"
    )
    region = django_filters.CharFilter(
        label=_("Code of the region, exactly"), field_name="region_id", max_length=6
    )

    class Meta:
        model = Agency
        fields: tuple[str, ...] = ()

    def handling(self, queryset: Any, _name: str, value: str) -> QuerySet[Agency]:
        """Leave those that handle this insurance."""
        return queryset.handling(value)


class Agencies(PublicView, PagedList):
    """The directory of agencies."""

    summary = _("List agencies")
    queryset = Agency.objects.all()
    serializer_class = AgencyOut
    filterset_class = AgencyFilter
    parameters = PAGING | {"insurance", "region"}
    orderings = BY_CODE


class OneAgency(RetrieveAPIView, PublicView):
    """One agency."""

    summary = _("Read an agency")
    queryset = Agency.objects.all()
    serializer_class = AgencyOut
    lookup_field = "code"


class RegionFilter(django_filters.FilterSet):
    """What is wanted of the regions."""

    level = django_filters.ChoiceFilter(label=_("Level"), choices=Region.Level.choices)
    parent = django_filters.CharFilter(
        label=_("Code of the region above"), field_name="parent_id", max_length=6
    )

    class Meta:
        model = Region
        fields: tuple[str, ...] = ()


class Regions(PublicView, PagedList):
    """The administrative divisions (GB/T 2260)."""

    summary = _("List regions")
    queryset = Region.objects.all()
    serializer_class = RegionOut
    filterset_class = RegionFilter
    parameters = PAGING | {"level", "parent"}
    orderings = BY_CODE


class OneRegion(RetrieveAPIView, PublicView):
    """One region."""

    summary = _("Read a region")
    queryset = Region.objects.all()
    serializer_class = RegionOut
    lookup_field = "code"


class Terms(PublicView):
    """The time limits in working days, with their legal basis and the days they are valid."""

    summary = _("The terms of each step")
    answer = TermOut(many=True)

    def get(self, request: Request) -> Response:
        """List them: there are few."""
        return Response(TermOut(RuleValue.objects.approved().terms(), many=True).data)


class CallerOut(serializers.Serializer):
    """Who the portal takes the caller for."""

    position = serializers.CharField()
    agency = AgencyRef(allow_null=True)
    client = serializers.CharField(allow_null=True)
    is_insured_person = serializers.BooleanField()
    level = serializers.CharField()


class Me(PortalView):
    """Who calls: a person, a member of staff, or an agency's system."""

    tag = "person"
    summary = _("Who am I")
    answer = CallerOut

    def get(self, request: Request) -> Response:
        """Say it."""
        who = self.who
        row = {
            "position": who.position.value,
            "agency": who.agency,
            "client": who.client.client_id if who.client else None,
            "is_insured_person": who.person_id is not None,
            "level": who.level.value,
        }
        return Response(CallerOut(row).data)
