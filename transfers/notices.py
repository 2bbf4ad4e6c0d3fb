"""What the notices of a transfer say; they name no person and no amount."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agencies.models import in_language
from casework.rules.wishes import Topic

TITLES = {
    "submitted": gettext_noop("Your application has been received"),
    "to-review": gettext_noop("A new application is waiting for review"),
    "correction-asked": gettext_noop("Please correct something in your application"),
    "corrected": gettext_noop("The applicant has answered your request"),
    "arrears-chosen": gettext_noop("The applicant has chosen anew about the months still owed"),
    "withdrawn": gettext_noop("The applicant has withdrawn the application"),
    "refused": gettext_noop("Your application was refused: the reasons and your way forward"),
    "accepted": gettext_noop("Your application was accepted"),
    "returned": gettext_noop("The original agency has returned the acceptance letter"),
    "reissued": gettext_noop("The acceptance letter was issued anew"),
    "sent-elsewhere": gettext_noop("The letter you were sent has gone to another agency"),
    "clarification-asked": gettext_noop("The original agency asks for a clarification"),
    "clarified": gettext_noop("The new agency has answered your question"),
    "handed-over": gettext_noop("The original agency has sent the form and the money"),
    "record-put-right": gettext_noop("Your record was put right before it moves: please look"),
    "arrived": gettext_noop("The money has arrived"),
    "arrival-corrected": gettext_noop("The new agency has corrected what it recorded of the money"),
    "surplus-returned": gettext_noop("The new agency has sent back money that was too much"),
    "money-bounced": gettext_noop("The bank returned the money to the original agency"),
    "money-to-send-anew": gettext_noop("The bank returned your money: send it anew"),
    "money-bounced-person": gettext_noop("The bank returned the money on its way"),
    "money-sent-anew": gettext_noop("The original agency has sent the money anew"),
    "difference-found": gettext_noop("The new agency asks you to check form and money"),
    "difference-answered": gettext_noop("The original agency has answered the difference"),
    "correction-moves": gettext_noop("What was missing moves now: you need not apply"),
    "surplus-by-correction": gettext_noop("Money of a transfer was too much: send it back"),
    "completed": gettext_noop("Your transfer is complete"),
    "clearing-asked": gettext_noop("Months were paid twice: please say where your money goes"),
    "clearing-asked-again": gettext_noop("We still need your answer on the months paid twice"),
    "clearing-answered": gettext_noop("The person has answered on the months paid twice"),
    "cleared": gettext_noop("The months paid twice are settled and your money is paid back"),
    "cleared-unpaid": gettext_noop("Your money of the months paid twice waits for a bank account"),
    "paid-back": gettext_noop("Your money of the months paid twice has been paid"),
    "payment-prepared": gettext_noop("A payment to the person waits for a second person"),
    "payment-bounced": gettext_noop("Your bank has sent our payment back"),
    "money-part-back": gettext_noop("Missing money has come back to the original agency"),
    "difference-left": gettext_noop(
        "What was sent and what arrived differ: find out why, the case is over"
    ),
    "surplus-left": gettext_noop("More money lies with a case than its form states: send it back"),
    "payment-left": gettext_noop("Money of a person waits to be paid"),
}


def _reissued(data: dict) -> str:
    agency = {"agency": in_language(data["zh"], data["en"])}
    if data["is_elsewhere"]:
        return _("It goes to %(agency)s now, which holds your record or serves the place.") % agency
    return _("It goes to %(agency)s once more. You need not do anything.") % agency


def _sent_elsewhere(data: dict) -> str:
    return _("Letter %(letter)s counts no longer; your turn in this case has ended.") % data


def _bounced_for_person(_data: dict) -> str:
    return _("The original agency has to send it anew. Nothing is lost; you need not do anything.")


def _record_put_right(_data: dict) -> str:
    return _(
        "What stood there stays visible, with the case. If you think that the change is wrong, "
        "object to your record."
    )


DETAILS: dict[str, Callable[[dict], str]] = {
    "record-put-right": _record_put_right,
    "money-bounced-person": _bounced_for_person,
    "reissued": _reissued,
    "sent-elsewhere": _sent_elsewhere,
}
TO_AGENCIES = (
    "to-review",
    "corrected",
    "arrears-chosen",
    "withdrawn",
    "returned",
    "sent-elsewhere",
    "clarification-asked",
    "clarified",
    "arrival-corrected",
    "surplus-returned",
    "money-bounced",
    "money-to-send-anew",
    "money-sent-anew",
    "difference-found",
    "difference-answered",
    "surplus-by-correction",
    "clearing-answered",
    "payment-prepared",
    "money-part-back",
    "difference-left",
    "surplus-left",
    "payment-left",
)
NEEDED = (
    "correction-asked",
    "clearing-asked",
    "clearing-asked-again",
    "cleared-unpaid",
    "payment-bounced",
)
PROGRESS = (
    "submitted",
    "reissued",
    "handed-over",
    "arrived",
    "money-bounced-person",
    "paid-back",
)
DECISIONS = (
    "refused",
    "accepted",
    "completed",
    "cleared",
    "correction-moves",
    "record-put-right",
)
TOPICS = {
    **dict.fromkeys(TO_AGENCIES, Topic.OFFICE),
    **dict.fromkeys(NEEDED, Topic.NEEDED),
    **dict.fromkeys(PROGRESS, Topic.PROGRESS),
    **dict.fromkeys(DECISIONS, Topic.DECISION),
}
