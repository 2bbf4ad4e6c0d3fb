"""Entity tags: a mark of all that an answer shows, so that what is unchanged is not sent again."""

import json
from hashlib import sha256
from typing import Any

from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

READING = ("GET", "HEAD")
LENGTH = 16  # hexadecimal digits; nobody gains anything by finding two answers of one mark


def mark_of(data: Any) -> str:
    """Return the same mark for the same answer, in this language and to this reader."""
    said = json.dumps(data, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def tagged(data: Any, version: int, *, status: int = 200) -> Response:
    """Answer with the version of the case and the mark of what is shown as entity tag."""
    return Response(data, status=status, headers={"ETag": f'"{version}-{mark_of(data)}"'})


def unless_known(request: Request, response: Any) -> Any:
    """Return a reading with its tag, or 304 where the reader has it already (RFC 9110, 13.1.2)."""
    data = getattr(response, "data", None)
    if request.method not in READING or response.status_code != 200:
        return response
    if not response.has_header("ETag"):
        if not isinstance(data, dict | list):
            return response
        response["ETag"] = f'"{mark_of(data)}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" not in known and response["ETag"] not in {each.removeprefix("W/") for each in known}:
        return response
    return Response(status=304, headers={"ETag": response["ETag"]})
