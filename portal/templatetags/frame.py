"""The portal's frame and components in templates that libraries draw with Django's engine."""

from typing import Any

from django import template
from django.template import Context, engines
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag
def part(content: str) -> str:
    """Keep what stands between the tags: `{% part as title %}…{% endpart %}`."""
    return content


@register.simple_tag(takes_context=True)
def framed(context: Context, **parts: str) -> SafeString:
    """Draw the frame of every page around parts: title, head, before, content, scripts."""
    page = engines["pages"].get_template("framed.html")
    around = {"parts": parts, "form": context.get("form")}
    return mark_safe(page.render(around, context["request"]))  # noqa: S308 -- a page of ours


@register.simple_tag
def component(name: str, **given: Any) -> str:
    """Draw one of the components of our own pages."""
    environment = engines["pages"].env
    drawn = environment.get_template(f"components/{name}.html")
    return getattr(drawn.module, name)(**given)
