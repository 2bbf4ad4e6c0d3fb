"""`manage.py check_invariants`: what must be true is true, or each violation is named."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from casework import invariants as of_cases
from kit.snapshot import one_moment
from letters import invariants as of_letters
from transfers import invariants as of_transfers


def checks() -> list[Callable[..., Iterator[str]]]:
    """Return every invariant, in the order in which it is checked."""
    services = (*of_letters.INVARIANTS, *of_transfers.INVARIANTS, *of_cases.OF_SERVICES)
    return [*of_cases.INVARIANTS, *services]


def violations() -> Iterator[tuple[str, str]]:
    """Yield the name of the invariant and what violates it."""
    for check in checks():
        yield from ((check.__name__, text) for text in check())


class Command(BaseCommand):
    """Exit code 1 on one violation."""

    help = "Check what must be true of every case; name each violation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to begin."""
        says = "look through the histories of those cases alone in which something happened since"
        parser.add_argument("--since", type=datetime.fromisoformat, metavar="MOMENT", help=says)
        parser.add_argument("--from", dest="first", default="", metavar="NAME", help="go on there")

    def handle(self, *, since: datetime | None, first: str, **options: Any) -> None:
        """Check all, name all; say at each how long it took, for whoever waits."""
        if since is not None and since.tzinfo is None:
            since = timezone.make_aware(since)
        waiting = self._from(first)
        found = 0
        with one_moment():  # of a portal at work: no false alarm about what is half read
            for number, check in enumerate(waiting, 1):
                began = time.monotonic()
                arguments = [since] if since and check in of_cases.LONG else []
                for text in check(*arguments):
                    self.stdout.write(f"{check.__name__}: {text}")
                    found += 1
                took = time.monotonic() - began
                self.stderr.write(f"{number}/{len(waiting)} {check.__name__}: {took:.1f} s")
        if found:
            raise CommandError(f"{found} violations")
        self.stdout.write(f"All {len(waiting)} invariants hold.")

    def _from(self, name: str) -> list[Callable[..., Iterator[str]]]:
        """Return the checks that are left, beginning with the one of that name."""
        every = checks()
        names = [check.__name__ for check in every]
        if name and name not in names:
            raise CommandError(f"--from: one of {', '.join(names)}")
        return every[names.index(name) if name else 0 :]
