"""Many acts in one call: each is carried out as if it had come alone, and has its own verdict."""

import json
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.once import HEADER
from casework.api.views import PortalView
from kit.api.problems import problem
from kit.api.reading import StrictSerializer, StrictText
from kit.api.schema import Problem
from kit.errors import NotPermitted

MOST = 50
# What belongs to the call and not to its rows: their length, kind, version and key are their own.
OF_THE_CALL = ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_TRANSFER_ENCODING", "QUERY_STRING")


class RowBody(StrictSerializer):
    """An act in a case: by the names that stand in its address, with the body it has alone."""

    case = StrictText(max_length=32, help_text=_("Number of the case."))
    act = serializers.RegexField(
        r"\A[a-z]+(-[a-z]+)*\Z",
        max_length=40,
        help_text=_("As it stands in the address of the act, such as `record-arrival`."),
    )
    key = serializers.RegexField(
        r"\A[\x21-\x7e]{8,100}\Z",
        help_text=_("Its Idempotency-Key: sent again with it, it is not carried out again."),
    )
    body = serializers.DictField(
        help_text=_("The body that the act has alone, with the `version` that was looked at.")
    )


class ActsBody(StrictSerializer):
    """The acts, in the order in which they are carried out."""

    acts = serializers.ListField(child=RowBody(), min_length=1, max_length=MOST)


class RowOut(serializers.Serializer):
    """What became of one row: the status it would have had alone."""

    case = serializers.CharField()
    act = serializers.CharField()
    key = serializers.CharField()
    status = serializers.IntegerField()
    version = serializers.IntegerField(allow_null=True)
    replayed = serializers.BooleanField()
    problem = Problem(allow_null=True)


class ActsOut(serializers.Serializer):
    """One verdict for each row, in their order."""

    results = RowOut(many=True)


class Acts(PortalView):
    """Up to fifty acts of your agency in one call: forms, remittances, arrivals, decisions.

    The call itself is answered 200. Each row is carried out alone, whole or not at all, by the
    same checks as at the address of its act, and has the status it would have had there. After a
    broken line the same call is sent again: what was done is answered as it was and not repeated.
    Each row counts as a call of its own.
    """

    tag = "desk"
    summary = _("Do many acts, each with its own verdict")
    body = ActsBody
    answer = ActsOut

    def post(self, request: Request) -> Response:
        """Carry them out, one after the other."""
        if not (self.who.is_staff or self.who.client):
            raise NotPermitted(_("The desk is for the staff and systems of the agencies."))
        rows = self.read(self.body)["acts"]
        return Response(ActsOut({"results": [self._one(row) for row in rows]}).data)

    def _one(self, row: dict[str, Any]) -> dict[str, Any]:
        """Let the view of the act answer, and tell what it said."""
        try:
            address, match = _address_of(row)
        except Http404 as error:
            said = problem(error, {})
        else:
            said = match.func(_alone(self.request, row, address), *match.args, **match.kwargs)
        is_done = said.status_code < 300
        return {
            **{name: row[name] for name in ("case", "act", "key")},
            "status": said.status_code,
            "version": said.data.get("version") if is_done else None,
            "replayed": said.headers.get("Idempotent-Replayed") == "true",
            "problem": None if is_done else said.data,
        }


def _address_of(row: dict[str, Any]) -> tuple[str, ResolverMatch]:
    """Return where an act of an agency is done alone; raise for what is none."""
    try:
        address = f"{reverse('api:case', args=[row['case']])}{row['act']}/"
        match = resolve(address)
    except (Resolver404, NoReverseMatch) as error:
        raise Http404 from error
    if getattr(getattr(match.func, "view_class", None), "deed", None) is None:
        raise Http404
    return address, match


def _alone(request: Request, row: dict[str, Any], address: str) -> HttpRequest:
    """Return the request that this row would be alone, from the same caller."""
    outer = request._request
    raw = json.dumps(row["body"]).encode()
    told = {name: value for name, value in outer.META.items() if name not in OF_THE_CALL}
    inner = WSGIRequest(
        {
            **told,
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(raw)),
            f"HTTP_{HEADER.upper().replace('-', '_')}": row["key"],
            "wsgi.input": BytesIO(raw),
        }
    )
    inner.user, inner.session = outer.user, outer.session
    return inner
