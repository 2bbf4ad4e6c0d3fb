"""The contents with which the style guide draws the components; all of it is invented."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BEIJING = ZoneInfo("Asia/Shanghai")
DUE = date(2026, 10, 13)

CITIZENS: dict[str, Any] = {
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
            "name": format_lazy("{}.jpg", _("Identity card")),
            "href": "#",
            "size": 482_113,
            "added_on": date(2026, 9, 7),
            "kind": "JPEG",
            "status": _("Checked"),
            "tone": "ok",
        },
        {
            "name": format_lazy("{}.pdf", _("Employment contract")),
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

DESK: dict[str, Any] = {
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
            "forward": _("Nothing is lost: your months have been counted where you receive it."),
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
}
