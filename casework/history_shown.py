"""The history of a case in plain words for its person: agencies are named, clerks are not."""

from typing import Any

from django.utils.translation import gettext as _

from agencies.actors import Position
from agencies.models import in_language
from casework.models import Event
from casework.rules.statuses import Status

# What the public history leaves out: it concerns the office among itself, or is told elsewhere.
UNSPOKEN = {
    Event.Kind.HELD,
    Event.Kind.OVERTAKEN,
    Event.Kind.RELEASED,
    Event.Kind.SENT_BACK,
    Event.Kind.REMINDED,
}


def happenings(event: Event) -> dict[str, str]:
    """Return what each kind of entry says whatever the service; `%(agency)s` is who acted."""
    return {
        Event.Kind.STARTED: _("You began the application"),
        Event.Kind.CLAIMED: _("Somebody at %(agency)s is working on your application"),
        Event.Kind.VOIDED: _("%(agency)s voided a letter that was issued with a mistake"),
        Event.Kind.DEATH_CONFIRMED: _("%(agency)s recorded that the insured person has died"),
        Event.Kind.DEATH_TAKEN_BACK: _("%(agency)s took back a wrong record of a death"),
        Event.Kind.TAKEN_OVER: _taken_over(event),
        Event.Kind.COMPARED: _("Another authority has answered"),
        Event.Kind.PAPER_JUDGED: _("%(agency)s looked at a page of your papers"),
        Event.Kind.PARTICULARS: _particulars(event),
        Event.Kind.PROCEEDING: _("%(agency)s recorded a reconsideration or a lawsuit"),
        Event.Kind.OBJECTED: _("You objected"),
        Event.Kind.UPHELD: _("%(agency)s decided that you were right in your objection"),
        Event.Kind.CONFIRMED: _("%(agency)s decided on your objection: nothing changes"),
        Event.Kind.REOPENED: _("%(agency)s opened the case again after your objection"),
        Event.Kind.LATE: _("The term ended without a result; the supervising agency was told"),
        Event.Kind.RESCHEDULED: _("The due day moved because the holiday calendar changed"),
    }


def _particulars(event: Event) -> str:
    if event.data.get("undone"):
        return _("The change was undone from the old phone or e-mail")
    return _("Your personal data on the agencies' record were corrected")


def _taken_over(event: Event) -> str:
    if "new" not in event.data:
        return ""
    names = {name: in_language(*event.data[name]) for name in ("old", "new")}
    return _("%(old)s became part of %(new)s, which goes on with your case") % names


def entry(event: Event, title: str, *, reasons: str = "", href: str = "") -> dict[str, Any]:
    """Return one entry as `timeline.html` shows it; `href` leads to its letter."""
    shown: dict[str, Any] = {
        "title": title,
        "state": "late" if event.kind == Event.Kind.LATE else "done",
        "at": event.at,
        "who": _who(event),
        "body": reasons or _note(event),
    }
    return shown | ({"href": href, "link_text": _("Open the letter")} if href else {})


def _who(event: Event) -> str:
    if event.agency_then is not None:
        return event.agency_then.local_name
    if event.actor_position == Position.ADMINISTRATOR:
        return _("Administration of the portal")
    return _("The portal") if event.actor_position == Position.SYSTEM else _("You")


def _note(event: Event) -> str:
    """Return what the person should read; notes between agencies stay between them."""
    is_theirs = event.moved_to in (Status.CORRECTION_ASKED, Status.WITHDRAWN)
    return event.note if is_theirs else ""
