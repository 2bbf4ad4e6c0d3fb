"""What has happened in an application: its history, and what was asked back."""

from typing import Any

from django.utils.translation import gettext as _

from applications import papers, presenting
from applications.desk import showing
from applications.desk.answers_shown import Row
from applications.models import Application
from casework.actions.history import is_whole
from casework.models import Event
from kit.once import has_none
from kit.spelling import wording


def past(application: Application, events: list[Event]) -> Row:
    """Return its history for the timeline, and each correction that was asked for."""
    case = application.case
    corrections = () if has_none(case, "corrections") else case.corrections.all()
    return {
        "events": showing.event_items(events, case, body=lambda event: _body(application, event)),
        "is_whole": is_whole(events, case.number),
        "corrections": [_correction(application, each) for each in corrections],
        "asked_for_human": application.is_human_review_asked,
    }


def _body(application: Application, event: Event) -> str:
    reasons = application.service.reasons
    found = [reasons[code] for code in event.data.get("reasons", []) if code in reasons]
    number = event.data.get("printed") or event.data.get("letter")
    lines = [f"{each.code} {wording(each.sentence)}" for each in found]
    lines += [_("Letter number %(number)s.") % {"number": number}] if number else []
    judged = presenting.paper_judged(application, event)
    if judged:
        return judged
    return "\n".join([*lines, *([event.note] if event.note else [])])


def _correction(application: Application, correction: Any) -> Row:
    points = [
        {"label": wording(papers.title_of(application, each)), "message": each["message"]}
        for each in correction.fields
    ]
    return {
        "note": correction.note,
        "fields": points,
        "asked_at": correction.asked_at,
        "answered_at": correction.answered_at,
    }
