"""The token endpoint of agencies' systems: from where one may ask, and when one last did."""

import logging
from datetime import datetime
from http import HTTPStatus

from allauth.core.internal.httpkit import extract_basic_auth
from allauth.idp.oidc.views import token
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from oauthlib.oauth2 import InvalidClientError

from agencies.actions import overlap
from agencies.models import ApiClient
from agencies.two_secrets import hashes_of
from kit import clock
from kit.api.limits import limited_token
from kit.callers import address_of, leading

log = logging.getLogger(__name__)

# What the library says of a wrong secret.
NOT_KNOWN = InvalidClientError()
UNCACHED = {"Content-Type": "application/json", "Cache-Control": "no-store", "Pragma": "no-cache"}
# As much of an address as says which line it is, and not which machine.
LINE_BITS = {4: 24, 6: 48}


@csrf_exempt
def token_of_system(request: HttpRequest) -> HttpResponse:
    """Give a token to an agency's system that shows its secret."""
    return limited_token(request, _given)


def _given(request: HttpRequest) -> HttpResponse:
    name, secret = _shown(request)
    system = _system(name)
    if system is None:
        return token(request)
    if not system.may_call_from(address_of(request)):
        return _refused(request)
    overlap.end_if_over(system, now=clock.now())
    response = token(request)
    if response.status_code == 200:
        _note_use(system, secret, leading(address_of(request), LINE_BITS), now=clock.now())
    return response


def _refused(request: HttpRequest) -> HttpResponse:
    """Answer from a foreign address as to a wrong secret, and take as long: it says nothing new.

    Whoever guesses learns neither that the system exists nor that the secret was right.
    """
    with transaction.atomic():
        response = token(request)
        if response.status_code != HTTPStatus.OK:
            return response
        transaction.set_rollback(True)
    log.warning("a system showed its secret from an address that its agency does not name")
    told = UNCACHED | NOT_KNOWN.headers
    return HttpResponse(NOT_KNOWN.json, status=NOT_KNOWN.status_code, headers=told)


def _shown(request: HttpRequest) -> tuple[str, str]:
    """Return by which name and secret somebody asks, in the header or in the form."""
    name, secret = extract_basic_auth(request.headers)
    if name is None or secret is None:
        name, secret = request.POST.get("client_id"), request.POST.get("client_secret")
    return name or "", secret or ""


def _system(name: str) -> ApiClient | None:
    if not name or "\0" in name:
        return None
    return ApiClient.objects.select_related("client").filter(client_id=name).first()


def _note_use(system: ApiClient, secret: str, line: str, *, now: datetime) -> None:
    """Write down that it was used: the day and the line, once for each; nothing of anybody."""
    today, mine = clock.day_of(now), ApiClient.objects.filter(pk=system.pk)
    if (system.last_used_on, system.last_used_from) != (today, line):
        mine.update(last_used_on=today, last_used_from=line)
    if system.old_until is None or system.old_used_on == today:
        return
    if check_password(secret, hashes_of(system.client.secret)[1]):
        mine.update(old_used_on=today)
