"""What may stand on paper: no box for a missing character, and nothing that hides or turns text."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from sealing.fonts import coverage

# Control, format, line and paragraph separators: invisible, and able to reverse what is read.
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})


MOST_NAMED = 10  # of the characters that are lacking, so that a message stays one


class MissingGlyph(Exception):
    """The typeface cannot draw these characters, so the letter must not go out."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self.named = ", ".join(map(_named, characters[:MOST_NAMED]))
        super().__init__(f"the letter's typeface has no glyph for {self.named}")


def in_lines(data: Any) -> Any:
    """Return the same data with line ends and tabs as every machine writes them."""
    match data:
        case str():
            return data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        case dict():
            return {key: in_lines(value) for key, value in data.items()}
        case list() | tuple():
            return [in_lines(value) for value in data]
    return data


def legible(data: Any) -> Any:
    """Return the same data with every invisible character written out, as in `[U+202E]`."""
    match data:
        case str():
            return "".join(map(_written_out, data.replace("\r\n", "\n")))
        case dict():
            return {key: legible(value) for key, value in data.items()}
        case list() | tuple():
            return [legible(value) for value in data]
    return data


def refuse_missing_glyphs(data: object) -> None:
    """Raise `MissingGlyph` with all characters of the data that the typeface lacks."""
    drawable = coverage()
    lacking = {
        character
        for text in _texts(data)
        for character in text
        if ord(character) not in drawable.characters
        and ord(character) not in drawable.selectors
        and character != "\n"
    }
    if lacking:
        raise MissingGlyph("".join(sorted(lacking)))


def _named(character: str) -> str:
    """Return the character with its number, or the number alone where nothing would be seen."""
    number = f"U+{ord(character):04X}"
    is_seen = character.isprintable() and unicodedata.category(character) != "Co"
    return f"{character} ({number})" if is_seen else number


def _written_out(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _INVISIBLE:
        return character
    return " " if character == "\t" else f"[U+{ord(character):04X}]"


def _texts(data: object) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from _texts(value)
        case list() | tuple():
            for value in data:
                yield from _texts(value)
