"""Who looked at one's data, as the timeline shows it."""

from typing import Any

from django.shortcuts import resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import AccessEntry


def _holder(entry: AccessEntry) -> str:
    """Return who looked by mandate: nobody else is of no agency."""
    if entry.mandate is None:
        return ""
    named = {"holder": entry.mandate.holder_name, "number": entry.mandate.number}
    return _("%(holder)s, by mandate %(number)s") % named


def shown(entry: AccessEntry, *, with_case: bool = True) -> dict[str, Any]:
    """Return one look; on the page of the case itself no way leads there."""
    in_english = (get_language() or "").startswith("en")
    event: dict[str, Any] = {
        "title": entry.get_what_display(),
        "who": (in_english and entry.agency_name_en) or entry.agency_name or _holder(entry),
        "at": entry.at,
        "state": "done",
    }
    if entry.reason:
        event["body"] = _("Reason given: %(reason)s") % {"reason": entry.reason}
    if entry.case_number and with_case:
        event["href"] = resolve_url("case", entry.case_number)
        event["link_text"] = _("Case %(number)s") % {"number": entry.case_number}
    return event
