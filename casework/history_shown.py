"""The history of a case in plain words for its person: agencies are named, clerks are not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Mandate
from agencies.actors import Position
from agencies.models import in_language
from casework.models import Event
from casework.rules.statuses import Status

# What the public history leaves out: it concerns the office among itself, or is told elsewhere.
UNSPOKEN = {
    Event.Kind.HELD,
    Event.Kind.OVERTAKEN,
    Event.Kind.RELEASED,
    Event.Kind.ASSIGNED,
    Event.Kind.SKIPPED,
    Event.Kind.SENT_BACK,
    Event.Kind.REMINDED,
}


def happenings(event: Event) -> dict[str, str]:
    """Return what each kind of entry says whatever the service; `%(agency)s` is who acted."""
    return {
        Event.Kind.STARTED: "" if is_of_portal(event) else _("You began the application"),
        Event.Kind.CLAIMED: _("Somebody at %(agency)s is working on your application"),
        Event.Kind.VOIDED: _("%(agency)s voided a letter that was issued with a mistake"),
        Event.Kind.DEATH_CONFIRMED: _("%(agency)s recorded that the insured person has died"),
        Event.Kind.DEATH_TAKEN_BACK: _("%(agency)s took back a wrong record of a death"),
        Event.Kind.TAKEN_OVER: _taken_over(event),
        Event.Kind.COMPARED: _("Another authority has answered"),
        Event.Kind.PAPER_JUDGED: _("%(agency)s looked at a page of your papers"),
        Event.Kind.PAPER_ADDED: _("%(agency)s took in a page that was handed over"),
        Event.Kind.CORRECTING: _("What was wrong is put right in a case of its own"),
        Event.Kind.RECORD_CORRECTED: _("%(agency)s has put the record right"),
        Event.Kind.EXTENDED: _("Days do not count for the term: the due day has moved"),
        Event.Kind.URGED: _("The agency was reminded"),
        Event.Kind.URGE_ANSWERED: _("%(agency)s answered the reminder"),
        Event.Kind.PARTICULARS: _particulars(event),
        Event.Kind.PROCEEDING: _("%(agency)s recorded a reconsideration or a lawsuit"),
        Event.Kind.OBJECTED: _("You objected"),
        Event.Kind.UPHELD: _("%(agency)s decided that you were right in your objection"),
        Event.Kind.CONFIRMED: _("%(agency)s decided on your objection: nothing changes"),
        Event.Kind.REOPENED: _("%(agency)s opened the case again after your objection"),
        Event.Kind.CHOSEN_ANEW: _("You changed your choice about the months still owed"),
        Event.Kind.LATE: _("The term ended without a result; the supervising agency was told"),
        Event.Kind.RESCHEDULED: _("The due day moved because the holiday calendar changed"),
    }


def by_which_way(event: Event) -> str:
    """Return what an entry says where a clerk did it for the person, or a program or a list.

    Empty where the person did it themselves, or it was no move of theirs.
    """
    if event.kind == Event.Kind.STARTED and event.agency_then:
        return _("Begun for you at the counter of %(agency)s")
    if event.kind != Event.Kind.MOVED:
        return ""
    if event.data.get("unanswered"):
        return went_on_without_answer(event)
    if event.moved_to == Status.SUBMITTED and event.moved_from == Status.DRAFT:
        return {
            "counter": _("Sent for you at the counter of %(agency)s"),
            "program": _("A program of yours sent the application"),
            "employer": _("You sent what your employer had listed"),
        }.get(event.data.get("channel", ""), "")
    if event.agency_then and event.moved_to == Status.WITHDRAWN:
        return _("Withdrawn for you at the counter of %(agency)s")
    is_answer = (event.moved_from, event.moved_to) == (Status.CORRECTION_ASKED, Status.SUBMITTED)
    if event.agency_then and is_answer:
        return _("Your correction was sent at the counter of %(agency)s")
    return ""


def went_on_without_answer(event: Event) -> str:
    """Return what an entry says where nobody had answered what was asked back."""
    if event.moved_to == Status.WITHDRAWN:
        return _("Closed by itself: no correction came in time")
    return _("No correction came in time: the review goes on")


def how_it_was_left(events: Iterable[Event]) -> str:
    """Return how a case ended before it was decided: taken back, or closed for want of answer."""
    ends = [each for each in events if each.moved_to == Status.WITHDRAWN]
    if ends and ends[-1].data.get("unanswered"):
        return _(
            "This application was closed because no correction came in time. It was not refused: "
            "no month and no money is lost."
        )
    return _("You have withdrawn this application.")


def is_of_portal(event: Event) -> bool:
    """Whether the portal did it by itself: nobody began or sent what follows from an objection."""
    return event.actor_position == Position.SYSTEM


def opened_for_person() -> str:
    """Return what the history says where the portal sent something for its person."""
    return _("The portal opened it for you after your objection")


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
        "title": by_mandate(event) or title,
        "state": "late" if event.kind == Event.Kind.LATE else "done",
        "at": event.at,
        "who": _who(event),
        "body": reasons or _note(event),
    }
    if event.kind == Event.Kind.LATE and "due_on" in event.data:
        shown["on"] = date.fromisoformat(event.data["due_on"])  # it was late from then on
    return shown | ({"href": href, "link_text": _("Open the letter")} if href else {})


def by_mandate(event: Event) -> str:
    """Return what somebody did for another, in words that suit both; nothing for other entries."""
    if event.mandate_id is None:
        return ""
    if event.kind != Event.Kind.MOVED:
        return event.get_kind_display()
    if event.moved_from == Status.CORRECTION_ASKED and event.moved_to == Status.SUBMITTED:
        return _("The correction was sent")
    return {
        Status.SUBMITTED.value: _("The application was sent"),
        Status.WITHDRAWN.value: _("The application was withdrawn"),
    }.get(event.moved_to, event.get_kind_display())


def named(mandate: Mandate) -> str:
    """Return who acted for whom, and by which mandate, as history, desk and letters name it."""
    names = {
        "holder": mandate.holder_name,
        "giver": mandate.giver_name,
        "number": mandate.number,
        "day": date_format(mandate.given_on, "DATE_FORMAT"),
    }
    if mandate.is_guardian:
        return _("%(holder)s as guardian of %(giver)s (%(number)s of %(day)s)") % names
    return _("%(holder)s for %(giver)s (mandate %(number)s of %(day)s)") % names


def _who(event: Event) -> str:
    if event.mandate is not None:
        return named(event.mandate)
    if event.agency_then is not None:
        return event.agency_then.local_name
    if event.actor_position == Position.ADMINISTRATOR:
        return _("Administration of the portal")
    return _("The portal") if event.actor_position == Position.SYSTEM else _("You")


def _note(event: Event) -> str:
    """Return what the person should read; notes between agencies stay between them."""
    is_theirs = event.moved_to in (Status.CORRECTION_ASKED, Status.WITHDRAWN)
    return event.note if is_theirs else ""
