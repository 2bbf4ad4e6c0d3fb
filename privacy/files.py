"""Where copies of somebody's data lie: under random names, encrypted, outside of every web root."""

import secrets
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kit import sealed_files
from kit.sealed_files import SealedWriter

NAME_BYTES = 16


class Kind(StrEnum):
    """The files of a copy."""

    DATA = "data.json"  # for programs
    READABLE = "readable.pdf"  # for people
    TABLES = "tables.xlsx"  # for whoever reckons with it
    EVERYTHING = "everything.zip"  # all of them, and every letter and paper


def new_name() -> str:
    """Return a name that says nothing and that nobody guesses."""
    return secrets.token_hex(NAME_BYTES)


def path_of(name: str, kind: Kind) -> Path:
    """Return where a file lies."""
    return Path(settings.PERSONAL_DATA_DIR) / name[:2] / f"{name}.{kind.name.lower()}"


def begin(name: str, kind: Kind) -> SealedWriter:
    """Begin a file."""
    return SealedWriter(path_of(name, kind), context=_context(name, kind))


def keep(name: str, kind: Kind, blocks: Iterable[bytes]) -> None:
    """Write a file whole, or nothing of it."""
    sealed_files.write_all(path_of(name, kind), blocks, context=_context(name, kind))


def read(name: str, kind: Kind) -> Iterator[bytes]:
    """Yield what a file holds."""
    return sealed_files.read(path_of(name, kind), context=_context(name, kind))


def erase(name: str) -> None:
    """Erase the files of a copy once nothing names them: when this transaction has ended well."""
    transaction.on_commit(lambda: unlink(name))


def unlink(name: str) -> None:
    """Take the files of a copy away; what is gone already does no harm."""
    for kind in Kind if name else ():
        path_of(name, kind).unlink(missing_ok=True)


def left_lying() -> Iterator[str]:
    """Yield the names of copies of which a file is a day old, whether a row names them or not."""
    folder = Path(settings.PERSONAL_DATA_DIR)
    return (each.stem for each in sealed_files.left_lying(folder))


def _context(name: str, kind: Kind) -> str:
    return f"privacy.package:{name}:{kind.name.lower()}"
