"""The second factor of staff: it belongs to who acts, whichever way they came in.

GB/T 22239-2019, 8.1.4.1 d asks for two ways of knowing whoever works there.
"""

import time
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from knox.models import AuthToken

from accounts.freshness import signed_in_lately
from accounts.models import User


def set_up_at(user: User) -> datetime | None:
    """Return since when an account has the authenticator app that it uses now."""
    apps = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return apps.values_list("created_at", flat=True).first()


def is_proven(request: HttpRequest) -> bool:
    """Whether who is signed in may act as staff: the app they use now was asked at this sign-in.

    A program's token was judged when it was read (`stands_behind`).
    """
    if not settings.STAFF_NEED_SECOND_FACTOR or getattr(request, "auth", None):
        return True
    since = set_up_at(request.user)
    if since is None:
        return False
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return any(each["method"] == "mfa" and each["at"] >= since.timestamp() for each in records)


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
    """Whether a token was made by somebody with the app that its account uses now."""
    if not settings.STAFF_NEED_SECOND_FACTOR:
        return True
    since = set_up_at(token.user)
    return since is not None and token.created >= since
