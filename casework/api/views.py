"""The furniture of an API route: who calls, what may be asked, which case, which version."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError as InvalidValue
from django.db.models import OrderBy, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Looked, Person
from accounts.rules.levels import Level
from agencies.actors import Actor
from agencies.api_auth import caller, check_signed, may_by_scope
from agencies.levels import check_level
from agencies.scopes import READ, WRITE
from casework.actions import looking
from casework.models import Case
from casework.policies import asks_reason, check_may
from casework.rules.authorisation import Action
from casework.rules.procedures import is_service
from kit import clock
from kit.api.errors import (
    LARGEST_BODY,
    BadParameter,
    BadRequest,
    Compressed,
    TooLarge,
    VersionUnknown,
)
from kit.api.limits import failed_at_door, note_allowance
from kit.api.problems import Unavailable
from kit.api.tags import tagged as tagged
from kit.api.tags import unless_known
from kit.api.telling import told_all
from kit.errors import NotPermitted
from kit.questions import question

LONGEST_REASON = 200
SAY_WHY = _("Say why you need to see this, in the header Access-Reason.")
TRIES = 3
# What stands behind the dash marks all that was shown; a decision hangs on the version alone.
ENTITY_TAG = re.compile(r'(?:W/)?"([0-9]{1,9})(?:-[0-9a-f]{16})?"')
SAFE = ("GET", "HEAD", "OPTIONS")
PAGING = frozenset({"cursor", "page_size", "ordering"})


class MayByScope(BasePermission):
    """Somebody, and with the scope that the method needs."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Ask for a sign-in first (401), then for the scope (403)."""
        if not request.user.is_authenticated:
            raise NotAuthenticated
        if not may_by_scope(request, view.scope_for(request.method)):
            raise NotPermitted(_("The token was not given for this: its scope is too narrow."))
        return True


class PortalView(APIView):
    """A route that knows who calls and refuses what it was not asked to understand."""

    permission_classes = [MayByScope]
    tag = "cases"
    summary: Any = ""
    # Methods that only read, though a search is sent by POST.
    reading: tuple[str, ...] = SAFE
    # A scope of its own, where it is neither reading cases nor acting in them.
    scope: str = ""
    parameters: frozenset[str] = frozenset()
    largest_body = LARGEST_BODY
    body: type[serializers.Serializer] | None = None
    answer: type[serializers.BaseSerializer] | None = None
    answer_status = 200
    is_once = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too large, encoded, or asks for something unknown."""
        super().initial(request, *args, **kwargs)
        if any("\0" in str(value) for value in kwargs.values()):
            raise Http404  # a database would not even look
        _check_size(request, self.largest_body)
        if request.method not in self.reading:
            check_signed(request)
        _check_parameters(request, self.parameters)

    def scope_for(self, method: str) -> str:
        """Return the scope that a system's token needs for a method."""
        return self.scope or (READ if method in self.reading else WRITE)

    def perform_authentication(self, request: Request) -> None:
        """Ask who calls; a token that is none is counted, and after too many nobody looks it up."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            failed_at_door(request)
            raise

    def check_permissions(self, request: Request) -> None:
        """Count the call first: whoever is refused again and again is counted like the others."""
        super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        """Do nothing more: it was counted before it was let in."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Say what is left of the limit, and let nobody on the way keep what is personal."""
        response = unless_known(request, response)
        response = super().finalize_response(request, response, *args, **kwargs)
        note_allowance(request, response)
        if AllowAny not in self.permission_classes:
            response["Cache-Control"] = "no-store"
        return response

    @cached_property
    def who(self) -> Actor:
        """The actor behind the request."""
        return caller(self.request)

    @cached_property
    def now(self) -> datetime:
        """The moment of the request."""
        return clock.now()

    @cached_property
    def today(self) -> date:
        """The day of the request in Asia/Shanghai."""
        return clock.today()

    def read(self, kind: type[serializers.Serializer], **kwargs: Any) -> dict[str, Any]:
        """Return what was sent, or refuse it field by field."""
        reader = kind(data=self.request.data, context={"request": self.request}, **kwargs)
        reader.is_valid(raise_exception=True)
        return reader.validated_data


class PublicView(PortalView):
    """A route for everybody (row 2)."""

    permission_classes = [AllowAny]
    tag = "reference"


class OwnView(PortalView):
    """What is about the caller, and nobody else."""

    @property
    def person(self) -> Person:
        """Who calls, their number matched."""
        check_level(self.who, Level.NUMBER)
        if self.who.person is None:
            raise Http404
        return self.who.person


