"""Text messages: to a gateway in production, to a folder in the demonstration."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings

from kit import gateways

outbox: list[tuple[str, str]] = []  # what the `memory` channel was given; for tests


def send(phone: str, text: str, *, key: str = "") -> None:
    """Send one text message; `key` lets the gateway drop a repetition. Raises `OSError`."""
    CHANNELS[settings.SMS_CHANNEL](phone, text, key)


def _keep(phone: str, text: str, key: str) -> None:
    outbox.append((phone, text))


def _write(phone: str, text: str, key: str) -> None:
    folder = Path(settings.SMS_FOLDER)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / f"{uuid4().hex}.txt").write_text(f"{phone}\n{text}\n", encoding="utf-8")


def _post(phone: str, text: str, key: str) -> None:
    told = {"to": phone, "text": text, "key": key}
    gateways.ask(settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN, told, seconds=5)


CHANNELS = {"memory": _keep, "folder": _write, "gateway": _post}
