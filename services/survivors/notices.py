"""What a family is told of its parts; a notice names nobody and no amount."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.rules.wishes import Topic

TITLES = {
    "benefit-share-named": gettext_noop("Your family has named you: please agree to your part"),
    "benefit-share-difference": gettext_noop("The rest of a grant to your family is paid"),
}


def _named(_data: dict) -> str:
    return _("Sign in and look at “Grants after a death”. It is paid once all have agreed.")


def _difference(_data: dict) -> str:
    return _("The income that counts is known now. You need not do anything.")


DETAILS: dict[str, Callable[[dict], str]] = {
    "benefit-share-named": _named,
    "benefit-share-difference": _difference,
}
TOPICS = {
    "benefit-share-named": Topic.NEEDED,
    "benefit-share-difference": Topic.DECISION,
}
PAGES = dict.fromkeys(TITLES, "my_shares")
