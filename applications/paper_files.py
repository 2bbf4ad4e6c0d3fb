"""Where the files of pages lie: each under a random name, encrypted, outside of every web root."""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kit import sealed_files
from kit.sealed_files import SealedWriter

NAME_BYTES = 16


def new_name() -> str:
    """Return a name that says nothing and that nobody guesses."""
    return secrets.token_hex(NAME_BYTES)


def path_of(name: str) -> Path:
    """Return where a file lies."""
    return Path(settings.PAPERS_DIR) / name[:2] / name


def begin(name: str) -> SealedWriter:
    """Begin a file; until a row names it, it belongs to nobody and is swept away."""
    return SealedWriter(path_of(name), context=_context(name))


def keep(blocks: Iterable[bytes]) -> str:
    """Write a file and return its name."""
    name = new_name()
    sealed_files.write_all(path_of(name), blocks, context=_context(name))
    return name


def read(name: str) -> Iterator[bytes]:
    """Yield what a file holds."""
    return sealed_files.read(path_of(name), context=_context(name))


def erase(*names: str) -> None:
    """Erase files once nothing names them any more: when this transaction has ended well."""
    transaction.on_commit(lambda: unlink(*names))


def unlink(*names: str) -> None:
    """Take files away; those that are gone already do no harm."""
    for name in filter(None, names):
        path_of(name).unlink(missing_ok=True)


def left_lying() -> Iterator[str]:
    """Yield the names of files that are a day old, whether a row names them or not."""
    return (each.name for each in sealed_files.left_lying(Path(settings.PAPERS_DIR)))


def _context(name: str) -> str:
    return f"applications.paperpage:{name}"
