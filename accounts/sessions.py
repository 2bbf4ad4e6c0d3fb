"""Sessions in the database: what lies in them is encrypted, whose they are is not."""

from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.dateparse import parse_datetime

from accounts.models import SignIn
from kit import crypto

CONTEXT = "session"  # what the ciphertext is bound to
DEVICE = "device"
STARTED_AT = "signed_in_at"


class SessionStore(DatabaseStore):
    """A session can hold a phone number or a code for some minutes: nobody reads it in a dump."""

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

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        """Note whose session it is."""
        sign_in = super().create_model_instance(data)
        sign_in.user_id = data.get("_auth_user_id")
        sign_in.device = data.get(DEVICE, "")
        sign_in.started_at = parse_datetime(data.get(STARTED_AT, ""))
        return sign_in
