"""How long ago somebody proved that it is they who sit there."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this sign-in, or a password asked for since, is no older than the settings allow.

    The library asks whoever has just signed in for the password once more; one proof is enough.
    """
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    proofs = get_authentication_records(request, request.user)
    return any(proof.get("at", 0) >= oldest for proof in proofs)
