"""The rule book as a page: what the portal goes by on a day, each number with its article."""

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies import rule_book
from kit import clock
from kit.form_fields.dates import ThreeBoxDateField
from portal.rulebook.catalogue import reason_rows, value_rows

BAD_REQUEST = 422


class DayForm(forms.Form):
    """The day whose rules are wanted."""

    on = ThreeBoxDateField(label=_("Rules in force on"), required=False)


def _asked(query: QueryDict) -> dict[str, Any]:
    """Read a day typed into the three boxes, or written as programs do: `?on=2024-03-01`."""
    asked = query.dict()
    if "on" in asked and "on_year" not in asked:
        parts = [*str(asked["on"]).split("-"), "", ""][:3]
        asked |= dict(zip(("on_year", "on_month", "on_day"), parts, strict=True))
    return asked


def _with_days(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its days as days: programs read them as text, pages write them out."""
    days = {
        name: row[name] and date.fromisoformat(row[name]) for name in ("valid_from", "valid_to")
    }
    return row | days


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show every number of the law that is in force on a day; today unless one is named."""
    form = DayForm(_asked(request.GET) if request.GET else None)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    is_wrong = form.is_bound and not form.is_valid()
    day: date = asked or clock.today()
    language = get_language() or "zh-hans"
    rows = [_with_days(row) for row in value_rows(day, rule_book.current(), language)]
    context = {
        "form": form,
        "day": day,
        "chapters": [
            {"title": title, "rows": list(of_chapter)}
            for title, of_chapter in groupby(rows, key=itemgetter("chapter"))
        ],
        "reasons": reason_rows(day, language),
    }
    return render(request, "pages/rules.html", context, status=BAD_REQUEST if is_wrong else 200)
