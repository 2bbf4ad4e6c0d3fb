"""How pages are drawn: Jinja2, in Django's own frame for it (docs/decisions/0047)."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input, csrf_token_lazy
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from jinja2 import ChainableUndefined, Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from accounts import contacts, telling
from applications import guides
from kit import drawing

# How texts are read from templates; scripts/translations.py collects them by the same rule.
EXTENSIONS = ["jinja2.ext.i18n"]
POLICIES = {"ext.i18n.trimmed": True}  # a text may be folded; its line breaks are not its own
INDENT = re.compile(r"[ \t]*\n[ \t\n]*")


class Speaking(Environment):
    """What every template finds, compiled for one language."""

    language: str

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """Do once, when a template is compiled, what need not be done for each page."""
        with translation.override(self.language):
            return super()._generate(Beforehand().visit(source), *args, **kwargs)


class Beforehand(NodeTransformer):
    """Translates each text without variables, and leaves out indents: no reader sees them."""

    texts = {
        "_": translation.gettext,
        "gettext": translation.gettext,
        "pgettext": translation.pgettext,
    }

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 -- Jinja's name
        """Translate `_("…")`; a text is a format, with or without variables: %% is one sign."""
        self.generic_visit(node)
        read = self.texts.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if not read or node.kwargs or not all(isinstance(each, nodes.Const) for each in node.args):
            return node
        text = read(*(each.value for each in node.args))
        return nodes.Const(Markup(text) % ())  # noqa: S704 -- our own words, with their own tags

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        """Keep of white space at the end of a line the line break alone."""
        node.data = INDENT.sub("\n", node.data)
        return node


def environment(**options: Any) -> Speaking:
    """Return what every template finds: texts in both languages, and the kit."""
    options["extensions"] = EXTENSIONS
    # Only the indent before a tag goes: without the line break words would grow together.
    drawn = Speaking(lstrip_blocks=True, **options)
    drawn.policies |= POLICIES
    drawn.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    drawn.globals |= drawing.GLOBALS | {
        "last_message": telling.last_message,
        "way_of": guides.way_of,
    }
    drawn.filters |= drawing.FILTERS | {"readable_contact": contacts.readable}
    return drawn


class Page(Template):
    """A template, and what every page knows besides what its view hands in."""

    def render(self, context: dict | None = None, request: HttpRequest | None = None) -> str:
        """Draw it; a name of the view goes before one that every page knows, as Django has it."""
        return self.draw(self.around(request) | (context or {}))

    def around(self, request: HttpRequest | None) -> dict[str, Any]:
        """Return what every page knows."""
        if request is None:
            return {}
        known = {
            "request": request,
            # Masked once: a page may hold forty forms.
            "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
            "csrf_token": csrf_token_lazy(request),
        }
        for processor in self.backend.template_context_processors:
            known |= processor(request)
        return known

    def draw(self, context: dict[str, Any]) -> str:
        """Draw it with these names."""
        return self.template.render(context)


class Pages(Jinja2):
    """Django's backend for Jinja2; a name that nobody handed in is silent, as in Django's own."""

    page = Page

    def __init__(self, params: dict) -> None:
        options = {"undefined": ChainableUndefined} | params["OPTIONS"]
        self.spoken: dict[str, Speaking] = {}
        super().__init__(params | {"OPTIONS": options})

    @property
    def env(self) -> Speaking:
        """The environment of the language that is spoken now."""
        language = translation.get_language() or settings.LANGUAGE_CODE
        if language not in self.spoken:
            self.spoken[language] = self.shared.overlay()
            self.spoken[language].language = language
        return self.spoken[language]

    @env.setter
    def env(self, made: Speaking) -> None:
        self.shared = made

    def from_string(self, template_code: str) -> Page:
        """Return a template that stands nowhere."""
        return self.page(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> Page:
        """Return a template by its name."""
        return self.page(super().get_template(template_name).template, self)
