"""The whole design kit on one page, with invented contents, in both languages."""

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kit.form_fields.choices import Option
from kit.form_fields.dates import MonthField, ThreeBoxDateField
from kit.form_fields.money import MoneyField
from kit.form_fields.regions import RegionField
from portal import styleguide_samples
from portal.styleguide_samples import DUE

TODAY = date(2026, 9, 28)
# The State Council's notice for 2026: 25 September and 1–7 October off, two weekend days worked.
OFF = {date(2026, 9, day): _("Mid-Autumn Festival") for day in (25, 26, 27)}
OFF |= {date(2026, 10, day): _("National Day") for day in range(1, 8)}
WORKED = {date(2026, 9, 20), date(2026, 10, 10)}


class SampleForm(forms.Form):
    """One field of each kind."""

    insurance = forms.ChoiceField(
        error_messages={"required": _("Choose the insurance.")},
        label=_("Which insurance do you want to move?"),
        widget=forms.RadioSelect,
        choices=[
            (
                "old-age",
                Option(_("Old-age insurance"), _("Your pension contributions as an employee.")),
            ),
            (
                "medical",
                Option(_("Medical insurance"), _("Your health contributions as an employee.")),
            ),
        ],
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As on your identity card."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    number = forms.CharField(
        label=_("ID number"),
        max_length=18,
        widget=forms.TextInput({"size": 20}),
        help_text=_("18 characters. We ask for it to find your record at the agency."),
    )
    region = RegionField(
        label=_("Where do you work now?"),
        choices=[
            ("", _("Choose a place")),
            (_("Guangdong"), [("440100", _("Guangzhou")), ("440300", _("Shenzhen"))]),
            (
                _("Zhejiang"),
                [("330100", _("Hangzhou")), ("330200", Option(_("Ningbo"), "Ningbo 宁波"))],
            ),
        ],
    )
    born_on = ThreeBoxDateField(label=_("Date of birth"), latest=TODAY)
    paid_since = MonthField(label=_("First month paid there"), help_text=_("For example 3 2019."))
    base = MoneyField(label=_("Monthly contribution base"), required=False)
    remark = forms.CharField(
        label=_("Anything the agency should know"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
    papers = forms.MultipleChoiceField(
        label=_("Papers you have at hand"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("card", _("Identity card")), ("contract", _("Employment contract"))],
    )
    agreed = forms.BooleanField(
        label=_("The answers are true"),
        error_messages={"required": _("Confirm that the answers are true.")},
        help_text=_("The agency checks them against its records."),
    )


class SampleFilter(forms.Form):
    """What a queue is filtered by."""

    step = forms.ChoiceField(
        label=_("Step"),
        required=True,
        choices=[("", _("All")), ("review", _("Review")), ("hand-over", _("Hand over"))],
    )
    q = forms.CharField(
        label=_("Case or ID number"),
        widget=forms.TextInput({"data-search": True, "type": "search"}),
    )


MISTAKES = {
    "name": "李芳",
    "number": "1101011985",
    "born_on_year": "1985",
    "born_on_month": "2",
    "born_on_day": "30",
    "paid_since_year": "2019",
    "paid_since_month": "13",
    "base": "1,200",
}


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component once; for those who build pages, and so in the demonstration alone."""
    if not settings.DEMO:
        raise Http404
    frame = "desk_base.html" if request.GET.get("room") == "desk" else "base.html"
    return render(request, "styleguide.html", {"frame": frame, "sample": sample()})


def sample() -> dict:
    """Return the invented contents of the styleguide."""
    return {
        "form": SampleForm(auto_id="sample_%s"),
        "mistaken": SampleForm(MISTAKES, auto_id="mistaken_%s"),
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "days": term_days(),
        "late_days": term_days(today=date(2026, 10, 20)),
        "months": contribution_months(),
        "places": [
            {"letter": "A", "name": _("Guangzhou"), "months": 50},
            {"letter": "B", "name": _("Chengdu"), "months": 34},
            {"letter": "C", "name": _("Hangzhou"), "months": 26},
        ],
        **styleguide_samples.CITIZENS,
        **styleguide_samples.DESK,
        "page_obj": Paginator(range(120), 25).page(2),
        "calendar": calendar_days(),
    }


def term_days(today: date = TODAY) -> list[dict]:
    """Return a term that runs over the National Day holidays."""
    first = date(2026, 9, 16)
    last = max(DUE, today)
    days, number = [], 0
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        counted = offset > 0 and day not in OFF and (day.weekday() < 5 or day in WORKED)
        number += counted
        days.append(
            {
                "date": day,
                "counted": counted,
                "number": number if counted else None,
                "reason": OFF.get(day) or ("" if counted else _("weekend")),
                "today": day == today,
                "due": day == DUE,
                "start": offset == 0,
            }
        )
    return days


def contribution_months() -> list[dict]:
    """Return nine years of work in three places."""
    month, months = date(2018, 3, 1), []
    while month <= date(2026, 8, 1):
        months.append({"month": month, **_contribution(month)})
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def _contribution(month: date) -> dict:
    if month in (date(2022, 6, 1), date(2022, 7, 1)):
        return {"state": "overlap", "places": ["A", "B"]}
    if date(2023, 10, 1) <= month <= date(2023, 12, 1):
        return {"state": "arrears", "places": ["B"]}
    if date(2024, 1, 1) <= month <= date(2024, 6, 1):
        return {"state": "gap", "places": []}
    place = "A" if month < date(2022, 6, 1) else "B" if month < date(2024, 1, 1) else "C"
    return {"state": "paid", "places": [place]}


def calendar_days() -> list[dict]:
    """Return three months around the National Day holidays."""
    first = date(2026, 9, 1)
    days = [first + timedelta(days=offset) for offset in range(91)]
    return [
        {"date": day, "kind": _kind(day), "reason": OFF.get(day, ""), "today": day == TODAY}
        for day in days
    ]


def _kind(day: date) -> str:
    if day in OFF:
        return "holiday"
    if day in WORKED:
        return "worked"
    return "weekend" if day.weekday() > 4 else "work"
