"""Asking a gateway outside: by POST, with its token, and never further than to its own address."""

import json
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


class NotOnTheList(OSError):
    """Something was to be sent where no setting says that it may go."""


class _Stays(urllib.request.HTTPRedirectHandler):
    """Takes a redirect for an error: what is sent is for the gateway of the settings alone."""

    def redirect_request(self, *_args: Any) -> None:
        """Go nowhere else."""


_opener = urllib.request.build_opener(_Stays)


def ask(address: str, token: str, told: Any, *, seconds: int) -> bytes:
    """Send something as JSON and return what is answered. Raises `OSError`.

    It goes to a host of the settings (`OUTGOING`), by its scheme and port, or nowhere.
    """
    check_listed(address)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    body = json.dumps(told).encode()
    request = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310 -- a setting
    with _opener.open(request, timeout=seconds) as answer:
        return bytes(answer.read())


def check_listed(address: str) -> None:
    """Raise `NotOnTheList` where no setting says that something may be sent to this address."""
    if _origin(address) not in map(_origin, settings.OUTGOING):
        raise NotOnTheList("nothing may be sent there")


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
