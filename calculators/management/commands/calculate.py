"""`manage.py calculate NAME`: one JSON object a line in, one a line out, in the same order."""

import json
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.core.management import BaseCommand, CommandParser

from calculators.answers import Known
from calculators.catalogue import CALCULATORS, calculate, what_is_known
from calculators.reading.refusing import BadInput

LANGUAGES = ("zh-hans", "en")
LONGEST_LINE = 1_000_000  # bytes


class Command(BaseCommand):
    """Ask a calculator of the law many questions; a bad line does not stop the others."""

    help = "Read one JSON object a line, write one answer a line; exit code 1 if a line was bad."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the calculator and the language of its sentences."""
        parser.add_argument("name", choices=list(CALCULATORS))
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])

    def handle(self, *args, name: str, language: str, **options) -> None:
        """Answer line by line, each at once: whoever asks may wait for it."""
        try:
            all_well = _answer_all(name, language)
        except BrokenPipeError:  # whoever asked has read enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if not all_well:
            sys.exit(1)


def _answer_all(name: str, language: str) -> bool:
    known, all_well = what_is_known(), True
    for line in _lines(sys.stdin.buffer):
        answer = answer_to(line, name, language, known)
        all_well = all_well and "error" not in answer
        sys.stdout.buffer.write(_spelled(answer))
        sys.stdout.buffer.flush()
    return all_well


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield line after line; of one that is too long only so much that it is seen to be."""
    first = True
    while line := stream.readline(LONGEST_LINE + 1):
        # Windows programs begin a file of UTF-8 with a mark that is no part of it.
        yield line.removeprefix(BOM_UTF8) if first else line
        first = False
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)  # the rest of it is no line of its own


def answer_to(line: bytes, name: str, language: str, known: Known) -> dict[str, Any]:
    """Return the answer to one line, or its error."""
    try:
        return calculate(name, _read(line), language, known)
    except BadInput as error:
        return error.spelled(language)


def _read(line: bytes) -> Any:
    if len(line) > LONGEST_LINE:
        raise BadInput("too_long", limit=LONGEST_LINE)
    try:
        return _DECODER.decode(line.decode())
    except (ValueError, RecursionError) as error:
        raise BadInput("not_json") from error


def _spelled(answer: dict[str, Any]) -> bytes:
    """Return a line of UTF-8; half a character in the name of a field stays an escape."""
    return _ENCODER.encode(answer).encode(errors="backslashreplace") + b"\n"


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise ValueError
    return found


def _no_such(_name: str) -> None:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_no_name_twice, parse_constant=_no_such)
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
