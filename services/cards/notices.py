"""What people are told of their cards; a notice names no person and no number."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.notice_details import said_day
from casework.rules.wishes import Topic

PAGE = "cards"
TITLES = {
    "card-lost": gettext_noop("Your social security card was reported lost and no longer works"),
    "card-lapses-soon": gettext_noop("In an hour your card works again: report it lost formally"),
    "card-lapsed": gettext_noop("The report of your card has lapsed: the card works again"),
    "card-expires": gettext_noop("Your social security card expires soon and can be renewed"),
    "card-ready": gettext_noop("Your new social security card is waiting for you"),
    "card-collected": gettext_noop("Your new card was handed to the person you chose"),
    "card-returned": gettext_noop("Nobody came for your new card: it has gone back"),
    "card-returned-desk": gettext_noop("Nobody came for a new card: it has come back"),
}


def _lost(_data: dict) -> str:
    return _(
        "If this was not you, or you have the card again, say so on the page “My cards”. The bank "
        "account on the card is not stopped: call the bank as well."
    )


def _lapses(data: dict) -> str:
    at = timezone.localtime(datetime.fromisoformat(data["at"]))
    return _("It lapses at %(time)s on %(day)s. Have you not found the card? Do it now.") % {
        "time": f"{at:%H:%M}",
        "day": date_format(at, "DATE_FORMAT"),
    }


def _lapsed(_data: dict) -> str:
    return _("Have you not found it? Then report it lost once more, formally this time.")


def _expires(data: dict) -> str:
    return _("It is valid until %(day)s. The old card works until you have the new one.") % {
        "day": said_day(data["until"])
    }


def _ready(data: dict) -> str:
    return _("Bring your document, and the old card if you have it. It is kept until %(day)s.") % {
        "day": said_day(data["until"])
    }


def _collected(_data: dict) -> str:
    return _("It works from now on. If you have not sent anybody, report it lost at once.")


def _returned(_data: dict) -> str:
    return _("Call 12333 or your agency, and it is sent to the counter once more.")


def _returned_desk(_data: dict) -> str:
    return _("Get in touch with the person, and have it sent to the counter once more.")


DETAILS: dict[str, Callable[[dict], str]] = {
    "card-lost": _lost,
    "card-lapses-soon": _lapses,
    "card-lapsed": _lapsed,
    "card-expires": _expires,
    "card-ready": _ready,
    "card-collected": _collected,
    "card-returned": _returned,
    "card-returned-desk": _returned_desk,
}
# Whoever has somebody's phone could report their card lost: its owner hears of it at once.
TOPICS: dict[str, Topic | Callable[[dict], Topic]] = {
    "card-lost": Topic.SECURITY,
    "card-lapses-soon": Topic.SECURITY,
    "card-lapsed": Topic.SECURITY,
    "card-expires": Topic.REMINDER,
    "card-ready": Topic.NEEDED,
    "card-collected": Topic.SECURITY,
    "card-returned": Topic.NEEDED,
    "card-returned-desk": Topic.OFFICE,
}
PAGES = dict.fromkeys(("card-lost", "card-lapses-soon", "card-lapsed", "card-expires"), PAGE)
