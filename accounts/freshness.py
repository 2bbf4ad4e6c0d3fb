"""How long ago somebody proved that it is they who sit there."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this sign-in, or a password asked for since, is no older than the settings allow.

    The library asks whoever has just signed in for the password once more; one proof is enough.
    """
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    proofs = get_authentication_records(request, request.user)
    return any(proof.get("at", 0) >= oldest for proof in proofs)


def freshly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for the password or a factor again where it is some time since the last; then go on."""
    asked = reauthentication_required(view, app="allauth.account")

    @wraps(view)
    def opened(request: HttpRequest, *given: Any, **rest: Any) -> HttpResponse:
        return (view if signed_in_lately(request) else asked)(request, *given, **rest)

    return opened
