"""What every template of the portal can use: how values look, figures, icons, parts of forms."""

from functools import cache
from typing import Any

from django.template import defaultfilters
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime
from django.utils.translation import get_language

from kit import spelling
from kit.figures import bars, calendars, grids, squares, stacks, strips
from kit.form_fields.long_lists import options
from kit.icons import ICONS

SPELLINGS = (
    spelling.money,
    spelling.long_date,
    spelling.short_date,
    spelling.table_date,
    spelling.month_name,
    spelling.moment,
    spelling.exact_moment,
    spelling.working_days_left,
    spelling.urgency,
    spelling.masked_id,
    spelling.wording,
    spelling.years_and_months,
    spelling.age_spelled,
)
FIGURES = (
    strips.as_strip,
    strips.drawn,
    strips.holidays,
    grids.by_year,
    bars.as_bars,
    bars.unlocalized,
    bars.as_points,
    stacks.as_stacks,
    squares.as_squares,
    squares.height_of,
    calendars.as_months,
)
DJANGOS = (
    defaultfilters.capfirst,
    defaultfilters.filesizeformat,
    defaultfilters.linebreaksbr,
    defaultfilters.truncatechars,
    defaultfilters.urlencode,
)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a page by its name."""
    return reverse(name, args=args, kwargs=kwargs)


def date(value: Any, spelled: str) -> str:
    """Return a day or moment as Django's letters ask, in the time of the portal."""
    return defaultfilters.date(template_localtime(value), spelled)


@cache
def icon(name: str) -> SafeString:
    """Return a small drawing that stands beside a word and is silent to screen readers."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - the drawings above are our own constants
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        drawing,
    )


def tel(number: str) -> str:
    """Return the address by which a phone calls a number: digits, and a plus before them."""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}"


def with_class(field: Any, name: str) -> SafeString:
    """Return a bound field's control with a CSS class."""
    return field.as_widget(attrs={"class": name})


def error_links(form: Any) -> list[dict]:
    """Return what the error summary lists: each message and the control it is about."""
    links = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        called = getattr(field.field, "called", field.label)  # in a row, with the row's name
        links += [{"label": called, "text": text, "target": field.auto_id} for text in field.errors]
    return links


FILTERS = {
    function.__name__: function
    for function in (*SPELLINGS, *FIGURES, *DJANGOS, date, tel, options, with_class, error_links)
}
GLOBALS = {
    function.__name__: function
    for function in (
        url,
        static,
        icon,
        calendars.weekday_names,
        calendars.month_headings,
        get_language,
    )
}
