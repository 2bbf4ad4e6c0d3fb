"""`manage.py sweep`: do what is due without Celery; `--forever` makes it the second driver."""

import logging
import signal
import threading
from collections.abc import Callable

from django.core.management import BaseCommand
from django.db import DatabaseError, close_old_connections

from casework.actions import duties, sending
from casework.rules.wishes import Way
from journal import sealing
from kit import clock

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Finds by itself what the worker was not told of, or could not do."""

    help = "Do what is due, once or for ever, whether or not broker, worker and beat are there."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--forever", action="store_true", help="look again and again")
        parser.add_argument("--every", type=float, default=15, help="seconds between two looks")

    def handle(self, *, forever: bool, every: float, **options) -> None:
        if not forever:
            self.stdout.write(f"{do_all_that_is_due()} duties done")
            sent = sum(send_all(way) for way in Way)
            self.stdout.write(f"{sent} messages looked after")
            return
        told_to_stop = threading.Event()
        for way in Way:
            threading.Thread(
                target=send_forever, args=(way, told_to_stop, every), daemon=True, name=way
            ).start()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_stop.set())
        while not told_to_stop.is_set():
            sweep_once()
            told_to_stop.wait(every)


def send_forever(way: Way, told_to_stop: threading.Event, every: float) -> None:
    """Send by one way again and again, in a thread of its own: no letter waits for it."""
    while not told_to_stop.is_set():
        look_once(lambda: send_all(way))
        told_to_stop.wait(every)


def send_all(way: Way) -> int:
    """Send what is to leave by one way."""
    return sending.send_what_is_due(way, now=clock.agreed())


def sweep_once() -> None:
    """Look once for what is due."""
    look_once(do_all_that_is_due)


def look_once(look: Callable[[], object]) -> None:
    """Look once; a database that is away is there again at one of the next looks."""
    try:
        look()
    except (DatabaseError, clock.ClocksApart) as error:
        log.error("the sweep could not look: %s", type(error).__name__)
    finally:
        close_old_connections()


def do_all_that_is_due() -> int:
    """Work through everything that is due, batch by batch, and return how many were done."""
    total = 0
    while done := duties.do_what_is_due(now=clock.agreed(), driver="sweep"):
        total += done
    sealing.seal_what_is_due(now=clock.agreed())
    return total
