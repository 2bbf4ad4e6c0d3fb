"""Text messages: to a gateway in production, to a folder in the demonstration."""

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from uuid import uuid4

from django.conf import settings

from kit import gateways
from kit.gateways import Known, Refused, Uncertain

SECONDS = 5
NEVER = {400, 404, 410, 422}  # what a gateway answers to a number that is none
outbox: list[tuple[str, str]] = []  # what the `memory` channel was given; for tests


def send(phone: str, text: str, *, key: str = "") -> None:
    """Send one text message; `key` is its own id, by which the gateway drops a repetition.

    Raises `Refused` where it will never be taken, `Uncertain` where it may have been, and any other
    `OSError` where it was not.
    """
    CHANNELS[settings.SMS_CHANNEL](phone, text, key)


def asked(key: str) -> Known | None:
    """Return what the gateway knows of a message, or nothing where there is no way to ask."""
    return ASKED[settings.SMS_CHANNEL](key)


def _keep(phone: str, text: str, key: str) -> None:
    outbox.append((phone, text))


def _file(key: str) -> Path:
    return Path(settings.SMS_FOLDER) / f"{key or uuid4().hex}.txt"


def _write(phone: str, text: str, key: str) -> None:
    """Write it whole or not at all."""
    file = _file(key)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(f".{uuid4().hex}.part")
    part.write_text(f"{phone}\n{text}\n", encoding="utf-8")
    part.replace(file)


def _post(phone: str, text: str, key: str) -> None:
    told = {"to": phone, "text": text, "key": key}
    try:
        gateways.ask(settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN, told, seconds=SECONDS)
    except HTTPError as error:
        error.close()
        if error.code in NEVER:
            raise Refused(f"answered {error.code}") from None
        raise OSError(f"answered {error.code}") from None
    except (gateways.NotOnTheList, URLError):  # no connection: it has heard nothing
        raise
    except (OSError, http.client.HTTPException) as error:
        raise Uncertain(type(error).__name__) from error


def _ask(key: str) -> Known | None:
    address, token = settings.SMS_STATUS_URL, settings.SMS_GATEWAY_TOKEN
    try:
        return gateways.ask_about(address, token, key, seconds=SECONDS)
    except HTTPError as error:
        error.close()
        raise OSError(f"answered {error.code}") from None
    except http.client.HTTPException as error:
        raise OSError(type(error).__name__) from error


CHANNELS: dict[str, Callable[[str, str, str], None]] = {
    "memory": _keep,
    "folder": _write,
    "gateway": _post,
}
ASKED: dict[str, Callable[[str], Known | None]] = {
    "memory": lambda _key: None,
    "folder": lambda key: Known.CARRIED if _file(key).exists() else Known.NOTHING,
    "gateway": _ask,
}
