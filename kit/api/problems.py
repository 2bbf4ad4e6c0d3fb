"""Errors as RFC 9457 describes them: problem+json, in the reader's language."""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from kit.api.errors import BadParameter, TooLarge
from kit.api.reading import UnknownFields
from kit.errors import NotPermitted, Refusal

log = logging.getLogger("django.request")
PROBLEM = "application/problem+json"
RETRY_SECONDS = 2
TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("Please sign in"),
    403: gettext_lazy("Not permitted"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not possible at this address"),
    406: gettext_lazy("No such format"),
    409: gettext_lazy("Not possible as things stand"),
    410: gettext_lazy("No longer there"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Format not read"),
    422: gettext_lazy("Please check what you have sent"),
    428: gettext_lazy("The version is missing"),
    429: gettext_lazy("Too often"),
    500: gettext_lazy("Something went wrong here"),
    503: gettext_lazy("Not available at the moment"),
}


class Unavailable(exceptions.APIException):
    """The database is busy or away."""

    status_code = 503
    default_code = "unavailable"
    default_detail = gettext_lazy("The portal is busy. Please try again in a moment.")
    wait = RETRY_SECONDS


class OurFault(exceptions.APIException):
    """Something we did not foresee; the details are in the log and nowhere else."""

    default_code = "error"
    default_detail = gettext_lazy("The request could not be carried out. Nothing was changed.")


def problem(error: Exception, context: dict[str, Any]) -> Response:
    """Answer any error of a route."""
    known = error if isinstance(error, Refusal | exceptions.APIException) else _known(error)
    body = body_of(known)
    view = context.get("view")
    if body["status"] == 409 and hasattr(view, "current_state"):
        body["current"] = view.current_state()
    request = context.get("request")
    if request is not None:
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = PROBLEM
    return Response(body, status=body["status"], headers=_headers(known), content_type=PROBLEM)


def _known(error: Exception) -> Exception:
    """Return the problem that stands for an error of Django's or ours."""
    if isinstance(error, Http404):
        return exceptions.NotFound(_("There is nothing here, or nothing that you may see."))
    if isinstance(error, PermissionDenied):
        return NotPermitted()
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    if isinstance(error, SuspiciousOperation):
        return exceptions.ParseError()
    if isinstance(error, OperationalError):
        log.error("the database did not answer: %s", type(error).__name__)
        return Unavailable()
    log.error("an API request failed", exc_info=error)
    return OurFault()


def body_of(error: Any) -> dict[str, Any]:
    """Return the document that tells of an error."""
    is_invalid = isinstance(error, exceptions.ValidationError)
    status = 422 if is_invalid else getattr(error, "status", None) or error.status_code
    code = "not_valid" if is_invalid else _code(error)
    body: dict[str, Any] = {
        "type": f"urn:insurance-transfer:problem:{code}",
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "detail": _detail(error),
        "code": code,
        **getattr(error, "members", {}),
    }
    errors = list(_errors(error))
    return {**body, "errors": errors} if errors else body


def _code(error: Any) -> str:
    if isinstance(error, Refusal):
        return error.code
    codes = error.get_codes()
    return codes if isinstance(codes, str) else error.default_code


def _detail(error: Any) -> str:
    if isinstance(error, Refusal):
        return str(error.reason)
    if isinstance(error, exceptions.ValidationError):
        return _("Please check what you have sent; each error names its place.")
    return str(error.detail)


def _errors(error: Any) -> Iterator[dict[str, str]]:
    if isinstance(error, UnknownFields):
        for name in error.names[:20]:
            yield {"pointer": f"#/{_escape(name[:80])}", "detail": _("This field does not exist.")}
    elif isinstance(error, BadParameter):
        yield {"parameter": error.name, "detail": str(error.detail)}
    elif isinstance(error, Refusal):
        for name, text in getattr(error, "errors", {}).items():
            yield {"pointer": f"#/{_escape(name)}" if name else "#", "detail": str(text)}
    elif isinstance(error, exceptions.ValidationError):
        yield from _at_each_place(error.detail, "#")


def _at_each_place(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Walk through what a serializer found wrong."""
    if isinstance(detail, dict):
        for name, below in detail.items():
            here = pointer if name == "non_field_errors" else f"{pointer}/{_escape(str(name))}"
            yield from _at_each_place(below, here)
    elif isinstance(detail, list):
        for number, below in enumerate(detail):
            nested = isinstance(below, dict | list)
            yield from _at_each_place(below, f"{pointer}/{number}" if nested else pointer)
    else:
        yield {"pointer": pointer, "detail": str(detail)}


def _escape(name: str) -> str:
    """Return a name as it stands in a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _headers(error: Any) -> dict[str, str]:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait) or 1)
    return headers
