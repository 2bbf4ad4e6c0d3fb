"""What the notices of an application say; they name no person and no amount."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.procedures import procedure_of
from casework.rules.wishes import Topic
from kit.spelling import wording

TITLES = {
    "application-done": gettext_noop("What you asked for is done"),
    "application-granted": gettext_noop("Your application was granted; it is being made"),
    "offer-changed": gettext_noop("What your agency offers has changed"),
    "application-refused": gettext_noop(
        "Your application was not granted: the reasons and your way forward"
    ),
    "objection-upheld": gettext_noop("You were right in your objection: it is put right"),
    "objection-confirmed": gettext_noop("Your objection was decided: nothing changes"),
    "correction-opened": gettext_noop("An objection was upheld: it is being put right"),
    "correction-done": gettext_noop("What was wrong has been put right"),
    "correction-not-needed": gettext_noop("What was wrong had been put right already"),
    "signed-form-unusable": gettext_noop("The scan of a signed form has to be made again"),
    "reopened": gettext_noop("A case is open again after an objection"),
    "undone": gettext_noop("What was changed online has been undone from the old contact"),
}


def _undone(data: dict) -> str:
    done = _("The old phone or e-mail undid it, and every sign-in of the account was ended.")
    if data.get("to_agency"):
        return f"{done} " + _("Find out with the person whether somebody else had entered.")
    return f"{done} " + _("Choose a new password: somebody may know the old one.")


def _offer(data: dict) -> str:
    return wording(procedure_of(data["service"]).title)


DETAILS: dict[str, Callable[[dict], str]] = {"undone": _undone, "offer-changed": _offer}
TO_AGENCIES = ("offer-changed", "signed-form-unusable", "reopened")
DECISIONS = (
    "application-done",
    "application-granted",
    "application-refused",
    "objection-upheld",
    "objection-confirmed",
    "correction-opened",
    "correction-done",
    "correction-not-needed",
)
TOPICS = {
    **dict.fromkeys(TO_AGENCIES, Topic.OFFICE),
    **dict.fromkeys(DECISIONS, Topic.DECISION),
    "undone": Topic.SECURITY,
}
