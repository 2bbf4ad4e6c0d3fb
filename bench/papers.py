"""A page of ten megabytes: what it costs the web server, and how soon it is checked."""

import http.client
import io
import time
from datetime import timedelta

from django.utils import timezone
from knox.models import AuthToken
from PIL import Image

from accounts.models import User
from agencies.actors import actor_of
from applications.actions import drafting
from applications.models.paper_pages import PaperPage
from applications.registry import service_of
from applications.rules.papers import MOST_BYTES
from bench import load
from casework.actions.duties import do_what_is_due

SERVICE, SLOT = "particulars-key", "household-register-page"
ANSWERS = {"what": ["name"], "name": "王默", "claim": "recorded-wrongly"}
PAGES = 4
MOST_MB, MOST_SECONDS = 40, 3


def measure(user: User, port: int) -> None:
    """Send pages to a server of its own, and have each checked as a worker does."""
    now = timezone.now()
    user.real_person_at = now  # the service changes who somebody is, so it asks for a proof
    user.save(update_fields=["real_person_at"])
    who = actor_of(user)
    application = drafting.start(service_of(SERVICE), by=who, now=now)
    drafting.save(application, ANSWERS, by=who, now=now)
    path = f"/api/v1/cases/{application.case.number}/papers/{SLOT}/"
    token = AuthToken.objects.create(user)[1]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "image/jpeg"}
    with load.server(port) as process:
        _send(port, path, headers, _photograph(100_000))  # everything is loaded once
        before = _peaks(process.pid)
        took = [_until_checked(port, path, headers, number) for number in range(PAGES)]
        grew = max(after - then for after, then in zip(_peaks(process.pid), before, strict=True))
    print(f"\na page of {MOST_BYTES / 1e6:.1f} MB (asked for: {MOST_MB} MB, {MOST_SECONDS} s)")
    print(f"web: a process grew by {grew:.0f} MB at most")
    print(f"from the last byte to the end of its check: {max(took):.2f} s at most of {PAGES}")


def _until_checked(port: int, path: str, headers: dict[str, str], number: int) -> float:
    _send(port, path, headers, _photograph(MOST_BYTES - number))
    began = time.perf_counter()
    while PaperPage.objects.filter(state="waiting").exists():
        do_what_is_due(now=timezone.now() + timedelta(seconds=1))
    return time.perf_counter() - began


def _send(port: int, path: str, headers: dict[str, str], body: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 201:
        raise RuntimeError(f"a page answers {answer.status}: {said!r}")
    connection.close()


def _peaks(pid: int) -> list[float]:
    return [load.peak_memory_mb(each) for each in load.children(pid)]


def _photograph(size: int) -> bytes:
    """Return a picture of twelve megapixels, filled up to so many bytes after its end."""
    out = io.BytesIO()
    Image.effect_noise((4000, 3000), 20).convert("RGB").save(out, "JPEG", quality=40)
    found = out.getvalue()
    return found + bytes(max(0, size - len(found)))
