"""What people and agencies are told of questions and answers; a notice names nobody."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.wishes import Topic
from kit.spelling import long_date

TITLES = {
    "question-answered": gettext_noop("Your question has been answered"),
    "question-asked-back": gettext_noop("The agency asks for one thing more"),
    "question-changed": gettext_noop("An answer you follow has changed, or a rule behind it"),
    "question-handed-on": gettext_noop("A question was sent on to your agency"),
    "question-late": gettext_noop("A question has not been answered in time"),
    "question-interpreted": gettext_noop("The agency above has answered your question"),
    "question-recheck-late": gettext_noop("An answer that readers call wrong still stands"),
}


def _answered(data: dict) -> str:
    return _("Read it under “My questions”: %(number)s.") % {"number": data["number"]}


def _asked_back(data: dict) -> str:
    return _("Reply under “My questions”: %(number)s. Until then its term stands still.") % {
        "number": data["number"]
    }


def _moved(_data: dict) -> str:
    return _("It shows the figures that hold today.")


def _late(data: dict) -> str:
    return _("%(number)s still waits. Whoever asked sees that the day has passed.") % {
        "number": data["number"]
    }


def _handed_on(data: dict) -> str:
    return _("%(number)s: its term runs on.") % {"number": data["number"]}


def _recheck_late(data: dict) -> str:
    return _("“%(slug)s” was to be looked at by %(day)s.") % {
        "slug": data["slug"],
        "day": long_date(date.fromisoformat(data["due"])),
    }


DETAILS: dict[str, Callable[[dict], str]] = {
    "question-answered": _answered,
    "question-asked-back": _asked_back,
    "question-changed": _moved,
    "question-handed-on": _handed_on,
    "question-late": _late,
    "question-interpreted": _handed_on,
    "question-recheck-late": _recheck_late,
}
TOPICS: dict[str, Topic | Callable[[dict], Topic]] = {
    "question-answered": Topic.NEEDED,
    "question-asked-back": Topic.NEEDED,
    "question-changed": Topic.REMINDER,
    "question-handed-on": Topic.OFFICE,
    "question-late": Topic.OFFICE,
    "question-interpreted": Topic.OFFICE,
    "question-recheck-late": Topic.OFFICE,
}
PAGES = {
    "question-answered": "my_questions",
    "question-asked-back": "my_questions",
    "question-changed": "help",
    "question-recheck-late": "desk_library",
}
