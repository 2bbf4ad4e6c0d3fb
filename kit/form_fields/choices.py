"""A choice with a sentence below it that helps to choose."""

from dataclasses import dataclass

from django.utils.functional import Promise

StrOrPromise = str | Promise


@dataclass(frozen=True)
class Option:
    """The label of a choice with a sentence below it that helps to choose; both may be lazy.

    Where a list is long, choices of the same `group` follow one another and stand under its name;
    the field then says `is_grouped`.
    """

    label: StrOrPromise
    hint: StrOrPromise = ""
    group: StrOrPromise = ""

    def __str__(self) -> str:
        return str(self.label)
