"""The fields of a question, and lists of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from calculators.reading.refusing import BadInput
from law.wording import Text

MOST_ITEMS = 2000

LONGEST_TEXT = 100

A_LIST = Text("列表 […]", "a list […]")
AN_OBJECT = Text("对象 {…}", "an object {…}")

Reader = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Field:
    """How one field is read; `may_be_null` and `default` where it may say nothing."""

    read: Reader
    required: bool = True
    may_be_null: bool = False
    default: Any = None


class Shape:
    """The fields of an object."""

    def __init__(self, fields: Mapping[str, Reader | Field]) -> None:
        self.fields = {
            name: field if isinstance(field, Field) else Field(field)
            for name, field in fields.items()
        }
        self._names = self.fields.keys()

    def __call__(self, data: Any) -> dict[str, Any]:
        """Return every field as the rules need it, or say what is wrong with the first bad one."""
        if type(data) is not dict:
            raise BadInput("not_json")
        if not data.keys() <= self._names:
            strange = next(name for name in data if name not in self.fields)
            raise BadInput("unknown_field", strange[:LONGEST_TEXT])
        found = {}
        for name, field in self.fields.items():
            if name in data and not (data[name] is None and field.may_be_null):
                found[name] = field.read(data[name], name)
            elif name not in data and field.required:
                raise BadInput("missing_field", name)
            else:
                found[name] = field.default
        return found


def optional(read: Reader, default: Any = None) -> Field:
    """Return a field that may be left out or be null."""
    return Field(read, required=False, may_be_null=True, default=default)


def list_of(shape: Shape, most: int = MOST_ITEMS) -> Reader:
    """Return a reader of a list of objects."""

    def read(value: Any, path: str) -> list[dict[str, Any]]:
        if type(value) is not list:
            raise BadInput("wrong_type", path, wanted=A_LIST)
        if len(value) > most:
            raise BadInput("too_long", path, limit=most)
        found: list[dict[str, Any]] = []
        try:
            for item in value:
                found.append(_object(item, shape))
        except BadInput as bad:  # a good list pays nothing for knowing the place of a bad field
            place = f"{path}[{len(found)}]"
            bad.field = f"{place}.{bad.field}" if bad.field else place
            raise
        return found

    return read


def _object(item: Any, shape: Shape) -> dict[str, Any]:
    if type(item) is not dict:
        raise BadInput("wrong_type", wanted=AN_OBJECT)
    return shape(item)


def choice_of(kind: type[StrEnum] | tuple[str, ...]) -> Reader:
    """Return a reader of one of a few words."""
    words = {str(word): word for word in kind}
    wanted = ", ".join(words)

    def read(value: Any, path: str) -> Any:
        if type(value) is not str or value not in words:
            raise BadInput("not_a_choice", path, wanted=wanted)
        return words[value]

    return read
