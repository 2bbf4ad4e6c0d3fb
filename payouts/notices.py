"""What people are told of money that is paid to them; a notice names no amount and no benefit."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from casework.notice_details import said_day
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
    "benefit-set-off": gettext_noop("It was decided to keep money back of what you are paid"),
    "benefit-visit-asked": gettext_noop("Somebody who cannot come asks to be visited at home"),
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
        "later payments. Until then nothing is kept back without your word, and you can object."
    )
    return said % {"day": said_day(data["due_on"])}


def _set_off(data: dict) -> str:
    said = _(
        "From the next payment on a part is kept back until the debt is paid. The page says how "
        "much. If you think that this is wrong, object: then it rests until that is decided."
    )
    least = _("The minimum living allowance of your place is always left to you.")
    return f"{said} {least}" if data.get("untouched") else said


def _visit_asked(_data: dict) -> str:
    return _("Payments to them are not suspended before somebody was there. See the board.")


def _prove(data: dict) -> str:
    if data.get("abroad"):
        said = _(
            "Do it until %(day)s: by signing in on the page “My benefits”, or let an embassy or "
            "consulate confirm it and send the paper to your agency."
        )
        return said % {"day": said_day(data["until"])}
    said = _("Do it until %(day)s: one tap on the page “My benefits”, or at any counter.")
    return said % {"day": said_day(data["until"])}


def _unanswered(data: dict) -> str:
    said = ngettext(
        "Batch %(number)s: %(n)s payment.", "Batch %(number)s: %(n)s payments.", data["lines"]
    )
    return said % {"number": data["number"], "n": data["lines"]}


DETAILS: dict[str, Callable[[dict], str]] = {
    "benefit-paid": _paid,
    "benefit-returned": _returned,
    "benefit-held": _held,
    "benefit-suspended": _suspended,
    "benefit-resumed": _resumed,
    "benefit-demanded": _demanded,
    "benefit-prove": _prove,
    "benefit-set-off": _set_off,
    "benefit-visit-asked": _visit_asked,
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
    "benefit-set-off": Topic.DECISION,
    "benefit-visit-asked": Topic.OFFICE,
    "benefit-unanswered": Topic.OFFICE,
}
PAGES = dict.fromkeys(TITLES, PAGE) | dict.fromkeys(
    ("benefit-unanswered", "benefit-visit-asked"), "desk_payouts"
)
