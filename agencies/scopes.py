"""What an agency's system may be let in for."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

READ, WRITE = "cases.read", "cases.write"
CARDS = "cards.check"
HOSPITALS = "care.hospitals"
RECORDS = "records.write"
ARRIVALS = "arrivals.write"
PAYMENTS = "payments.write"
SCOPES = {
    READ: "Read the cases of the agency.",
    WRITE: "Act in the cases of the agency; a second person still approves.",
    CARDS: "Check the codes of electronic cards; no case is read.",
    HOSPITALS: "Speak for the hospitals of the place: status, referrals, emergencies.",
    RECORDS: "Bring files of records in; a person of the agency still releases them.",
    ARRIVALS: "Send what has arrived each day, for the tax channel; it counts at once.",
    PAYMENTS: "Read and prepare payments to people; a person of the agency still releases them.",
}
LEAST = (READ,)
IN_WORDS = {
    READ: gettext_lazy("Read the cases of the agency"),
    WRITE: gettext_lazy("Act in the cases of the agency; a second person still approves"),
    CARDS: gettext_lazy("Check the codes of electronic cards"),
    HOSPITALS: gettext_lazy(
        "Speak for the hospitals of the place: who is registered, referrals, emergencies"
    ),
    RECORDS: gettext_lazy("Bring files of records in; a person of the agency still releases them"),
    ARRIVALS: gettext_lazy(
        "Send what has arrived each day, for the tax channel; it counts at once"
    ),
    PAYMENTS: gettext_lazy(
        "Read and prepare payments to people; a person of the agency still releases them"
    ),
}


def in_words(scopes: Iterable[str]) -> str:
    """Return what scopes let a system do, in the reader's language."""
    return " · ".join(str(IN_WORDS[each]) for each in SCOPES if each in scopes)
