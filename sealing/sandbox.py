"""Setting a template that somebody has edited: in a process that can reach nothing.

A template of the release is part of the code and set in the house. One that was written in the
administration is set by a child process without network and with narrow limits, so that the worst
it can do is to be refused. The child is kept, for reading the typeface takes longer than a letter.
"""

import base64
import contextlib
import ctypes
import json
import os
import resource
import selectors
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import IO, Any, cast

from sealing.typesetting import Paper, paper_of, set_type

SECONDS = 5
LONGEST_SOURCE = 60_000
LONGEST_REASON = 2000
LARGEST_PAPER = 4 * 2**20
MOST_MEMORY = 3 * 2**29  # of address space: typeface and compiler alone take half of it
OPEN_FILES = 24
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NOWHERE = "http://127.0.0.1:9"  # where a package would have to be fetched from


class TemplateRefused(Exception):
    """The template cannot be used; the text says why, in the compiler's words where it has any."""


class _Child:
    """The process that sets edited templates; it is ended when it takes too long."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.owner = os.getpid()
        self.folder = tempfile.TemporaryDirectory(prefix="letters-")
        shutil.copytree(root, self.folder.name, dirs_exist_ok=True)
        self.template = Path(self.folder.name) / "edited.typ"
        ways = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), _NOWHERE)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sealing.sandbox"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=ways | {"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PATH": ""},
        )
        self.questions = cast(IO[bytes], self.process.stdin)
        self.answers = cast(IO[bytes], self.process.stdout)

    def is_of_use(self, root: Path) -> bool:
        """Whether it runs, belongs to this very process, and holds what lies in the root."""
        is_ours = self.owner == os.getpid() and self.root == root
        return is_ours and self.process.poll() is None

    def ask(self, source: str, question: dict[str, Any]) -> dict[str, Any]:
        """Return the answer of the child; raises `TemplateRefused` if there is none in time."""
        self.template.write_text(source, encoding="utf-8")
        try:
            self.questions.write(json.dumps(question).encode() + b"\n")
            self.questions.flush()
        except OSError as error:
            raise TemplateRefused("the compiler stopped") from error
        answer: dict[str, Any] = json.loads(_line(self.answers.fileno()))
        return answer

    def end(self) -> None:
        """End the process and forget its folder."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.questions, self.answers):
            with contextlib.suppress(OSError):
                pipe.close()
        self.folder.cleanup()


_children: list[_Child] = []
_one_at_a_time = Lock()


def set_edited(source: str, inputs: dict[str, str], *, timestamp: datetime, root: Path) -> Paper:
    """Return the letter as an edited template sets it; raises `TemplateRefused`.

    It may read what lies in the root, and nothing else.
    """
    if len(source) > LONGEST_SOURCE:
        raise TemplateRefused(f"more than {LONGEST_SOURCE} characters")
    question = {"inputs": inputs, "timestamp": timestamp.isoformat()}
    with _one_at_a_time:
        try:
            answer = _child(root).ask(source, question)
        except (TemplateRefused, ValueError):
            _end_child()
            raise
    if "refused" in answer:
        raise TemplateRefused(answer["refused"])
    return paper_of(base64.b64decode(answer["pdf"]), answer["seals"])


def _child(root: Path) -> _Child:
    """Return the running child of this very process, or a new one."""
    if _children and not _children[0].is_of_use(root):
        _end_child()
    if not _children:
        _children.append(_Child(root))
    return _children[0]


def _end_child() -> None:
    for child in _children:
        if child.owner == os.getpid():
            child.end()
    _children.clear()


def _line(pipe: int) -> bytes:
    """Read one line, within the time and the size that a letter may take."""
    most, found = LARGEST_PAPER * 2, bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while not found.endswith(b"\n"):
            if not waiting.select(timeout=SECONDS):
                raise TemplateRefused(f"it took longer than {SECONDS} seconds")
            piece = os.read(pipe, 2**16)
            if not piece:
                raise TemplateRefused(
                    "the compiler stopped: too much memory, or a fault of its own"
                )
            found += piece
            if len(found) > most:
                raise TemplateRefused("the letter is too large")
    return bytes(found)


# --- In the child -------------------------------------------------------------------------------
def main() -> None:
    """Answer questions until nobody asks any more."""
    _lock_in()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def _lock_in() -> None:
    """Give up what a letter does not need: network, writing, memory without end."""
    with contextlib.suppress(OSError, AttributeError):  # where the system allows it
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(limit, (most, most))


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    made, here = datetime.fromisoformat(question["timestamp"]), Path.cwd()
    try:
        pdf, seals = set_type(here / "edited.typ", question["inputs"], made, root=here)
    except Exception as error:  # whatever a template does, it is refused with a word on why
        said = str(getattr(error, "diagnostic", "") or error)
        return {"refused": said.replace(f"{here}/", "")[:LONGEST_REASON]}
    if len(pdf) > LARGEST_PAPER:
        return {"refused": "the letter is too large"}
    return {"pdf": base64.b64encode(pdf).decode(), "seals": seals}


if __name__ == "__main__":
    main()
