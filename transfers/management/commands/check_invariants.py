"""`manage.py check_invariants`: what must be true is true, or each violation is named."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework import invariants as of_cases
from kit.snapshot import one_moment
from letters import invariants as of_letters
from transfers import invariants as of_transfers


def violations() -> Iterator[tuple[str, str]]:
    """Yield the name of the invariant and what violates it."""
    for check in of_cases.INVARIANTS:
        yield from ((check.__name__, text) for text in check())
    for each in (*of_letters.INVARIANTS, *of_transfers.INVARIANTS, *of_cases.OF_SERVICES):
        yield from ((each.__name__, text) for text in each())


class Command(BaseCommand):
    """Exit code 1 on one violation."""

    help = "Check what must be true of every case; name each violation."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all, name all."""
        found = 0
        with one_moment():  # of a portal at work: no false alarm about what is half read
            for name, text in violations():
                self.stdout.write(f"{name}: {text}")
                found += 1
        if found:
            raise CommandError(f"{found} violations")
        checked = sum(len(room.INVARIANTS) for room in (of_cases, of_letters, of_transfers))
        checked += len(of_cases.OF_SERVICES)
        self.stdout.write(f"All {checked} invariants hold.")
