"""Who is signed in: the session and the account of each request."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.sessions import fetched_along


class Backend(AuthenticationBackend):
    """Finds an account as the library does, and that of a request beside its session."""

    def get_user(self, user_id: object) -> User | None:
        """Return the account that is signed in, with its person, unless it is locked."""
        key, found = User._meta.pk.to_python(user_id), fetched_along.get()
        fetched_along.set(None)
        if found is None or found.pk != key:
            found = User.objects.signed_in(key)
        return found if found is not None and self.user_can_authenticate(found) else None
