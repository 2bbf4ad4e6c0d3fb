"""What sides of a shared account, and heirs of one, are told; a notice names no person."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.wishes import Topic

TITLES = {
    "sharing-offered": gettext_noop("A relative wants to let you pay from their medical account"),
    "sharing-agreed": gettext_noop("Your relative has agreed to share your medical account"),
    "sharing-ended": gettext_noop("The sharing of a medical account has ended"),
    "heir-asked": gettext_noop("You were named as an heir of an account: please answer"),
}


def _offered(_data: dict) -> str:
    return _(
        "Sign in and agree within 30 days under “My accounts”, “Sharing a medical account”; or do "
        "nothing."
    )


def _agreed(_data: dict) -> str:
    return _("They may pay from it from now on, within the limits that you have set.")


def _ended(_data: dict) -> str:
    return _("Nothing can be paid from it any more. What was spent stays to be read.")


def _heir(_data: dict) -> str:
    return _("Look under “Inheritance” at the shares, and say whether you agree.")


DETAILS: dict[str, Callable[[dict], str]] = {
    "sharing-offered": _offered,
    "sharing-agreed": _agreed,
    "sharing-ended": _ended,
    "heir-asked": _heir,
}
TOPICS = {
    "sharing-offered": Topic.NEEDED,
    "sharing-agreed": Topic.PROGRESS,
    "sharing-ended": Topic.DECISION,
    "heir-asked": Topic.NEEDED,
}
PAGES = {"heir-asked": "my_inheritances"}
