"""Having a file looked into by a process of its own: what would break or blow up breaks only that.

What reads pictures and PDFs (`applications.inspection`) is loaded there and nowhere else.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applications.rules.papers import Fault, FileKind

PROGRAM = "applications.inspection"
ATTACHED = "attached"  # asked for in the place of a kind
ROOT = Path(__file__).resolve().parent.parent
# Of the processor, and on the clock: a busy machine is no fault of the file.
SECONDS, PATIENCE = 15, 25


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a file was found to be: a fault, or what is kept of it."""

    fault: Fault | None = None
    sheets: int = 1
    clean: bytes = b""  # empty where the file is kept as it arrived
    thumbnail: bytes = b""


def in_a_room(kind: FileKind, data: bytes) -> Found:
    """Inspect a file behind walls: so much memory, so much of the processor, no further.

    Raises `OSError` where it could not be inspected at all: then it is tried again.
    """
    ended = _looked_into(kind.value, data)
    if ended.returncode < 0:  # it went against a wall
        return Found(fault=Fault.TOO_HEAVY)
    if ended.returncode > 0:
        raise OSError("the program that looks into files does not run")
    return _read(ended.stdout)


def attached_to(data: bytes) -> tuple[bytes, ...]:
    """Return the XML documents that a PDF carries beside its pages, read behind the same walls.

    Nothing where there is none, or the file is not as it should be; raises `OSError` where it
    could not be looked into at all.
    """
    ended = _looked_into(ATTACHED, data)
    if ended.returncode:
        return ()
    head, _newline, rest = ended.stdout.partition(b"\n")
    found, at = [], 0
    for length in json.loads(head):
        found.append(rest[at : at + length])
        at += length
    return tuple(found)


def _looked_into(what: str, data: bytes) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", PROGRAM, what, str(SECONDS)]
    paths = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    edge: dict[str, Any] = {"cwd": ROOT, "env": paths, "timeout": PATIENCE, "check": False}
    try:
        return subprocess.run(command, input=data, capture_output=True, **edge)
    except subprocess.TimeoutExpired as error:
        raise OSError("nobody had time to look into it") from error


def _read(answer: bytes) -> Found:
    head, _newline, rest = answer.partition(b"\n")
    said = json.loads(head)
    fault = Fault(said["fault"]) if said["fault"] else None
    cut = said["clean"]
    return Found(fault=fault, sheets=said["sheets"], clean=rest[:cut], thumbnail=rest[cut:])
