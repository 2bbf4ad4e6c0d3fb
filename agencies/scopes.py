"""What an agency's system may be let in for."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

READ, WRITE = "cases.read", "cases.write"
SCOPES = {
    READ: "Read the cases of the agency.",
    WRITE: "Act in the cases of the agency; a second person still approves.",
}
LEAST = (READ,)
IN_WORDS = {
    READ: gettext_lazy("Read the cases of the agency"),
    WRITE: gettext_lazy("Act in the cases of the agency; a second person still approves"),
}


def in_words(scopes: Iterable[str]) -> str:
    """Return what scopes let a system do, in the reader's language."""
    return " · ".join(str(IN_WORDS[each]) for each in SCOPES if each in scopes)
