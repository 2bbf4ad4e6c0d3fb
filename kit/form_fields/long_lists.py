"""Lists of hundreds of choices that many forms offer: held and drawn once, not for each form.

Django copies, normalises and draws each choice of each select anew; two lists of all cities then
cost more than the page around them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.choices import BaseChoiceIterator, flatten_choices, normalize_choices
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Choices = Sequence[tuple[Any, Any]]


class LongList:
    """Choices that stay as they are, in the words of one language."""

    def __init__(self, choices: Choices, widget: type[forms.Select]) -> None:
        self.choices: Choices = normalize_choices(choices)
        self._widget = widget

    @cached_property
    def drawn(self) -> SafeString:
        """All of them as the options of a select, none of them chosen."""
        return options(self._widget(choices=self.choices).optgroups("", []))

    @cached_property
    def values(self) -> frozenset[str]:
        """What can be chosen."""
        return frozenset(str(value) for value, _label in flatten_choices(self.choices))


class Listed(BaseChoiceIterator):
    """A long list as one field offers it: after its prompt, and what stands before it there."""

    def __init__(self, first: Choices, rest: LongList) -> None:
        self.first: Choices = normalize_choices(first)
        self.rest = rest

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """Yield the choices as any field offers them."""
        yield from self.first
        yield from self.rest.choices

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Listed":
        """Return itself: it is never changed, and a form copies its fields."""
        return self

    def after(self, *choices: tuple[Any, Any]) -> "Listed":
        """Return the same list with some more choices before it, and after its prompt."""
        return Listed([*self.first, *choices], self.rest)

    def drawn(self, chosen: Iterable[str], widget: forms.Select) -> SafeString:
        """Return its options with the chosen one marked: the first, as Django does it."""
        before = options(type(widget)(choices=self.first).optgroups("", []))
        drawn = f"{before}{self.rest.drawn}"
        for value in chosen:
            opens = f'<option value="{escape(value)}"'
            drawn = drawn.replace(opens, f"{opens} selected", 1)
        return mark_safe(drawn)  # noqa: S308 -- drawn and escaped below


class LongSelect(forms.Select):
    """A select that leaves the drawing of a long list to the list, which has it drawn already."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Leave a long list to `get_context`."""
        is_drawn = isinstance(self.choices, Listed)
        return [] if is_drawn else super().optgroups(name, value, attrs)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the options of a long list."""
        context = super().get_context(name, value, attrs)
        if isinstance(self.choices, Listed):
            context["widget"]["drawn"] = self.choices.drawn(context["widget"]["value"], self)
        return context


class LongChoiceField(forms.ChoiceField):
    """A choice from a long list, asked for (`choices`) each time a form is made."""

    widget = LongSelect

    def __init__(self, *, choices: Callable[[], Listed], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._listed = choices

    def __deepcopy__(self, memo: dict[int, Any]) -> "LongChoiceField":
        """Return the field of one form, with the list as it is now."""
        copied = super().__deepcopy__(memo)
        copied.choices = self._listed()
        return copied


def options(groups: Iterable[tuple[str | None, list[dict], int]]) -> SafeString:
    """Return the options of a select, in their groups, as one text.

    Django draws each with two templates of its own; a list of all cities then costs a page.
    """
    return mark_safe("".join(_group(name, choices) for name, choices, _index in groups))  # noqa: S308 -- escaped below


def _group(name: str | None, choices: list[dict]) -> str:
    drawn = "".join(_option(each) for each in choices)
    return f'<optgroup label="{escape(name)}">{drawn}</optgroup>' if name else drawn


def _option(option: dict) -> str:
    attrs = "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in option["attrs"].items()
        if value is not False
    )
    value, label = escape(str(option["value"])), escape(str(option["label"]))
    return f'<option value="{value}"{attrs}>{label}</option>'
