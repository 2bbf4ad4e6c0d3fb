"""What people and agencies are told of registrations; a notice names neither place nor illness."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.notice_details import said_day
from casework.rules.wishes import Topic

TITLES = {
    "registration-ends": gettext_noop("Your registration for treatment elsewhere ends soon"),
    "registration-ended": gettext_noop("Your registration for treatment elsewhere has ended"),
    "registration-void": gettext_noop("Your registration for treatment elsewhere counts no more"),
    "promised-paper-due": gettext_noop("The paper that you promised is due soon"),
    "registration-not-taken-over": gettext_noop(
        "A registration has not been taken over by the place of treatment"
    ),
    "promise-to-look-at": gettext_noop("A promised paper has not come: please look"),
}


def _ends(data: dict) -> str:
    return _("It counts until %(day)s. If you are still away then, register again.") % {
        "day": said_day(data["until"])
    }


def _ended(data: dict) -> str:
    return _("Its last day was %(day)s. A stay that began by then is still settled by it.") % {
        "day": said_day(data["until"])
    }


def _void(data: dict) -> str:
    return _(
        "The paper that you promised did not come, so it does not count from %(day)s on. What was "
        "settled before stays. You may register again with the paper."
    ) % {"day": said_day(data["from"])}


def _due(data: dict) -> str:
    return _("Send it by %(day)s, or the registration counts no more after that.") % {
        "day": said_day(data["due_on"])
    }


DETAILS: dict[str, Callable[[dict], str]] = {
    "registration-ends": _ends,
    "registration-ended": _ended,
    "registration-void": _void,
    "promised-paper-due": _due,
}
TOPICS = {
    "registration-ends": Topic.REMINDER,
    "registration-ended": Topic.DECISION,
    "registration-void": Topic.DECISION,
    "promised-paper-due": Topic.NEEDED,
    "registration-not-taken-over": Topic.OFFICE,
    "promise-to-look-at": Topic.OFFICE,
}
