"""Keep what somebody types until it is sent: across a lost sign-in, a crash, a closed window.

A form carries a signed mark that says whose it is, where it is sent and which of its fields may be
kept. So the words of a page find their writer even after the sign-in has ended, and reach nobody
else, whoever signs in at that browser next.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from accounts.models import KeptWords, User

MARK = "words_of"  # the name under which a form carries its mark
SALT = "accounts.kept-words"
LIFETIME = timedelta(days=7)
MOST_FORMS = 50  # of one user; the oldest give way
MOST_WORDS, LONGEST_WORD = 80, 1000
# Numbers of people, cards and accounts have fifteen digits and more, however they are grouped.
LONG_NUMBER = re.compile(r"[0-9](?:[ .\-]?[0-9]){14}")


@dataclass(frozen=True)
class Place:
    """A form of somebody's: where it is sent, and which of its fields may be kept.

    `written` are those among them that are answered in words of one's own.
    """

    user_id: int
    address: str
    names: tuple[str, ...]
    written: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What the form carries; nobody can make one up."""
        return signing.dumps([self.user_id, self.address, self.names, *self.written], salt=SALT)


def place_of(mark: str) -> Place | None:
    """Return the form a mark was made for; nothing for what we have not signed of late."""
    try:
        user_id, address, names, *written = signing.loads(mark, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    return Place(user_id, address, tuple(names), tuple(written))


def fitting(place: Place, typed: Callable[[str], Sequence[str]]) -> dict[str, list[str]]:
    """Return what may be kept of a form, by field; nothing of one that is far too large."""
    words = {name: _fit(typed(name)) for name in place.names}
    words = {name: given for name, given in words.items() if any(given)}
    return words if sum(map(len, words.values())) <= MOST_WORDS else {}


@transaction.atomic
def keep(place: Place, typed: Callable[[str], Sequence[str]], *, now: datetime) -> bool:
    """Keep the words of a form in place of those kept before; say whether there were any."""
    words = fitting(place, typed)
    if not words:
        forget(place)
        return False
    if not User.objects.filter(pk=place.user_id, is_active=True).exists():
        return False
    KeptWords.objects.update_or_create(
        user_id=place.user_id,
        address=place.address,
        defaults={"words": json.dumps(words, ensure_ascii=False), "kept_at": now},
    )
    _make_room(place.user_id)
    return True


def _fit(given: Sequence[str]) -> list[str]:
    """Leave out what is too long, and whatever may be the number of a person or an account."""
    return [
        word
        for word in given
        if len(word) <= LONGEST_WORD and not LONG_NUMBER.search(unicodedata.normalize("NFKC", word))
    ]


def _make_room(user_id: int) -> None:
    own = KeptWords.objects.filter(user_id=user_id).order_by("-kept_at", "-pk")
    too_many = list(own.values_list("pk", flat=True)[MOST_FORMS:])
    if too_many:
        KeptWords.objects.filter(pk__in=too_many).delete()


def kept_by(user: User, *, now: datetime) -> dict[str, KeptWords]:
    """Return what waits for this user, by the address of its form."""
    found = KeptWords.objects.filter(user=user, kept_at__gte=now - LIFETIME)
    return {each.address: each for each in found}


def forget(place: Place) -> None:
    """Forget the words of a form: they were sent, or nobody wants them."""
    KeptWords.objects.filter(user_id=place.user_id, address=place.address).delete()


def forget_old(*, now: datetime) -> None:
    """Forget what nobody has come back for."""
    KeptWords.objects.older_than(now - LIFETIME).delete()
