"""Reading JSON strictly: no duplicate keys, no depths, no numbers that are none."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.request import is_form_media_type

from kit.api.errors import LARGEST_BODY, TooLarge

DEEPEST = 8


class StrictJSONParser(BaseParser):
    """UTF-8 JSON objects, as two careful programs exchange them."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, context: Any = None
    ) -> Mapping[str, Any]:
        """Return the object, or say why it cannot be read."""
        raw = stream.read(LARGEST_BODY + 1)
        if len(raw) > LARGEST_BODY:
            raise TooLarge
        try:
            found = json.loads(
                raw.decode("utf-8"), object_pairs_hook=_no_name_twice, parse_constant=_no_such
            )
        except (ValueError, RecursionError) as error:
            said = _("This is no JSON that can be read: %(why)s") % {"why": _why(error)}
            raise ParseError(said) from error
        if not isinstance(found, dict):
            raise ParseError(_("The request must be a JSON object."))
        if _depth(found) > DEEPEST:
            raise ParseError(_("The JSON is nested too deeply."))
        if _holds_half_a_character(found):
            raise ParseError(_("The JSON holds half a character."))
        return found


class _NameTwice(ValueError):
    pass


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NameTwice
    return found


def _no_such(_name: str) -> None:
    raise ValueError


def _why(error: Exception) -> str:
    """Return the kind of mistake, never what was sent: it may be personal."""
    if isinstance(error, _NameTwice):
        return _("a name stands twice in the same object")
    if isinstance(error, RecursionError):
        return _("it is nested too deeply")
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8")
    if isinstance(error, json.JSONDecodeError):
        return _("line %(line)s, column %(column)s") % {
            "line": error.lineno,
            "column": error.colno,
        }
    return _("a number is not possible")


def _depth(value: Any) -> int:
    """Return how deeply objects and lists stand in each other, without recursion."""
    deepest, here = 0, [value]
    while here and deepest <= DEEPEST:
        deepest += 1
        here = [
            below
            for each in here
            for below in (each.values() if isinstance(each, dict) else each)
            if isinstance(below, dict | list)
        ]
    return deepest


def _holds_half_a_character(found: dict[str, Any]) -> bool:
    """Whether an escape such as \\ud800 stands alone: it can be neither stored nor repeated."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def refuse_form(media_type: str | None) -> None:
    """Refuse a form where the body is the file itself; to be asked before anything is read.

    The check against forgery looks for a token in a form, and finds a file that has no names.
    """
    if is_form_media_type(media_type):
        raise UnsupportedMediaType(str(media_type)[:80])
