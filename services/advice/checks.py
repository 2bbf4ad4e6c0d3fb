"""Pre-checks that open filled in: with what a question says, and with what an answer is about.

What is filled in is posted, never part of an address, and judged only once its reader has looked
at it and asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from applications import catalogue, guides, kinds, registry
from applications.declaring import Service
from applications.fields import Field, Kind
from casework.rules.procedures import UnknownService
from law.wording import Text


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A service of the catalogue, and its pre-check with what is known filled in."""

    entry: catalogue.Entry
    href: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[Text, Text | str], ...] = ()  # the same, as people read it

    @property
    def is_filled(self) -> bool:
        """Whether there is a pre-check with something filled in."""
        return bool(self.typed)


def opened(entries: Iterable[catalogue.Entry], known: Mapping[str, Any]) -> list[Opened]:
    """Return each service with its pre-check, filled with what of `known` it asks."""
    return [_opened(each, known) for each in entries]


def _opened(entry: catalogue.Entry, known: Mapping[str, Any]) -> Opened:
    service = _service(entry.name)
    if service is None or not guides.can_be_asked(service):
        return Opened(entry=entry)
    taken = [(f, known[f.name]) for f in service.pre_check if f.name in known]
    fitting = [(field, value) for field, value in taken if _fits(field, value)]
    return Opened(
        entry=entry,
        href=reverse("service_check", args=[service.name]),
        typed=tuple(pair for field, value in fitting for pair in _typed(field, value)),
        said=tuple((field.label, kinds.say(field, value)) for field, value in fitting),
    )


def _service(name: str) -> Service | None:
    try:
        return registry.service_of(name)
    except UnknownService:
        return None


def _fits(field: Field, value: Any) -> bool:
    """Whether an answer can be one to this question: its choices may not have it."""
    return not field.choices or value in dict(field.choices)


def _typed(field: Field, value: Any) -> list[tuple[str, str]]:
    if field.kind is Kind.MONTH:  # in two boxes
        return [(f"{field.name}_{part}", str(getattr(value, part))) for part in ("year", "month")]
    return [(field.name, str(value))]
