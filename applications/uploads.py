"""Taking files in: streamed into encrypted blocks and hashed on the way, never whole in memory.

What is not taken up by an action is gone when the request ends; what breaks off leaves nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from applications import paper_files
from applications.actions.collecting import Arrived
from applications.rules.papers import HEAD, MOST_BYTES

PIECE = 64 * 1024
# Fields of a form: chosen files, a photograph, and the last one, which says that all came.
FILES, PHOTO, WHOLE = "files", "photo", "whole"


class Intake:
    """One file on its way in; what is beyond the limit is counted and not kept."""

    def __init__(self, name: str) -> None:
        self.name, self.size, self.head = name, 0, b""
        self.file = paper_files.new_name()
        self._hash, self._writer = sha256(), paper_files.begin(self.file)
        self._is_whole = self.is_taken = False

    def take(self, data: bytes) -> None:
        """Take a piece."""
        self.size += len(data)
        if self.size > MOST_BYTES:
            return
        self.head = (self.head + data[:HEAD])[:HEAD]
        self._hash.update(data)
        self._writer.write(data)

    def finish(self) -> Arrived:
        """Say what has come; it lies encrypted until a row names it or it is abandoned."""
        self._writer.close()
        self._is_whole = True
        return Arrived(
            file=self.file,
            sha256=self._hash.hexdigest(),
            size=self.size,
            head=self.head,
            name=self.name,
        )

    def abandon(self) -> None:
        """Leave nothing of it, unless an action has taken it up."""
        if not self._is_whole:
            self._writer.abandon()
        elif not self.is_taken:
            paper_files.unlink(self.file)


class ArrivedFile(UploadedFile):
    """A file of a form that has come; unless it is taken up, the end of the request erases it."""

    def __init__(self, arrived: Arrived, intake: Intake) -> None:
        super().__init__(name=arrived.name or "-", size=arrived.size)
        self.arrived, self._intake = arrived, intake

    def take_up(self) -> Arrived:
        """Hand the file to an action, which erases it itself where it refuses it."""
        self._intake.is_taken = True
        return self.arrived

    def close(self) -> None:
        """Hold nothing open: the file is closed."""


class _Batch:
    """Everything that came with one request; whoever asked for it closes it in the end."""

    def __init__(self) -> None:
        self.intakes: list[Intake] = []

    def close(self) -> None:
        for each in self.intakes:
            each.abandon()


class PaperUploadHandler(FileUploadHandler):
    """Streams each file of a form to where it will lie."""

    chunk_size = PIECE

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.file = _Batch()

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(field_name, file_name, *args, **kwargs)
        self._intake = Intake(file_name or "")
        self.file.intakes.append(self._intake)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece of it; no other handler has to see it."""
        self._intake.take(raw_data)

    def file_complete(self, file_size: int) -> ArrivedFile:
        """Hand over what has come."""
        return ArrivedFile(self._intake.finish(), self._intake)


def unread(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the form count as empty until `streamed_in` opens it; the outermost decorator of a view.

    Whoever is turned away before that is told so on a page that looks for a token in the form, and
    would lay the files of a stranger down in the clear to find none.
    """

    @csrf_exempt
    @wraps(view)
    def closed(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        request._mark_post_parse_error()  # Django's way to say that there is no form
        return view(request, *args, **named)

    return closed


@contextmanager
def streamed_in(request: HttpRequest) -> Iterator[None]:
    """Stream the files of a form in when it is read; the check against forgery is first to read it.

    What no action has taken up is gone at the end.
    """
    handler = PaperUploadHandler(request)
    del request._post, request._files
    request.upload_handlers = [handler]
    try:
        yield
    finally:
        handler.file.close()


def arrived_in(stream: IO[bytes], *, name: str, expected: int | None) -> Arrived | None:
    """Take in a body that is one file; nothing where it broke off before its announced end."""
    intake = Intake(name)
    try:
        for piece in _pieces(stream):
            intake.take(piece)
        if expected is not None and intake.size != expected:
            intake.abandon()
            return None
        return intake.finish()
    except BaseException:
        intake.abandon()
        raise


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(PIECE), b"")
