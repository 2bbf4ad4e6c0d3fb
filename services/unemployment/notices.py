"""What people without work are told beside their decisions."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.notice_details import said_day
from casework.rules.wishes import Topic

TITLES = {"benefit-confirm": gettext_noop("Please say that you still look for work")}


def _confirm(data: dict) -> str:
    said = _(
        "Your place asks for it each month: until %(day)s. One tap on “My unemployment benefit”."
    )
    return said % {"day": said_day(data["until"])}


DETAILS: dict[str, Callable[[dict], str]] = {"benefit-confirm": _confirm}
TOPICS = {"benefit-confirm": Topic.NEEDED}
PAGES = {"benefit-confirm": "my_unemployment"}
