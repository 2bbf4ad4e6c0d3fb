"""The second factor of staff: it belongs to who acts, whichever way they came in.

GB/T 22239-2019, 8.1.4.1 d asks for two ways of knowing whoever works there.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from knox.models import AuthToken

from accounts.freshness import signed_in_lately
from accounts.models import User

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def held_by(user: User) -> QuerySet[Authenticator]:
    """Return the factors that an account uses now: the app, passkeys."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).order_by("created_at", "pk")


def is_proven(request: HttpRequest) -> bool:
    """Whether who is signed in may act as staff: a factor of theirs was asked at this sign-in.

    One that has been removed since proves nothing. Recovery codes count while there is a factor. A
    program's token was judged when it was read (`stands_behind`).
    """
    if not settings.STAFF_NEED_SECOND_FACTOR or getattr(request, "auth", None):
        return True
    if not held_by(request.user).exists():
        return False
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    shown = {each.get("id") for each in records if each["method"] == "mfa"}
    return Authenticator.objects.filter(user=request.user, pk__in=shown - {None}).exists()


def is_proven_lately(request: HttpRequest) -> bool:
    """Whether who sits there has just shown the app; the password, where no app is asked for."""
    if not settings.STAFF_NEED_SECOND_FACTOR:
        return signed_in_lately(request)
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return is_proven(request) and any(
        each["method"] == "mfa" and each["at"] >= oldest for each in records
    )


def stands_behind(token: AuthToken) -> bool:
    """Whether a token was made by somebody with a factor that its account uses now."""
    if not settings.STAFF_NEED_SECOND_FACTOR:
        return True
    first = held_by(token.user).first()
    return first is not None and token.created >= first.created_at
