"""The feed of an agency for its systems: what has happened in all its cases, in one line."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from casework.actions import looking
from casework.api import cases
from casework.api.showing import turns_of
from casework.api.views import PortalView
from casework.models import Case
from feeds.actions import placing
from feeds.models import Entry
from feeds.rules import places
from kit.api.errors import BadParameter, PlaceUnknown
from kit.api.paging import page_size
from kit.errors import NotPermitted

SHOWN = ("service", "sequence", "kind", "at", "moved_from", "moved_to")


class HappenedOut(serializers.Serializer):
    """One event in a case of the agency; `place` is where the feed is read on from."""

    place = serializers.CharField()
    case = serializers.CharField()
    service = serializers.CharField()
    sequence = serializers.IntegerField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    moved_from = serializers.CharField()
    moved_to = serializers.CharField()
    now = serializers.DictField(required=False)


class FeedOut(serializers.Serializer):
    """A page of the feed; `last` is the place to ask after the next time, more or not."""

    results = HappenedOut(many=True)
    last = serializers.CharField()
    next = serializers.CharField(allow_null=True)


class AgencyEvents(PortalView):
    """What has happened in all cases of your agency, in an order that never changes, without gaps.

    Begin with `after=0`, keep `last` as it is, and ask after it again. Nothing that happened is
    missing and nothing comes later in between, whoever wrote at the same time. It reaches back to
    the first case. With `expand=case` each line has the case as it stands `now`.

    410 says that the feed has this place no longer: it was restored from a backup. Ask after an
    earlier place that you kept, or after 0; what you noted behind it has to be read anew.
    """

    tag = "events"
    summary = _("What has happened in the cases of your agency")
    answer = FeedOut
    parameters = frozenset({"after", "page_size", "expand"})
    refusals = (410,)
    described = {"after": None, "page_size": None, "expand": ["case"]}

    def get(self, request: Request) -> Response:
        """List it from a place on."""
        if self.who.agency is None or not (self.who.is_staff or self.who.client):
            raise NotPermitted(_("The desk is for the staff and systems of the agencies."))
        placing.place_all(now=self.now)
        after, size = self._after(), page_size(request)
        feed = Entry.objects.visible_to(self.who).filter(place__gt=places.number_of(after))
        found = list(feed.order_by("place")[: size + 1])
        page = found[:size]
        last = page[-1].written if page else after
        here = request.build_absolute_uri()
        more = replace_query_param(here, "after", last) if len(found) > size else None
        rows = {"results": self._rows(page), "last": last, "next": more}
        return Response(FeedOut(rows).data)

    def _after(self) -> str:
        """Return the place that was asked for.

        Raises `BadParameter` for what is none, `PlaceUnknown` for one that this feed never had, or
        has no more: the database was restored, and others stand where it was.
        """
        typed = self.request.query_params.get("after", places.BEGINNING)
        after = places.number_of(typed)
        if after is None:
            raise BadParameter("after", _("This is no place in the feed."))
        if after == 0:
            return typed
        there = Entry.objects.filter(agency=self.who.agency, place=after).first()
        if there is None or there.written != typed:
            raise PlaceUnknown
        return typed

    def _rows(self, page: list[Entry]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = [
            {
                "place": each.written,
                "case": each.number,
                **{name: getattr(each, name) for name in SHOWN},
            }
            for each in page
        ]
        seen = Case.objects.visible_to(self.who).filter(pk__in={each.case_id for each in page})
        if not self._wishes_cases():
            looking.listed(seen.only("pk", "number", "person"), by=self.who, now=self.now)
            return rows
        found = list(seen.prefetch_related(turns_of()).order_by("pk"))
        looking.listed(found, by=self.who, now=self.now)
        shown = zip(found, cases.lines(found, self.today), strict=True)
        now = {case.pk: line for case, line in shown}
        for row, each in zip(rows, page, strict=True):
            row["now"] = now.get(each.case_id)
        return rows

    def _wishes_cases(self) -> bool:
        asked = self.request.query_params.get("expand")
        if asked not in (None, "case"):
            raise BadParameter("expand", _("This value is not possible here."))
        return asked is not None
