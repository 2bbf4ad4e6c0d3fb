"""How a session finds its user."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Signs in as the library does, and fetches the person along with whoever is signed in."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user of a session while they may use it."""
        user = User.objects.signed_in(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
