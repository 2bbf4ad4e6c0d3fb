"""Where files of records lie until they are taken in: each under a random name, encrypted."""

import io
import secrets
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from kit import sealed_files
from kit.sealed_files import SealedWriter

NAME_BYTES = 16


class Arriving:
    """A file on its way in: hashed and encrypted as it streams; beyond `most` bytes not kept."""

    def __init__(self, most: int) -> None:
        self.most, self.size, self.file = most, 0, secrets.token_hex(NAME_BYTES)
        self._hash = sha256()
        self._writer = SealedWriter(path_of(self.file), context=_context(self.file))

    def take(self, data: bytes) -> None:
        """Take a piece."""
        self.size += len(data)
        if self.size <= self.most:
            self._hash.update(data)
            self._writer.write(data)

    @property
    def sha256(self) -> str:
        """The hash of what has come."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """Close it; it lies there until a row names it or `unlink` takes it away."""
        self._writer.close()

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._writer.abandon()


def keep(blocks: Iterable[bytes], *, most: int) -> Arriving:
    """Take a whole file in, or nothing of it."""
    arriving = Arriving(most)
    try:
        for each in blocks:
            arriving.take(each)
        arriving.finish()
    except BaseException:
        arriving.abandon()
        raise
    return arriving


def path_of(name: str) -> Path:
    """Return where a file lies."""
    return Path(settings.RECORD_FILES_DIR) / name[:2] / name


def unlink(name: str) -> None:
    """Take a file away; one that is gone already does no harm."""
    if name:
        path_of(name).unlink(missing_ok=True)


def erase(name: str) -> None:
    """Take a file away once this transaction has ended well."""
    transaction.on_commit(lambda: unlink(name))


def left_lying() -> Iterator[str]:
    """Yield the names of files that are a day old, whether a row names them or not."""
    return (each.name for each in sealed_files.left_lying(Path(settings.RECORD_FILES_DIR)))


def _context(name: str) -> str:
    return f"intake.recordfile:{name}"


def blocks_of(name: str) -> Iterator[bytes]:
    """Yield what a file holds, block by block."""
    return sealed_files.read(path_of(name), context=_context(name))


class Stream(io.RawIOBase):
    """Blocks as a file that can be read once, from its beginning to its end."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._left = blocks, b""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Hand out what comes next."""
        if not self._left:
            self._left = next(self._blocks, b"")
        piece, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def opened(name: str) -> io.BufferedReader:
    """Return a file to be read once."""
    return io.BufferedReader(Stream(blocks_of(name)), buffer_size=sealed_files.BLOCK)
