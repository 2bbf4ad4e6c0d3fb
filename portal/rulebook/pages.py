"""The rule book as a page: what the portal goes by on a day, each number with its article."""

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies import rule_book
from kit import clock
from kit.form_fields.dates import ThreeBoxDateField
from law.values import RuleBook
from portal.rulebook import catalogue
from portal.rulebook.catalogue import reason_rows, value_rows
from portal.rulebook.grid import is_table, places

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


def _asked_day(request: HttpRequest) -> tuple[DayForm, date, int]:
    """Return the form, the day asked for (today unless one is named) and the status to answer."""
    form = DayForm(_asked(request.GET) if request.GET else None)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    is_wrong = form.is_bound and not form.is_valid()
    return form, asked or clock.today(), BAD_REQUEST if is_wrong else 200


def _lines(day: date, book: RuleBook, language: str) -> list[dict[str, Any]]:
    """Return a line for each number of a day; a table has one line, and a page of its own."""
    found = []
    rows = groupby(value_rows(day, book, language), key=itemgetter("name"))
    for name, of_rule in rows:
        in_table = [_with_days(row) for row in of_rule]
        if is_table(catalogue.rules()[name], []) or any(row["region"] for row in in_table):
            places = len({row["region"] for row in in_table})
            found.append(in_table[0] | {"table": {"cells": len(in_table), "places": places}})
        else:
            found.extend(row | {"table": None} for row in in_table)
    return found


@require_safe
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """Show one number of the law wherever it applies on a day, as a table by its axes."""
    shown = catalogue.rules().get(name)
    if shown is None:
        raise Http404
    form, day, status = _asked_day(request)
    language = get_language() or "zh-hans"
    found = places(shown, day, rule_book.current(), language)
    context = {
        "form": form,
        "day": day,
        "title": shown.title.in_language(language),
        "axes": " · ".join(axis.in_language(language) for axis in shown.axes),
        "places": found,
        "documents": {
            place.region: [_with_days(row) for row in place.documents] for place in found
        },
        "is_local": shown.is_local,
    }
    return render(request, "pages/rule.html", context, status=status)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show every number of the law that is in force on a day; today unless one is named."""
    form, day, status = _asked_day(request)
    language = get_language() or "zh-hans"
    rows = _lines(day, rule_book.current(), language)
    context = {
        "form": form,
        "day": day,
        "chapters": [
            {"title": title, "rows": list(of_chapter)}
            for title, of_chapter in groupby(rows, key=itemgetter("chapter"))
        ],
        "reasons": reason_rows(day, language),
    }
    return render(request, "pages/rules.html", context, status=status)
