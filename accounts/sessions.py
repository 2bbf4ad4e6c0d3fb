"""Sessions in the database: what lies in them is encrypted, whose they are is not."""

from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import SignIn, User
from kit import crypto, wall
from kit.held import AllMarks, remember_marks
from kit.questions import question

CONTEXT = "session"  # what the ciphertext is bound to
DEVICE = "device"
STARTED_AT = "signed_in_at"
ADDRESS = "address_index"
A_MINUTE = timedelta(minutes=1)


# The account of the session that was read last, for whoever asks who is signed in, once.
fetched_along: ContextVar[User | None] = ContextVar("account of the session", default=None)


class SessionStore(DatabaseStore):
    """A session can hold a phone number or a code for some minutes: nobody reads it in a dump.

    It ends when nobody has used it for a while, and at the end of a working day whoever uses it.
    """

    saved_until: datetime | None = None  # when it ends, as the database knows it

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        """Keep sessions as sign-ins."""
        return SignIn

    def _validate_session_key(self, key: Any) -> bool:
        """Look for no key that PostgreSQL would refuse to look for: a cookie can hold anything."""
        return super()._validate_session_key(key) and "\0" not in key

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Sign and encrypt."""
        return crypto.encrypt(super().encode(session_dict), context=CONTEXT)

    def decode(self, session_data: str) -> dict[str, Any]:
        """Return what was stored; nothing when it was written with a key that is gone."""
        try:
            return super().decode(crypto.decrypt(session_data, context=CONTEXT))
        except (InvalidTag, KeyError, ValueError):
            return {}

    def load(self) -> dict[str, Any]:
        """Note until when it lasts."""
        with wall.as_house("know who is signed in"):
            kept = next(iter(_kept(key=self.session_key or "", now=timezone.now())), None)
        if kept is None:
            self._session_key = None
        else:
            remember_marks(kept.marks)
            fetched_along.set(kept.user)
        self.saved_until = kept.expire_date if kept else None
        return self.decode(kept.session_data) if kept else {}

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Return in how many seconds it ends: not later than the day it began for."""
        age, left = super().get_expiry_age(**kwargs), self._left_of_the_day()
        return age if left is None else max(0, min(age, left))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Return when it ends."""
        return timezone.now() + timedelta(seconds=self.get_expiry_age())

    def is_worth_renewing(self, now: datetime) -> bool:
        """Whether somebody is signed in and the time without use was last set a minute ago."""
        if SESSION_KEY not in self or self.saved_until is None:
            return False
        return self.saved_until - now < timedelta(seconds=self.get_expiry_age()) - A_MINUTE

    def _left_of_the_day(self) -> int | None:
        started_at = parse_datetime(self.get(STARTED_AT, ""))
        if started_at is None:
            return None
        passed = (timezone.now() - started_at).total_seconds()
        return settings.SESSION_LONGEST - int(passed)

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        """Note whose session it is."""
        sign_in = super().create_model_instance(data)
        sign_in.user_id = data.get("_auth_user_id")
        sign_in.device = data.get(DEVICE, "")
        sign_in.address_index = data.get(ADDRESS, "")
        sign_in.started_at = parse_datetime(data.get(STARTED_AT, ""))
        sign_in.seen_at = timezone.now()
        return sign_in


@question
def _kept(*, key: str, now: datetime) -> QuerySet[SignIn]:
    kept = SignIn.objects.filter(session_key=key, expire_date__gt=now)
    return kept.select_related("user__person").annotate(marks=AllMarks())


def address_index(address: str) -> str:
    """Return the mark of a connection, by which it is known again and not read."""
    return crypto.blind_index(address, context="sign-in.address")
