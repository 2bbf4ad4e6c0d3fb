"""Asking a gateway outside: by POST, with its token, and never further than to its own address."""

import json
import urllib.request
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


class NotOnTheList(OSError):
    """Something was to be sent where no setting says that it may go."""


class Refused(OSError):
    """The gateway will never take this message: the address or number is wrong."""


class Later(OSError):
    """The gateway works, and takes this one message later."""


class Uncertain(OSError):
    """The gateway may have taken it: the connection ended before it answered."""


class Known(StrEnum):
    """What a gateway knows of a message, by the message's own id."""

    NOTHING = "unknown"
    ACCEPTED = "accepted"
    CARRIED = "delivered"  # the carrier, or the other mail server, has it
    FAILED = "failed"


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


def ask_about(address: str, token: str, key: str, *, seconds: int) -> Known | None:
    """Return what a gateway knows of the message with this id; nothing where it is not asked.

    It is told `{"key": …}` and answers `{"state": …}`, one of `Known`. Raises `OSError`.
    """
    if not address:
        return None
    answer = ask(address, token, {"key": key}, seconds=seconds)
    try:
        return Known(json.loads(answer)["state"])
    except (ValueError, TypeError, KeyError) as error:
        raise OSError("the gateway's answer cannot be read") from error


def check_listed(address: str) -> None:
    """Raise `NotOnTheList` where no setting says that something may be sent to this address."""
    if _origin(address) not in map(_origin, settings.OUTGOING):
        raise NotOnTheList("nothing may be sent there")


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
