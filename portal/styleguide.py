"""The whole design kit on one page, with invented contents, in both languages."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kit.form_fields import MoneyField, MonthField, Option, RegionField, ThreeBoxDateField

BEIJING = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 9, 28)
DUE = date(2026, 10, 13)
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
    return render(request, "styleguide.html", {"frame": frame, **sample()})


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
        **lists(),
        **desk_lists(),
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


def lists() -> dict:
    """Return the contents of the citizens' components."""
    return {
        "trail": [
            {"text": _("My page"), "href": "#"},
            {"text": _("My cases"), "href": "#"},
            {"text": "2026-4401-000318"},
        ],
        "steps": [
            {"text": _("Insurance"), "state": "done", "href": "#steps"},
            {"text": _("From where, to where"), "state": "done", "href": "#steps"},
            {"text": _("What we know"), "state": "now"},
            {"text": _("My details"), "state": "next"},
            {"text": _("Check and send"), "state": "next"},
        ],
        "answers": [
            {"key": _("Insurance"), "value": _("Old-age insurance"), "change_href": "#"},
            {
                "key": _("From"),
                "value": _("Guangzhou"),
                "note": _("Social Insurance Fund Administration, Guangzhou"),
                "change_href": "#",
            },
            {"key": _("ID number"), "value": "110101********1234"},
        ],
        "events": [
            {
                "title": _("You sent the application"),
                "state": "done",
                "who": _("You"),
                "at": datetime(2026, 9, 7, 9, 12, tzinfo=BEIJING),
            },
            {
                "title": _("Hangzhou accepted it and sent the acceptance letter"),
                "state": "done",
                "who": _("Hangzhou"),
                "at": datetime(2026, 9, 16, 15, 40, tzinfo=BEIJING),
                "href": "#",
                "link_text": _("Read the letter"),
            },
            {
                "title": _("Guangzhou draws up the record and sends the money"),
                "state": "now",
                "who": _("Guangzhou"),
                "on": DUE,
            },
            {
                "title": _("Hangzhou adds your months and the money to your account"),
                "state": "next",
            },
        ],
        "thread": [
            {
                "who": _("Hangzhou"),
                "at": datetime(2026, 9, 9, 10, 5, tzinfo=BEIJING),
                "body": _("Please tell us the last month you worked in Guangzhou."),
                "mine": False,
            },
            {
                "who": _("You"),
                "at": datetime(2026, 9, 9, 19, 30, tzinfo=BEIJING),
                "body": _("It was May 2022."),
                "mine": True,
                "is_new": True,
            },
        ],
        "files": [
            {
                "name": _("Identity card") + ".jpg",
                "href": "#",
                "size": 482_113,
                "added_on": date(2026, 9, 7),
                "kind": "JPEG",
                "status": _("Checked"),
                "tone": "ok",
            },
            {
                "name": _("Employment contract") + ".pdf",
                "href": "#",
                "size": 1_204_882,
                "added_on": date(2026, 9, 9),
                "kind": "PDF",
                "status": _("Being checked"),
                "tone": "warn",
            },
        ],
        "letter_no": "粤穗社保接〔2026〕000318号",
        "amount_rows": [
            {"mark": "①", "label": _("Personal account, before 1998"), "values": [0, 0]},
            {
                "mark": "②",
                "label": _("Personal account, since 1998"),
                "values": [3_884_210, 412_077],
            },
            {"mark": "③", "label": _("Share of the pooled fund"), "values": [5_826_315, 0]},
            {"label": _("Sum"), "values": [9_710_525, 412_077], "is_sum": True},
        ],
        "columns": [_("Principal"), _("Interest")],
    }


def desk_lists() -> dict:
    """Return the contents of the desk's components."""
    return {
        "counts": [
            {"number": 4, "text": _("due today"), "href": "#", "tone": "warn"},
            {"number": 2, "text": _("late"), "href": "#", "tone": "alert"},
            {"number": 17, "text": _("new"), "href": "#"},
            {"number": 31, "text": _("waiting for others"), "href": "#"},
        ],
        "cases": [
            {
                "number": "2026-4401-000318",
                "href": "#",
                "person": "李芳",
                "masked_id": "110101********1234",
                "service": _("Transfer of old-age insurance"),
                "subline": _("Guangzhou → Hangzhou"),
                "status": _("Letter received"),
                "tone": "brand",
                "due_on": DUE,
                "days_left": 7,
                "clerk": "",
                "is_new": True,
            },
            {
                "number": "2026-4401-000291",
                "href": "#",
                "person": "阿卜杜拉·买买提",
                "masked_id": "650101********2214",
                "service": _("Transfer of medical insurance"),
                "subline": _("Guangzhou → Chengdu"),
                "status": _("Waiting for an answer"),
                "tone": "warn",
                "due_on": date(2026, 9, 30),
                "days_left": 2,
                "clerk": "陈洁",
            },
            {
                "number": "2026-4401-000274",
                "href": "#",
                "person": "王建国",
                "masked_id": "320102********0010",
                "service": _("Transfer of old-age insurance"),
                "subline": _("Guangzhou → Nanjing"),
                "status": _("Late"),
                "tone": "alert",
                "due_on": date(2026, 9, 22),
                "days_left": -4,
                "clerk": "陈洁",
            },
        ],
        "facts": [
            {"key": _("Insured person"), "value": "李芳"},
            {"key": _("Insurance"), "value": _("Old-age insurance")},
            {"key": _("Sent on"), "value": "2026-09-07"},
        ],
        "actions": [
            {
                "text": _("Accept and issue the letter"),
                "action": "#",
                "kind": "primary",
                "confirm": _(
                    "The letter is sealed and delivered to Guangzhou at once. "
                    "One person alone cannot take it back."
                ),
                "key": "a",
            },
            {
                "text": _("Ask for a correction"),
                "href": "#",
                "key": "c",
                "hint": _("The clock stops until the person answers."),
            },
            {"text": _("Refuse with reasons"), "href": "#", "kind": "danger", "key": "r"},
        ],
        "reasons": [
            {
                "code": "P-03",
                "sentence": _("You already receive a pension."),
                "article": _("Interim Measures (Guobanfa 2009 No. 66), article 10"),
                "forward": _(
                    "Nothing is lost: your months have been counted where you receive it."
                ),
            },
            {
                "code": "P-07",
                "sentence": _("You are not yet insured in the new place."),
                "article": _("Interim Measures (Guobanfa 2009 No. 66), article 3"),
                "forward": _("Apply again once your new employer has paid the first month."),
                "checked": True,
            },
        ],
        "bars": [
            {"label": _("Guangzhou"), "value": 94, "of": 100, "text": "94 %", "tone": "ok"},
            {"label": _("Hangzhou"), "value": 88, "of": 100, "text": "88 %"},
            {"label": _("Chengdu"), "value": 61, "of": 100, "text": "61 %", "tone": "warn"},
        ],
        "spark": [12, 14, 13, 17, 16, 21, 19, 24],
        "page_obj": Paginator(range(120), 25).page(2),
        "calendar": calendar_days(),
    }


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
