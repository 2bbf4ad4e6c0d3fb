"""Whether the keys of this installation are those under which its data was stored.

A wrong key breaks nothing by itself: pages are drawn until the first one shows a person. So the
oldest and the newest person of the database are read once, and looked for once, before anybody is.
"""

import binascii

from cryptography.exceptions import InvalidTag

from accounts.models import Person, document_index
from kit import wall

UNREADABLE = "FIELD_KEYS is not the ring under which data was stored: people cannot be read."
NOT_FOUND = "BLIND_INDEX_KEY is not the key under which data was stored: people cannot be found."
_fits: list[bool] = []  # once they have fitted they fit for as long as this process lives


@wall.as_house("see whether the keys fit what is stored")
def misfit() -> str:
    """Return what is wrong with the keys, in a sentence, or nothing: two small queries, once."""
    if _fits:
        return ""
    try:
        found = [Person.objects.order_by(each).first() for each in ("pk", "-pk")]
        known = [each for each in found if each is not None]
        indexes = [(document_index(each.document), each.document_index) for each in known]
    except (InvalidTag, KeyError, ValueError, binascii.Error):
        return UNREADABLE
    if any(reckoned != stored for reckoned, stored in indexes):
        return NOT_FOUND
    if known:
        _fits.append(True)
    return ""


def forget() -> None:
    """Look anew the next time; for tests."""
    _fits.clear()
