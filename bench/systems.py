"""What agencies' systems ask for all day: pages of the feed, and being told by webhook."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from knox.models import AuthToken

from agencies.actors import actor_of
from agencies.models import Agency, Post
from bench import goals, pages, world
from casework.actions.duties import do_what_is_due
from casework.actions.owing import owe
from casework.models import Event
from feeds.actions import managing, placing
from feeds.models import Call, Entry, Unplaced
from kit import clock

LISTENING = Path(__file__).with_name("listening.py")
CLIENTS = LISTENING.parent.parent / "clients" / "python"
OF_A_FEED, TOLD_A_SECOND = 20, 200  # times the bare answer; webhooks
PATIENCE = 300


def measure(cases: int, original: Agency, new: Agency, say: Callable[[str], None]) -> None:
    """Measure the feed of an agency with so many cases, and how many webhooks leave in a second."""
    clerk = world.clerk(new)
    world.fill(cases, original, new)
    say(f"\nThe feed of an agency with {cases:,} cases, and its webhooks")
    _place(say)
    world.analyze()
    program = {"authorization": f"Bearer {AuthToken.objects.create(clerk)[1]}"}
    address = f"{pages.API}events/?page_size=100"
    feed = pages.Page("feed of 100 events", address, clerk, OF_A_FEED, 12, headers=program)
    late = f"{address}&after={Entry.objects.order_by('-place')[200].written}"
    asked = [feed, pages.Page("its last 100", late, clerk, OF_A_FEED, 12, headers=program)]
    asked.insert(0, pages.Page(pages.BARE_ANSWER, pages.BARE))
    pages.show(asked, pages.costs(asked), "Systems: the feed")
    _tell(new, say)


def _place(say: Callable[[str], None]) -> None:
    """Give every event its places, as if all of them had just happened."""
    placed = set(Unplaced.objects.values_list("event", flat=True))
    events = Event.objects.exclude(pk__in=placed).order_by("pk")
    Unplaced.objects.bulk_create((Unplaced(event=each) for each in events), 5000)
    begun = time.perf_counter()
    found = placing.place_all(now=clock.now())
    took = time.perf_counter() - begun
    say(f"  {found:,} events were given their places in {took:.1f} s, {found / took:,.0f} a second")


def _tell(agency: Agency, say: Callable[[str], None]) -> None:
    """Tell a receiver that verifies each message what has happened, a message for each case."""
    settings.WEBHOOKS_INSIDE = True
    head = actor_of(world.staff(agency, Post.Role.SUPERVISOR, "head@bench.example"))
    with tempfile.TemporaryDirectory() as folder, closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        hook, secret = managing.make(f"http://127.0.0.1:{port}/", by=head, now=clock.now())
        (Path(folder) / "secret").write_text(secret)
        command = [sys.executable, str(LISTENING), str(port)]
        told = [str(Path(folder) / "secret"), str(Path(folder) / "told")]
        receiver = subprocess.Popen(
            command + told, env={"PYTHONPATH": str(CLIENTS / "src")}, cwd=folder
        )
        try:
            time.sleep(1)
            rate = _rate(hook, agency)
        finally:
            receiver.terminate()
            receiver.wait()
        taken = len(set((Path(folder) / "told").read_text().split()))
    verdict = goals.verdict("webhooks", (TOLD_A_SECOND / rate, 1))
    say(f"  {taken:,} webhooks were taken and verified, {rate:,.0f} a second  {verdict}")


def _rate(hook: object, agency: Agency) -> float:
    now = clock.now()
    entries = Entry.objects.filter(agency=agency, sequence__lte=2).order_by("place")[:4000]
    Call.objects.bulk_create(
        Call(webhook=hook, entry=each, owed_at=now, due_at=now) for each in entries
    )
    owe([placing.owed_call(hook.pk, "bench", now)], None)
    begun = time.perf_counter()
    while Call.objects.waiting().exists() and time.perf_counter() - begun < PATIENCE:
        do_what_is_due(now=clock.now())
    took = time.perf_counter() - begun
    return Call.objects.exclude(told_at=None).count() / took
