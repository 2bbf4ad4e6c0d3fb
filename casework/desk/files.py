"""A table as a file to take along, as every page of the desk hands one over."""

from collections.abc import Callable

from django.db import transaction
from django.http import StreamingHttpResponse

from kit import tables
from kit.tables import CONTENT_TYPES, Format, Rows


def as_file(rows: Callable[[], Rows], kind: Format, name: str) -> StreamingHttpResponse:
    """Answer with a table; it is whole before its first byte goes out, so it never breaks off.

    What is noted of it and the file come into being together, or neither does.
    """
    with transaction.atomic():
        spool = tables.write(rows(), kind)
    answer = StreamingHttpResponse(tables.pieces(spool), content_type=CONTENT_TYPES[kind])
    # Whoever hangs up before the first byte never begins to read, and the spool goes all the same.
    answer._resource_closers.append(spool.close)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    answer["Content-Length"] = str(spool.length)
    answer["Cache-Control"] = "no-store"
    return answer
