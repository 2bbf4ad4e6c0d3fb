"""How tests draw pages: an unknown name fails, and the client sees templates and contexts."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.test.signals import template_rendered
from jinja2 import ChainableUndefined

from portal.templating import Page, Pages

MOST_NAMES = 12
NEVER_AS_IT_IS = (date, time, float, Decimal)  # a datetime is a date


class UnknownVariable(ChainableUndefined):
    """A name that nobody handed in: it may be asked for, but not shown."""

    __slots__ = ()

    def __str__(self) -> str:
        """Fail: a name is misspelt, or a view forgot it."""
        raise AssertionError(f"unknown variable: {self._undefined_message}")


def readable(value: Any) -> Any:
    """Refuse what Django's own templates would have called or spelled: here a filter has to."""
    spelled = value is not None and not callable(value) and not isinstance(value, NEVER_AS_IT_IS)
    if not spelled and not hasattr(value, "__html__"):
        raise AssertionError(f"a template shows {value!r} as it is")
    return value


class SeenPage(Page):
    """Tells Django's test client what is drawn, as Django's own templates do."""

    def render(self, context: dict | None = None, request: HttpRequest | None = None) -> str:
        """Draw it, unless its view hands in more than somebody can keep in mind."""
        name = self.template.name or ""
        found = len(context or {})
        if request and not name.startswith("account/") and found > MOST_NAMES:
            raise AssertionError(f"{name} is handed {found} names: at most {MOST_NAMES}")
        return super().render(context, request)

    def draw(self, context: dict[str, Any]) -> str:
        """Draw it, and tell."""
        template_rendered.send(sender=self, template=self.template, context=context)
        return super().draw(context)


class SeenPages(Pages):
    """The portal's pages, watched."""

    page = SeenPage

    def __init__(self, params: dict) -> None:
        options = {"undefined": UnknownVariable, "finalize": readable} | params["OPTIONS"]
        super().__init__(params | {"OPTIONS": options})
