"""Pages by cursor: each begins after the last row of the one before, whatever came in between."""

import base64
import binascii
import json
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OrderBy, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from kit.api.errors import BadParameter

PAGE_SIZE = 25
LARGEST_PAGE = 100
LONGEST_CURSOR = 300
LARGEST_KEY = 2**63


class CursorPages(BasePagination):
    """One ordering of the view's list, then the primary key, so that equal rows stay apart."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list:
        """Return the rows of the page that was asked for."""
        self.request = request
        size = page_size(request)
        order = _ordering(request, view)
        self.field = order.expression.name
        self.is_descending = order.descending
        key = "-pk" if self.is_descending else "pk"
        rows = queryset.order_by(order, key)
        begin = request.query_params.get("cursor")
        stretches = [Q()] if begin is None else self._after(begin, queryset)
        found: list[Any] = []
        for stretch in stretches:
            if len(found) <= size:
                found += rows.filter(stretch)[: size + 1 - len(found)]
        self.page, self.has_next = found[:size], len(found) > size
        return self.page

    def _after(self, cursor: str, queryset: QuerySet) -> list[Q]:
        """Return the rows behind the one that the cursor names, as stretches of an index.

        The first ends where rows without a value begin, the second is those.
        """
        value, key = _read_cursor(cursor)
        field = _field(queryset.model, self.field)
        try:
            value = field.to_python(value)
            key = queryset.model._meta.pk.to_python(key)
            if isinstance(value, datetime):
                value = value.astimezone(UTC)  # as the database will; not every moment has one
        except (ValidationError, TypeError, ValueError, OverflowError) as error:
            raise _wrong_cursor() from error
        behind = "lt" if self.is_descending else "gt"
        later_key = Q(**{f"pk__{behind}": key})
        empty = Q(**{f"{self.field}__isnull": True})
        if value is None:
            return [empty & later_key]
        # The bound alone lets a database begin at the row; "or" alone would make it count to it.
        bound = Q(**{f"{self.field}__{behind}e": value})
        same, later = Q(**{self.field: value}), Q(**{f"{self.field}__{behind}": value})
        following = bound & (later | (same & later_key))
        return [following, empty] if field.null and not self.is_descending else [following]

    def next_link(self) -> str | None:
        """Return the address of the next page."""
        if not self.has_next:
            return None
        here = self.request.build_absolute_uri()
        return replace_query_param(here, "cursor", self._cursor(self.page[-1]))

    def _cursor(self, row: Any) -> str:
        value = row
        for part in self.field.split("__"):
            value = getattr(value, part)
        said = value.isoformat() if isinstance(value, date | datetime) else value
        packed = json.dumps([said, row.pk], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the rows."""
        return Response({"next": self.next_link(), "results": data})

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        """Describe the wrapping."""
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {"type": ["string", "null"], "format": "uri"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters."""
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
        orderings = {"type": "string", "enum": list(view.orderings)}
        return [
            _parameter("cursor", _("From the `next` of the page before."), {"type": "string"}),
            _parameter("page_size", _("How many rows a page has."), size),
            _parameter("ordering", _("What comes first."), orderings),
        ]

    def to_html(self) -> str:
        """No page of ours."""
        return ""


def _parameter(name: str, description: Any, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": str(description),
        "schema": schema,
    }


def page_size(request: Request) -> int:
    """Return how many rows a page has: what was asked for, or the usual number."""
    typed = request.query_params.get("page_size", str(PAGE_SIZE))
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 3
    if not is_number or not 1 <= int(typed) <= LARGEST_PAGE:
        raise BadParameter("page_size", _("A page has 1 to 100 rows."))
    return int(typed)


def _ordering(request: Request, view: Any) -> OrderBy:
    orderings: dict[str, OrderBy] = view.orderings
    asked = request.query_params.get("ordering", next(iter(orderings)))
    if asked not in orderings:
        raise BadParameter("ordering", _("This order is not offered."))
    return orderings[asked]


def _read_cursor(cursor: str) -> tuple[Any, Any]:
    if len(cursor) > LONGEST_CURSOR or not cursor.isascii():
        raise _wrong_cursor()
    try:
        value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _wrong_cursor() from error
    is_key = (isinstance(key, str) and _is_findable(key)) or (
        type(key) is int and 0 <= key < LARGEST_KEY
    )
    if not isinstance(value, str | None) or not is_key or not _is_findable(value or ""):
        raise _wrong_cursor()
    return value, key


def _is_findable(text: str) -> bool:
    """Whether a database can look for it: no NUL, no half of a character."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _wrong_cursor() -> BadParameter:
    return BadParameter("cursor", _("This cursor does not come from us."))


def _field(model: Any, path: str) -> Any:
    *above, name = path.split("__")
    for part in above:
        model = model._meta.get_field(part).related_model
    return model._meta.get_field(name)
