"""What people are told of money that is paid to them; a notice names no amount and no benefit."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.notices import said_day
from casework.rules.wishes import Topic
from kit.spelling import wording
from payouts.rules.reasons import why
from payouts.rules.returns import of_code

PAGE = "my_benefits"
TITLES = {
    "benefit-paid": gettext_noop("Money was paid to your account"),
    "benefit-returned": gettext_noop("Your bank has sent a payment back: please look"),
    "benefit-held": gettext_noop("A payment to you waits: please tell us an account"),
    "benefit-suspended": gettext_noop("What you are paid each month has been suspended"),
    "benefit-resumed": gettext_noop("What you are paid each month goes on"),
    "benefit-demanded": gettext_noop("You were paid too much: it has to come back"),
    "benefit-prove": gettext_noop("Please show that you may still be paid each month"),
    "benefit-unanswered": gettext_noop("A bank has not answered for payments of your agency"),
}


def _paid(data: dict) -> str:
    said = _("The bank booked it on %(day)s. The page “My benefits” says for what it is.")
    return said % {"day": said_day(data["booked_on"])}


def _returned(data: dict) -> str:
    code = of_code(data["code"])
    return _("%(why)s %(what)s") % {"why": wording(code.meaning), "what": wording(code.way)}


def _held(_data: dict) -> str:
    return _("Name an account in your own name. It is paid with the next run; nothing is lost.")


def _suspended(data: dict) -> str:
    said = _("From %(day)s on nothing is paid. The reason: %(why)s. The page says what to do.")
    return said % {"day": said_day(data["from"]), "why": wording(why(data["reason"]))}


def _resumed(data: dict) -> str:
    if data["pays_back"]:
        return _("The months in between are paid as well, with the next run.")
    return _("The months in between are not paid.")


def _demanded(data: dict) -> str:
    said = _(
        "Look until %(day)s how it shall come back: at once, month by month, or kept back from "
        "later payments. Nothing is kept back without your word, and you can object."
    )
    return said % {"day": said_day(data["due_on"])}


def _prove(data: dict) -> str:
    said = _("Do it until %(day)s: one tap on the page “My benefits”, or at any counter.")
    return said % {"day": said_day(data["until"])}


def _unanswered(data: dict) -> str:
    return _("Batch %(number)s: %(n)s payments.") % {"number": data["number"], "n": data["lines"]}


DETAILS: dict[str, Callable[[dict], str]] = {
    "benefit-paid": _paid,
    "benefit-returned": _returned,
    "benefit-held": _held,
    "benefit-suspended": _suspended,
    "benefit-resumed": _resumed,
    "benefit-demanded": _demanded,
    "benefit-prove": _prove,
    "benefit-unanswered": _unanswered,
}
TOPICS = {
    "benefit-paid": Topic.PROGRESS,
    "benefit-returned": Topic.NEEDED,
    "benefit-held": Topic.NEEDED,
    "benefit-suspended": Topic.DECISION,
    "benefit-resumed": Topic.DECISION,
    "benefit-demanded": Topic.DECISION,
    "benefit-prove": Topic.NEEDED,
    "benefit-unanswered": Topic.OFFICE,
}
PAGES = dict.fromkeys(TITLES, PAGE) | {"benefit-unanswered": "desk_payouts"}
