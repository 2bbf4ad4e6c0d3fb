"""What loading the file of a notice would change: days, and which terms would move."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from agencies import work_calendar
from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.models import Agency, CalendarNotice, Region
from agencies.rules.notice_file import read_notice, written
from agencies.rules.notices import (
    NoticeChange,
    public_holidays,
)
from casework.actions import foreseeing
from casework.calendar_admin.forms import in_language
from casework.rules.procedures import procedure_of
from kit.spelling import wording
from law.workdays import ExceptionDay

PREVIEW_LASTS = 3600  # seconds
ROWS = 50


def sealed_preview(loaded: Loaded) -> str:
    """Return what was looked at, sealed: what is loaded is what the preview showed."""
    said = {
        "days": written(loaded.days, loaded.area),
        "number": loaded.number,
        "issued_on": loaded.issued_on.isoformat() if loaded.issued_on else "",
        "deviation": loaded.deviation,
        "file_name": loaded.file_name,
        "file_sha256": loaded.file_sha256,
        "stands": fingerprint(),
    }
    return signing.dumps(said, salt="holiday notice", compress=True)


def opened_preview(sealed: str) -> tuple[Loaded, str]:
    """Return what a preview showed, and what was loaded then; raises `BadSignature`."""
    said = signing.loads(sealed, salt="holiday notice", max_age=PREVIEW_LASTS)
    found = read_notice(said["days"].encode(), deviation=bool(said["deviation"]))
    issued_on = date.fromisoformat(said["issued_on"]) if said["issued_on"] else None
    named = {name: said[name] for name in ("number", "deviation", "file_name", "file_sha256")}
    loaded = Loaded(year=found.year, days=found.days, issued_on=issued_on, area=found.area, **named)
    return loaded, said["stands"]


def fingerprint() -> str:
    """Return what tells one state of the loaded calendar from another."""
    moments = CalendarNotice.objects.order_by("pk").values_list("pk", "loaded_at")
    return sha256(repr(list(moments)).encode()).hexdigest()


def preview_of(loaded: Loaded) -> dict[str, Any]:
    """Return what the preview shows: what changes, what was checked, which terms would move."""
    changed = notices.what_changes(loaded)
    terms = foreseeing.preview(notices.calendars_with(loaded))
    shown = terms.moving[:ROWS]
    names = Agency.objects.in_bulk({each.agency for each in shown})
    notice = CalendarNotice.objects.filter(year=loaded.year, area=loaded.area or None).first()
    country = work_calendar.national().exceptions if loaded.area else {}
    return {
        "loaded": loaded,
        "sealed": sealed_preview(loaded),
        "before": notice,
        "area": Region.objects.filter(code=loaded.area).first(),
        "holidays": public_holidays(loaded.year),
        "changed": [_change(each, country.get(each.date)) for each in changed],
        "terms": terms,
        "moving": [
            {"agency": names[each.agency], "kind": _title(each), "moving": each} for each in shown
        ],
        "not_shown": len(terms.moving) - len(shown),
    }


def _change(change: NoticeChange, in_country: ExceptionDay | None) -> dict[str, Any]:
    """Say what a day is before and after; where an area says nothing, the country's day counts."""
    return {
        "date": change.date,
        "before": _said(change.date, change.before or in_country),
        "after": _said(change.date, change.after or in_country),
    }


def _said(day: date, moved: ExceptionDay | None) -> str:
    if moved is not None:
        return moved.reason.in_language(in_language())
    return _("Ordinary working day") if day.weekday() < 5 else _("Weekend")


def _title(moving: foreseeing.Moving) -> str:
    """Return what the turns are called whose term moves."""
    return wording(procedure_of(moving.service).turns[moving.kind].title)
