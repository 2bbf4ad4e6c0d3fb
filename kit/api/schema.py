"""The schema as the routes themselves describe it: what they read, answer, ask for and refuse."""

from functools import cache
from typing import Any

from drf_spectacular.extensions import (
    OpenApiSerializerExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from kit.api.problems import PROBLEM
from kit.api.reading import DAY, StrictDay, StrictMonth, Yuan
from kit.api.renderers import FileRenderer

REFUSALS = {
    400: "The request cannot be read: broken JSON, unknown fields or parameters.",
    401: "No token, or one that is not valid.",
    403: "The caller may not do this.",
    404: "There is nothing here that the caller may see.",
    409: "Not possible as the case stands; `current` says how it stands.",
    410: "It was there, and is no longer.",
    422: "A value is wrong; `errors` points at each.",
    428: "A decision must name the version that was looked at.",
    429: "Too many requests; Retry-After says when to go on.",
}
# An amount in yuan with no more than two decimals, as it is read and answered.
YUAN = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$"
CLIENT = "agencyClient"
VERBS = {"PUT": "replace", "DELETE": "remove"}
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^(W/)?"[0-9]{1,9}(-[0-9a-f]{16})?"$', "examples": ['"3"']},
    OpenApiParameter.HEADER,
    description='The version looked at, such as `"3"`, or the whole ETag of the case.',
)
NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of an answer that is at hand: while it counts, the answer is 304.",
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[\\x21-\\x7e]{8,100}$"},
    OpenApiParameter.HEADER,
    description="8 to 100 characters of your choice. The same request with the same key is "
    "carried out once and answered the same for 24 hours.",
)
REASON = OpenApiParameter(
    "Access-Reason",
    str,
    OpenApiParameter.HEADER,
    description="Why an auditor needs to see this; percent-encoded UTF-8. The person can read it.",
)


class PlaceError(serializers.Serializer):
    """What is wrong, and where: a JSON pointer into the body, or a query parameter."""

    pointer = serializers.CharField(required=False)
    parameter = serializers.CharField(required=False)
    detail = serializers.CharField()


class CurrentState(serializers.Serializer):
    """How the case stands now."""

    number = serializers.CharField()
    status = serializers.CharField()
    version = serializers.IntegerField()


class Problem(serializers.Serializer):
    """A refusal as RFC 9457 describes it, in the reader's language (Accept-Language)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = PlaceError(many=True, required=False)
    current = CurrentState(required=False, allow_null=True)
    # Of `level_needed`: how far it has to be proven who asks, and where that is done.
    needed_level = serializers.CharField(required=False)
    prove_at = serializers.CharField(required=False)


class AnyOf(serializers.Serializer):
    """Stands in the schema for what differs by service at one address."""

    these: tuple[Any, ...] = ()


class AnyOfInTheSchema(OpenApiSerializerExtension):
    """Describes it as what one of these describes."""

    target_class = AnyOf
    match_subclasses = True

    def get_name(self, auto_schema: Any, direction: Any) -> str:
        """Name it by its parts."""
        return "Or".join(auto_schema.get_serializer_name(each, direction) for each in self._these)

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Refer to each of them."""
        found = [auto_schema.resolve_serializer(each, direction).ref for each in self._these]
        return {"anyOf": found}

    @property
    def _these(self) -> list[Any]:
        return [each() if isinstance(each, type) else each for each in self.target.these]


def any_of(found: list[Any], *, many: bool = False) -> Any:
    """Return what describes all of them: the only one, or a choice; None stands for nothing."""
    kinds = tuple({_kind_of(each): each for each in found if each is not None}.values())
    if len(kinds) > 1:
        kinds = (_either(kinds),)
    only = next(iter(kinds), None)
    return only(many=True) if only is not None and many else only


@cache
def _either(these: tuple[Any, ...]) -> type[AnyOf]:
    """Return one class for the same choice, wherever it is offered."""
    return type("AnyOfThese", (AnyOf,), {"these": these})


def _kind_of(one: Any) -> Any:
    """Return what tells two apart: lists are told apart by what they list."""
    return type(one.child) if isinstance(one, serializers.ListSerializer) else one


class YuanInTheSchema(OpenApiSerializerFieldExtension):
    """An amount as it is read: a text in yuan."""

    target_class = Yuan

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "pattern": YUAN, "maxLength": 16, "examples": ["14400.00"]}


