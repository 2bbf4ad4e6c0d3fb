"""A file that is brought for checking: read into memory, never onto a disk, never more of it."""

import time
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from letters.verifying import LARGEST

FIELD = "letter"
AROUND_IT = 64_000  # bytes that a form may need besides the file
PIECE = 2**16
# What is let pass by, so that a browser comes to read the answer: it listens only when it has sent
# everything, and takes a connection that closes before for a fault of the network.
MOST_LET_PASS = 300_000_000
SECONDS_LET_PASS = 20
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

    Raises `TooMuch` before anything is kept.
    """
    announced = _announced(request)
    if announced > LARGEST + AROUND_IT:
        _let_pass(request, announced)
        raise TooMuch
    request.upload_handlers = [InMemory(request)]
    try:
        brought = request.FILES.get(FIELD)
    except UNREADABLE:
        return b""
    return brought.read() if brought else b""


def _let_pass(request: HttpRequest, announced: int) -> None:
    """Read what comes and forget it, piece by piece; of more than anybody sends by mistake nothing.

    A visitor whose line is too slow for this sees the connection close.
    """
    if announced > MOST_LET_PASS:
        return
    until = time.monotonic() + SECONDS_LET_PASS
    try:
        while request.read(PIECE) and time.monotonic() < until:
            pass
    except UNREADABLE:
        return


def _announced(request: HttpRequest) -> int:
    """Return how long the body says it is; without a length nothing of it is read anyway."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
