"""What a message says in its reader's language, made when it is handed over.

A text message names no person and no amount: phones lie about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import notices
from casework.models import Dispatch, Notice
from casework.rules.wishes import Topic, Way


@dataclass(frozen=True)
class Said:
    """Subject and text; with a contact it goes there and not to whoever was addressed."""

    subject: str
    text: str
    contact: str = ""


Sayer = Callable[[Dispatch, datetime], Said | None]


def of_notice(dispatch: Dispatch, _now: datetime) -> Said | None:
    """Say a notice: who writes, what happened in which case, and what to do.

    By mail with what stands beneath it, and the address at which it goes on.
    """
    notice = dispatch.notice
    if notice is None:
        return None
    headline = _("[Social Insurance Online] %(what)s") % {"what": notices.title(notice)}
    if dispatch.way == Way.SMS:
        said = _("%(what)s.") % {"what": headline}
        return Said(headline, " ".join((said, *in_short(notice))))
    return Said(headline, in_full(notices.body(notice), notices.link(notice), ending(notice)))


def in_short(notice: Notice) -> list[str]:
    """Return of which case something is told, and what there is to do: a few words each."""
    case = [_("Case %(number)s.") % {"number": notice.case.number}] if notice.case else []
    if notices.topic_of(notice) is Topic.NEEDED:
        return [*case, _("Please sign in and answer.")]
    return [*case, _("Sign in to read more.")]


def in_full(body: str, link: str, end: str) -> str:
    """Return the text of a mail."""
    return f"{body}\n\n{settings.PORTAL_URL}{link}\n\n{end}"


def ending(notice: object | None = None) -> str:
    """Return what stands under every mail; a person reads where wishes are set."""
    said = _("Social Insurance Online · hotline 12333")
    if getattr(notice, "to_agency_id", None):
        return said
    where = settings.PORTAL_URL + reverse("notice_wishes")
    return f"{said}\n" + _("What we write to you about: %(where)s") % {"where": where}


# How each kind of message is said; rooms above add theirs. Nothing said: nothing is sent.
SAYERS: dict[str, Sayer] = {Dispatch.What.NOTICE: of_notice}
