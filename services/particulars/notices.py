"""What agencies are told of a corrected record; a notice names no person."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.wishes import Topic

TITLES = {
    "particulars-changed": gettext_noop("Personal data of somebody on your records were corrected"),
}


def _changed(data: dict) -> str:
    return _("Personal number on your records: %(numbers)s. Decided with case %(case)s.") % {
        "numbers": ", ".join(data["numbers"]),
        "case": data["case"],
    }


DETAILS: dict[str, Callable[[dict], str]] = {"particulars-changed": _changed}
TOPICS = {"particulars-changed": Topic.OFFICE}