class DayInTheSchema(OpenApiSerializerFieldExtension):
    """A day as it is read."""

    target_class = StrictDay

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}


class MonthInTheSchema(OpenApiSerializerFieldExtension):
    """A month as it is read: its first day."""

    target_class = StrictMonth

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-01$"}


class PortalSchema(AutoSchema):
    """Reads what stands on the view: `summary`, `tag`, `body`, `answer`, `parameters`."""

    def get_tags(self) -> list[str]:
        """Group by what it is about."""
        return [self.view.tag]

    def get_summary(self) -> str:
        """Return the view's own words."""
        return str(getattr(self.view, "summaries", {}).get(self.method, self.view.summary))

    def get_description(self) -> str:
        """Return the sentence on the view."""
        return (type(self.view).__doc__ or "").strip()

    def get_operation_id(self) -> str:
        """Return the name of the view, with the verb before it where it has two."""
        name = type(self.view).__name__
        if self.method == "POST" and hasattr(self.view, "get"):
            return f"start{name}"
        if self.method == "PATCH" and hasattr(self.view, "get"):
            return f"change{name}"
        if self.method in VERBS:
            return f"{VERBS[self.method]}{name}"
        return name[0].lower() + name[1:]

    def get_request_serializer(self) -> Any:
        """Return what the method reads."""
        if self.method not in ("POST", "PATCH"):
            return None
        return any_of([each.body for each in self._views()])

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Return the ways in, and of a system's the scope that this operation asks for."""
        needed = getattr(self.view, "scope_for", None)
        scope = needed(self.method) if needed else ""
        return [
            {CLIENT: [scope]} if CLIENT in each and scope else each for each in super().get_auth()
        ]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Return headers and parameters that no filter describes."""
        found = []
        if self.view.is_once and self.method == "POST":
            found.append(KEY)
        if self.method == "GET":
            found.append(NONE_MATCH)
        if self._asks_version():
            found.append(IF_MATCH)
        if hasattr(self.view, "current_state"):
            found.append(IF_MATCH if self.method in ("POST", "PATCH") else REASON)
        is_read = self.method == "GET" or not hasattr(self.view, "get")
        described = getattr(self.view, "described", {}) if is_read else {}
        return found + [OpenApiParameter(name, str, enum=enum) for name, enum in described.items()]

    def _asks_version(self) -> bool:
        """Whether what is no case is decided on by its version or mark, too."""
        return bool(getattr(self.view, "asks_version", False)) and self.method == "POST"

    def get_response_serializers(self) -> Any:
        """Return the answer of the method, and every refusal as a problem."""
        answered = self._answer()
        found: dict[Any, Any] = dict([answered])
        if hasattr(self.view, "deed"):
            held = "Kept while letters and money are stopped, and carried out in its turn."
            found[202] = OpenApiResponse(answered[1], description=held)
        for code in self._refusals():
            found[(code, PROBLEM)] = OpenApiResponse(Problem, description=REFUSALS[code])
        return found

    def _answer(self) -> tuple[Any, Any]:
        view = self.view
        for renderer in view.renderer_classes:
            if issubclass(renderer, FileRenderer):
                return (200, renderer.media_type), OpenApiTypes.BINARY
        if self.method == "GET" and hasattr(view, "lines_out"):
            return 200, any_of(view.lines_out())
        if self.method == "GET" and hasattr(view, "get_serializer"):
            return 200, view.get_serializer()
        status = view.answer_status if self.method == "POST" else 200
        return status, any_of([each.answer for each in self._views()])

    def _views(self) -> list[Any]:
        """Return the view, and those of other services that answer at the same address."""
        return [self.view, *getattr(self.view, "others", list)()]

    def _refusals(self) -> list[int]:
        codes = [400, 429, *getattr(self.view, "refusals", ())]
        if AllowAny not in self.view.permission_classes:
            codes += [401, 403]
        if "{" in self.path:
            codes.append(404)
        if self.method in ("POST", "PATCH", "PUT"):
            codes.append(422)
            moves = hasattr(self.view, "current_state")
            codes += [409] if moves or self.view.is_once or self._asks_version() else []
            codes += [428] if moves or self._asks_version() else []
        return sorted(set(codes))
