"""Ending every way into an account: whoever came in by one of them has to come in anew."""

from datetime import datetime
from typing import Any

from allauth.idp.oidc.models import Token
from django.utils.crypto import constant_time_compare
from knox.models import get_token_model

from accounts.models import SignIn, User
from kit import clock


def end_ways_in(user: User) -> None:
    """End the sign-ins of an account and all tokens made for it; none of them ever revives.

    Called where what the account may do changes, where it is locked, and where its password does.
    """
    SignIn.objects.filter(user=user).delete()
    get_token_model().objects.filter(user=user).delete()
    Token.objects.filter(user=user).delete()


def end_sign_in(user: User, mark: str) -> bool:
    """End one sign-in of an account by its mark; say whether there was one. It is dead at once."""
    for sign_in in SignIn.objects.filter(user=user):
        if constant_time_compare(sign_in.mark, mark):
            return bool(SignIn.objects.filter(pk=sign_in.pk).delete()[0])
    return False


def forget_over(*, now: datetime) -> None:
    """Delete sign-ins and tokens that have run out: they open nothing, and say who came when.

    How long they count is said by libraries, which know nothing of the demonstration's clock.
    """
    now = clock.outside(now)
    SignIn.objects.filter(expire_date__lte=now).delete()
    get_token_model().objects.filter(expiry__lte=now).delete()
    Token.objects.filter(expires_at__lte=now).delete()


class WaysInEndWithThePassword:
    """Sees every new password that is saved, on whichever page or by whichever command.

    Django tells its validators alone. The session that changed it goes on under a new name.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Find nothing wrong with it."""

    def get_help_text(self) -> str:
        """Ask nothing of it."""
        return ""

    def password_changed(self, password: str, user: User) -> None:
        """End what the one before has opened: somebody else may have known it."""
        end_ways_in(user)
