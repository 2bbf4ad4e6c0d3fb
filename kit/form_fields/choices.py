"""A choice with a sentence below it that helps to choose."""

from dataclasses import dataclass

from django.utils.functional import Promise

StrOrPromise = str | Promise


@dataclass(frozen=True)
class Option:
    """The label of a choice with a sentence below it that helps to choose; both may be lazy."""

    label: StrOrPromise
    hint: StrOrPromise = ""

    def __str__(self) -> str:
        return str(self.label)