class PagedList(ListAPIView, PortalView):
    """A list in pages; `orderings` names what may come first, the default before the others."""

    orderings: dict[str, OrderBy] = {}
    reason = ""  # why it is read, where the table asks that of the caller

    def row(self, thing: Any) -> Any:
        """Return what the serializer needs of one of them."""
        return thing

    def filter_queryset(self, queryset: Any) -> Any:
        """Leave what was asked for; a wrong value is named and not repeated."""
        try:
            return super().filter_queryset(queryset)
        except ValidationError as error:
            name = next(iter(error.detail))
            raise BadParameter(str(name), _("This value is not possible here.")) from error

    def cases_of(self, thing: Any) -> list[Case]:
        """Return the cases that a row tells of."""
        return []

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer one page, and note whose cases stood on it."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        shown = [case for thing in page for case in self.cases_of(thing)]
        looking.listed(shown, by=self.who, now=self.now, reason=self.reason)
        return self.get_paginated_response(self.shown(page))

    def shown(self, page: Any) -> Any:
        """Show a page, row by row."""
        return told_all(self.get_serializer_class(), map(self.row, page))


class OfCase(PortalView):
    """A route of one case; somebody else's case does not exist (404).

    Whatever fetches the case says so by `saw`; an answer that is given then is
    noted for the person.
    """

    _seen: Case | None = None

    def saw(self, case: Case) -> Case:
        """Remember which case was fetched, and return it."""
        self._seen = case
        return case

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Note that an agency read the case, unless it was refused."""
        if self._seen is not None and response.status_code < 400:
            looking.looked(self._seen, Looked.CASE, by=self.who, now=self.now)
        return super().finalize_response(request, response, *args, **kwargs)

    def version(self, said: dict[str, Any], *, needed: bool = False) -> int | None:
        """Return the version that the caller looked at, from the body or from `If-Match`."""
        named = said.get("version")
        header = self.request.headers.get("If-Match", "")
        found = ENTITY_TAG.fullmatch(header.strip()) if header else None
        if header and not found:
            raise BadRequest(_('If-Match holds a version in quotes, such as "3".'))
        tagged = int(found[1]) if found else None
        if named is not None and tagged is not None and named != tagged:
            raise BadRequest(_("`version` and If-Match differ."))
        version = named if named is not None else tagged
        if needed and version is None:
            raise VersionUnknown
        return version

    def check(self, action: Action, case: Case) -> str:
        """Raise unless the table lets the caller in; return the reason they gave, if one is due."""
        check_may(self.who, action, case)
        reason = stated_reason(self.request)
        if asks_reason(self.who, action, case) and not reason:
            raise NotPermitted(SAY_WHY)
        return reason

    def current_state(self) -> dict[str, Any] | None:
        """Return how the case stands now, for whoever was too late."""
        visible = Case.objects.visible_to(self.who).filter(number=self.kwargs.get("number"))
        found = visible.values("number", "status", "version").first()
        return dict(found) if found else None


def untorn(case: Case, show: Callable[[], tuple[Any, int]]) -> tuple[Any, int]:
    """Return what is shown of a case and its version, of one moment.

    It takes several statements: where the case has moved between them it is shown once more.
    """
    for _try in range(TRIES):
        shown, version = show()
        if _version_of(case=case.pk) == [version]:
            return shown, version
    raise Unavailable


@question
def _version_of(*, case: int) -> QuerySet[Case, int]:
    return Case.objects.filter(pk=case).values_list("version", flat=True)


def stated_reason(request: Request) -> str:
    """Return the reason in the header `Access-Reason`, percent-encoded UTF-8."""
    # What is no UTF-8 becomes a sign that marks it; a reason has none of its own.
    reason = unquote(request.headers.get("Access-Reason", ""), errors="replace").strip()
    if "\ufffd" in reason or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise BadRequest(_("The reason in Access-Reason is too long or cannot be read."))
    return reason


def check_service(name: str) -> None:
    """Raise for a service that nobody has declared; new ones come, so the schema lists none."""
    if not is_service(name):
        raise InvalidValue(_("There is no such service."))


def _check_size(request: Request, most: int) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit():
        raise BadRequest
    if int(length) > most:
        raise TooLarge(most)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Compressed


def _check_parameters(request: Request, known: frozenset[str]) -> None:
    for name, values in request.query_params.lists():
        if name not in known:
            raise BadParameter(name[:40], _("This parameter does not exist here."))
        if len(values) > 1:
            raise BadParameter(name, _("This parameter may stand only once."))
        if not values[0]:
            raise BadParameter(name, _("This parameter is empty. Leave it out, or say what for."))
        if "\0" in values[0]:
            raise BadParameter(name, _("This value is not possible here."))
