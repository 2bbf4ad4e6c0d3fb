"""What each kind of notice says, in the reader's language; it names no person and no amount."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from agencies.models import Post, in_language
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
    "taken-over": gettext_noop("Another agency has taken a case over"),
    "reissued": gettext_noop("The acceptance letter was issued anew"),
    "sent-elsewhere": gettext_noop("The letter you were sent has gone to another agency"),
    "clarification-asked": gettext_noop("The original agency asks for a clarification"),
    "clarified": gettext_noop("The new agency has answered your question"),
    "handed-over": gettext_noop("The original agency has sent the form and the money"),
    "arrived": gettext_noop("The money has arrived"),
    "arrival-corrected": gettext_noop("The new agency has corrected what it recorded of the money"),
    "surplus-returned": gettext_noop("The new agency has sent back money that was too much"),
    "money-bounced": gettext_noop("The bank returned the money to the original agency"),
    "money-sent-anew": gettext_noop("The original agency has sent the money anew"),
    "disputed": gettext_noop("The new agency asks you to check form and money"),
    "dispute-answered": gettext_noop("The original agency has answered the difference"),
    "completed": gettext_noop("Your transfer is complete"),
    "death-reported": gettext_noop("A death was reported and has to be confirmed"),
    "death-confirmed": gettext_noop("The insured person has died: decide how the case goes on"),
    "death-taken-back": gettext_noop("The record of a death was wrong and is taken back"),
    "death-turned-down": gettext_noop("The report about a death does not count"),
    "goes-on-after-death": gettext_noop("The case is carried through after the death"),
    "ended-by-death": gettext_noop("The case has ended: the insured person has died"),
    "clearing-asked": gettext_noop("Months were paid twice: please say where your money goes"),
    "clearing-asked-again": gettext_noop("We still need your answer on the months paid twice"),
    "clearing-answered": gettext_noop("The person has answered on the months paid twice"),
    "cleared": gettext_noop("The months paid twice are settled and your money is paid back"),
    "cleared-unpaid": gettext_noop("Your money of the months paid twice waits for a bank account"),
    "paid-back": gettext_noop("Your money of the months paid twice has been paid"),
    "payment-bounced": gettext_noop("Your bank has sent our payment back"),
    "held-act-failed": gettext_noop("A decision that waited could not be carried out"),
    "prepared-act-overtaken": gettext_noop(
        "What was prepared for a second person fell away: the case has moved on"
    ),
    "account-proposed": gettext_noop("A new bank account has been proposed for your agency"),
    "account-approved": gettext_noop("A new bank account waits for your agency's supervisor"),
    "account-turned-down": gettext_noop("A proposed bank account was turned down"),
    "account-confirmed": gettext_noop("The bank account of your agency has changed"),
    "account-rejected": gettext_noop("Your agency has rejected a new bank account"),
    "post-given": gettext_noop("Somebody has a new post at your agency"),
    "post-ended": gettext_noop("A post at your agency has ended"),
    "staff-locked": gettext_noop("The account of one of your staff has been locked"),
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
    if notice.case is None:
        return DETAILS[notice.kind](notice.data)
    case = _("Case %(number)s.") % {"number": notice.case.number}
    detail = DETAILS.get(notice.kind)
    if detail is None:
        return case
    return _("%(case)s %(detail)s") % {"case": case, "detail": detail(notice.data)}


def link(notice: Notice) -> str:
    """Return where the reader can go on."""
    if notice.case is None:
        return reverse("desk_account" if notice.kind.startswith("account-") else "desk_notices")
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


def _reissued(data: dict) -> str:
    agency = {"agency": in_language(data["zh"], data["en"])}
    if data["is_elsewhere"]:
        return _("It goes to %(agency)s now, which holds your record or serves the place.") % agency
    return _("It goes to %(agency)s once more. You need not do anything.") % agency


def _sent_elsewhere(data: dict) -> str:
    return _("Letter %(letter)s counts no longer; your turn in this case has ended.") % data


def _taken_over(data: dict) -> str:
    names = {"old": in_language(*data["old"]), "new": in_language(*data["new"])}
    return _("%(old)s has become part of %(new)s, which goes on with it; no term changes.") % names


def _moved(data: dict) -> str:
    days = {"old": _day(data["old"]), "new": _day(data["due_on"])}
    return _("It was %(old)s and is now %(new)s, because the holiday calendar changed.") % days


def _account(data: dict) -> str:
    accounts = {"old": data["old"] or _("none"), "new": data["new"]}
    return _("Old account: %(old)s. New account: %(new)s.") % accounts


def _account_and_next(data: dict) -> str:
    nobody_yet = _("It is used for nothing until the supervisor of your agency has confirmed it.")
    return f"{_account(data)} {nobody_yet}"


def _post(data: dict) -> str:
    return f"{data['name']} · {Post.Role(data['role']).label}"


DETAILS: dict[str, Callable[[dict], str]] = {
    "reminder": _near,
    "late": _late,
    "escalated": _late,
    "letter": _letter,
    "letter-voided": _voided,
    "rescheduled": _moved,
    "reissued": _reissued,
    "taken-over": _taken_over,
    "sent-elsewhere": _sent_elsewhere,
    "account-proposed": _account_and_next,
    "account-approved": _account_and_next,
    "account-turned-down": _account,
    "account-confirmed": _account,
    "account-rejected": _account,
    "post-given": _post,
    "post-ended": _post,
    "staff-locked": _post,
}
