"""What somebody is told of what is due; a notice names no amount and no insurance."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.notice_details import said_day
from casework.rules.wishes import Topic

TITLES = {
    "due-ending": gettext_noop("Contributions can be paid for a few days more"),
    "due-lapsed": gettext_noop("The last day to pay contributions online has passed"),
    "due-disputed": gettext_noop("A payment of yours is being checked"),
}


def _ending(data: dict) -> str:
    return _("The last day is %(day)s. The page “What is due” says what it is for.") % {
        "day": said_day(data["last"])
    }


def _lapsed(data: dict) -> str:
    return _(
        "It was %(day)s. Ask your agency, or call 12333, whether the months can still be paid."
    ) % {"day": said_day(data["last"])}


def _disputed(_data: dict) -> str:
    return _(
        "The sum that arrived is not the sum of the order. Nothing is lost: somebody looks at it, "
        "and it is credited or sent back to you."
    )


DETAILS: dict[str, Callable[[dict], str]] = {
    "due-ending": _ending,
    "due-lapsed": _lapsed,
    "due-disputed": _disputed,
}
TOPICS = {
    "due-ending": Topic.NEEDED,
    "due-lapsed": Topic.DECISION,
    "due-disputed": Topic.DECISION,
}
