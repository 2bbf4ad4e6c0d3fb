"""Files at rest: encrypted block by block while they stream, so that none is ever whole in memory.

Each block is bound to its file, its place, and whether it is the last one: none can be moved, left
out or cut off without its reader noticing (`InvalidTag`).
"""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from kit import crypto

BLOCK = 64 * 1024
LENGTH_BYTES = 4
A_DAY_SECONDS = 24 * 3600


class SealedWriter:
    """Writes a file encrypted; what is not closed well is no file."""

    def __init__(self, path: Path, *, context: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path, self.context = path, context
        self._file: IO[bytes] = os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        )
        self._waiting, self._number = bytearray(), 0

    def write(self, data: bytes) -> None:
        """Take some more; whole blocks go out, but never the last."""
        self._waiting += data
        while len(self._waiting) > BLOCK:
            self._put(bytes(self._waiting[:BLOCK]), is_last=False)
            del self._waiting[:BLOCK]

    def close(self) -> None:
        """Write the last block, and wait until the disk has it."""
        self._put(bytes(self._waiting), is_last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _put(self, block: bytes, *, is_last: bool) -> None:
        sealed = crypto.encrypt_bytes(block, context=_bound(self.context, self._number, is_last))
        self._file.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)
        self._number += 1


def write_all(path: Path, blocks: Iterable[bytes], *, context: str) -> None:
    """Write a file encrypted, or nothing of it."""
    writer = SealedWriter(path, context=context)
    try:
        for block in blocks:
            writer.write(block)
        writer.close()
    except BaseException:
        writer.abandon()
        raise


def read(path: Path, *, context: str) -> Iterator[bytes]:
    """Yield a file block by block; raises `InvalidTag` where it is not as it was written."""
    with path.open("rb") as file:
        number, length = 0, file.read(LENGTH_BYTES)
        while length:
            sealed = file.read(int.from_bytes(length, "big"))
            length = file.read(LENGTH_BYTES)
            yield crypto.decrypt_bytes(sealed, context=_bound(context, number, not length))
            number += 1


def left_lying(folder: Path) -> Iterator[Path]:
    """Yield the files beneath a folder that are a day old by the disk's own clock.

    A file is written before the row that names it, so a younger one may belong to somebody yet;
    an older one that no row names was left by a process that died.
    """
    yesterday = time.time() - A_DAY_SECONDS
    for path in folder.glob("??/*"):
        try:
            is_old = path.stat().st_mtime < yesterday
        except FileNotFoundError:  # another sweep, or its owner, was faster
            continue
        if is_old:
            yield path


def _bound(context: str, number: int, is_last: bool) -> str:
    return f"{context}:{number}:{'last' if is_last else 'more'}"
