"""What each kind of notice says, in the reader's language; it names no person and no amount."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from casework.models import Letter, Notice

TITLES = {
    "submitted": gettext_noop("Your application has been received"),
    "to-review": gettext_noop("A new application is waiting for review"),
    "correction-asked": gettext_noop("Please correct something in your application"),
    "corrected": gettext_noop("The applicant has answered your request"),
    "withdrawn": gettext_noop("The applicant has withdrawn the application"),
    "refused": gettext_noop("Your application was refused: the reasons and your way forward"),
    "accepted": gettext_noop("Your application was accepted"),
    "letter": gettext_noop("A letter has arrived"),
    "letter-voided": gettext_noop("A letter has been voided"),
    "returned": gettext_noop("The original agency has returned the acceptance letter"),
    "clarification-asked": gettext_noop("The original agency asks for a clarification"),
    "clarified": gettext_noop("The new agency has answered your question"),
    "handed-over": gettext_noop("The original agency has sent the form and the money"),
    "arrived": gettext_noop("The money has arrived"),
    "arrival-corrected": gettext_noop("The new agency has corrected what it recorded of the money"),
    "surplus-returned": gettext_noop("The new agency has sent back money that was too much"),
    "disputed": gettext_noop("The new agency asks you to check form and money"),
    "dispute-answered": gettext_noop("The original agency has answered the difference"),
    "completed": gettext_noop("Your transfer is complete"),
    "clearing-asked": gettext_noop("Months were paid twice: please say where your money goes"),
    "clearing-asked-again": gettext_noop("We still need your answer on the months paid twice"),
    "clearing-answered": gettext_noop("The person has answered on the months paid twice"),
    "cleared": gettext_noop("The months paid twice are settled and your money is paid back"),
    "cleared-unpaid": gettext_noop("Your money of the months paid twice waits for a bank account"),
    "paid-back": gettext_noop("Your money of the months paid twice has been paid"),
    "payment-bounced": gettext_noop("Your bank has sent our payment back"),
    "held-act-failed": gettext_noop("A decision that waited could not be carried out"),
    "reminder": gettext_noop("A due day is near"),
    "late": gettext_noop("A term has been exceeded"),
    "escalated": gettext_noop("A late case was brought before you"),
    "rescheduled": gettext_noop("A due day has moved"),
}


def title(notice: Notice) -> str:
    """Return the headline."""
    return _(TITLES[notice.kind])


def body(notice: Notice) -> str:
    """Return the sentence beneath it."""
    case = _("Case %(number)s.") % {"number": notice.case.number}
    detail = DETAILS.get(notice.kind)
    if detail is None:
        return case
    return _("%(case)s %(detail)s") % {"case": case, "detail": detail(notice.data)}


def link(notice: Notice) -> str:
    """Return where the reader can go on."""
    name = "desk_case" if notice.to_agency_id else "case"
    return reverse(name, args=[notice.case.number])


def shown(notice: Notice) -> dict[str, object]:
    """Return a notice as a list of notices shows it."""
    return {
        "title": title(notice),
        "body": body(notice),
        "href": link(notice),
        "at": notice.at,
        "is_new": notice.read_at is None,
    }


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


def _near(data: dict) -> str:
    if not data["left"]:
        return _("Today, %(day)s, is the last day.") % {"day": _day(data["due_on"])}
    left = ngettext(
        "%(n)s working day is left, until %(day)s.",
        "%(n)s working days are left, until %(day)s.",
        data["left"],
    )
    return left % {"n": data["left"], "day": _day(data["due_on"])}


def _late(data: dict) -> str:
    return _("The term ended on %(day)s. The supervising agency has been told.") % {
        "day": _day(data["due_on"])
    }


def _letter(data: dict) -> str:
    kind = Letter.Kind(data["kind"]).label
    number = data.get("printed") or data["letter"]
    return _("%(kind)s, number %(number)s.") % {"kind": kind, "number": number}


def _voided(data: dict) -> str:
    kind = Letter.Kind(data["kind"]).label
    said = {"kind": kind, "number": data["letter"]}
    if data["reissued"]:
        return _("%(kind)s, number %(number)s, counts no longer. A corrected one follows.") % said
    return _(
        "%(kind)s, number %(number)s, counts no longer. The application is reviewed again."
    ) % (said)


def _moved(data: dict) -> str:
    days = {"old": _day(data["old"]), "new": _day(data["due_on"])}
    return _("It was %(old)s and is now %(new)s, because the holiday calendar changed.") % days


DETAILS: dict[str, Callable[[dict], str]] = {
    "reminder": _near,
    "late": _late,
    "escalated": _late,
    "letter": _letter,
    "letter-voided": _voided,
    "rescheduled": _moved,
}
