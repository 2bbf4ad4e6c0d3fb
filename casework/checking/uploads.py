"""A file that is brought for checking: read into memory, never onto a disk, never more of it."""

from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from casework.sealing.verifying import LARGEST

FIELD = "letter"
AROUND_IT = 64_000  # bytes that a form may need besides the file
UNREADABLE = (
    BadRequest, MultiPartParserError, RequestDataTooBig, SuspiciousOperation, UnreadablePostError,
)  # fmt: skip


class TooMuch(Exception):
    """More was announced than any letter has."""


class InMemory(MemoryFileUploadHandler):
    """Keeps every file in memory: how much may come was settled before."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take it on, whatever its size."""
        self.activated = True


def file_of(request: HttpRequest) -> bytes:
    """Return the file of a form, empty where there is none.

    Raises `TooMuch` before anything is read.
    """
    if _announced(request) > LARGEST + AROUND_IT:
        raise TooMuch
    request.upload_handlers = [InMemory(request)]
    try:
        brought = request.FILES.get(FIELD)
    except UNREADABLE:
        return b""
    return brought.read() if brought else b""


def _announced(request: HttpRequest) -> int:
    """Return how long the body says it is; without a length nothing of it is read anyway."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
