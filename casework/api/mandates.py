"""Mandates for programs of a person: listed, accepted, ended. They are given on the pages alone."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Mandate
from accounts.rules.levels import Level
from agencies.actors import Actor
from agencies.levels import check_level
from casework.actions import mandating
from casework.actions.mandated import ENDED
from casework.api.once import once
from casework.api.views import PAGING, PagedList, PortalView
from kit.api.reading import StrictSerializer, StrictText
from kit.errors import NotPermitted

LONGEST_CODE = 24


class MandateCodeBody(StrictSerializer):
    """The code that the giver passed on."""

    code = StrictText(max_length=LONGEST_CODE)


class NoBody(StrictSerializer):
    """Nothing."""


class MandateOut(serializers.Serializer):
    """A mandate; `role` says on which side of it the caller stands."""

    number = serializers.CharField()
    kind = serializers.CharField()
    role = serializers.CharField()
    giver = serializers.CharField()
    holder = serializers.CharField()
    services = serializers.ListField(child=serializers.CharField())
    is_in_force = serializers.BooleanField()
    given_on = serializers.DateField()
    last_day = serializers.DateField()
    accepted_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    proof = serializers.CharField()


def held_by(who: Actor, number: str) -> Mandate | None:
    """Return the mandate that a program names, none where it names none; raises `NotPermitted`."""
    if not number:
        return None
    for each in who.mandates:
        if each.number == number:
            return each
    raise NotPermitted(ENDED)


def mandate_row(mandate: Mandate, who: Actor, now: datetime) -> dict[str, Any]:
    """Return a mandate as one of its sides reads it."""
    same = ("number", "kind", "services", "given_on", "last_day", "accepted_at", "ended_at")
    return {
        **{name: getattr(mandate, name) for name in (*same, "proof")},
        "role": "giver" if mandate.giver_id == who.person_id else "holder",
        "giver": mandate.giver_name,
        "holder": mandate.holder_name,
        "is_in_force": mandate.is_live(now),
    }


class Mandates(PagedList):
    """The mandates that you have given and those that you hold, the newest first."""

    tag = "person"
    summary = _("Your mandates")
    queryset = Mandate.objects.none()
    serializer_class = MandateOut
    parameters = PAGING
    filter_backends = ()
    orderings = {"-offered_at": F("offered_at").desc()}

    def get_queryset(self) -> QuerySet[Mandate]:
        """Ask for the caller's own, of either side."""
        check_level(self.who, Level.NUMBER)
        return mandating.of(self.who)

    def row(self, thing: Mandate) -> dict[str, Any]:
        """Show one."""
        return mandate_row(thing, self.who, self.now)


class _OneMandate(PortalView):
    tag = "person"
    answer = MandateOut
    is_once = True

    def answered(self, mandate: Mandate) -> Response:
        """Answer with the mandate as it stands now."""
        return Response(MandateOut(mandate_row(mandate, self.who, self.now)).data)


class AcceptMandate(_OneMandate):
    """Accept a mandate by the code that its giver passed on; wrong codes are counted."""

    summary = _("Accept a mandate")
    body = MandateCodeBody

    def post(self, request: Request) -> Response:
        """Accept it."""
        check_level(self.who, Level.NUMBER)
        return once(self, self._accept)

    def _accept(self) -> Response:
        said = self.read(self.body)
        return self.answered(mandating.accept(said["code"], by=self.who, now=self.now))


class EndMandate(_OneMandate):
    """End a mandate that you have given or hold; it opens nothing from that second on."""

    summary = _("End a mandate")
    body = NoBody

    def post(self, request: Request, mandate: str) -> Response:
        """End it; ending it again changes nothing."""
        check_level(self.who, Level.NUMBER)
        if not mandating.of(self.who).filter(number=mandate).exists():
            raise Http404
        return once(self, lambda: self._end(mandate))

    def _end(self, number: str) -> Response:
        self.read(self.body)
        return self.answered(mandating.end(number, by=self.who, now=self.now))
