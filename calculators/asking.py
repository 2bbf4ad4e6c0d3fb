"""A calculator's form: its questions in groups, its rows, and how the calculator is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict

from calculators.answers import Known
from calculators.fields import as_meant, told
from kit.spelling import wording
from law.wording import Text


@dataclass(frozen=True)
class Group:
    """Questions that stand together under a heading."""

    title: Text
    names: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A group or a row as it is drawn; `folded` are the fields that open on request."""

    title: str
    fields: list[BoundField]
    row: int = 0
    folded: list[BoundField] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something in the fold was typed, or is wrong."""
        return any(each.errors or each.value() for each in self.folded)


class Asking(forms.Form):
    """A form that knows how a calculator is asked."""

    groups: tuple[Group, ...] = ()
    fold_title: Any = ""
    # Fields that have another name in the calculator's question.
    called: Mapping[str, str] = {}
    use_required_attribute = False  # a mistake is told in the reader's language, by us

    def __init__(self, typed: Mapping[str, str] | None = None, *, known: Known) -> None:
        super().__init__(typed)
        self.known = known

    def question(self) -> dict[str, Any]:
        """Return the fields of the calculator's question."""
        return dict(self.cleaned_data)

    def field_of(self, path: str) -> str | None:
        """Return the field of the form that a field of the question came from."""
        name = self.called.get(path, path)
        return name if name in self.fields else None

    def keep_as_typed(self) -> None:
        """Show what was typed without judging it: nobody has asked yet."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    @property
    def parts(self) -> list[Part]:
        """The questions in the groups in which they are drawn."""
        if not self.groups:
            return [Part("", list(self))]
        return [
            Part(wording(group.title), [self[name] for name in group.names])
            for group in self.groups
        ]

    def read_back(self) -> list[dict[str, str]]:
        """Return what was asked and answered, for the paper; what was left empty is not told."""
        rows = [row for part in self.parts for row in self._read_back(part)]
        return [row for row in rows if row["value"]]

    def _read_back(self, part: Part) -> Iterator[dict[str, str]]:
        for each in part.fields + part.folded:
            yield {"key": str(each.label), "value": self.told(each)}

    def told(self, bound: BoundField) -> str:
        """Return one answer as it is read back."""
        return told(bound.field, self.cleaned_data.get(bound.name))

    def knows(self, key: str) -> bool:
        """Return whether a field, or a box of one, has that name."""
        return any(key == name or key.startswith(f"{name}_") for name in self.fields)

    def as_address(self) -> str:
        """Return the question as the query of an address, without what was left empty."""
        sent = ((name, str(as_meant(value)).strip()) for name, value in self.data.items())
        return urlencode([(name, value) for name, value in sent if value and self.knows(name)])
