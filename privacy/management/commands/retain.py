"""Show what has been kept long enough, or erase what two administrators have released."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kit import clock
from privacy.actions import retaining


class Command(BaseCommand):
    """`retain --show` counts and erases nothing; `retain` goes on with what is released."""

    help = "Show what has been kept long enough (--show), or erase what is released."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let it be shown only."""
        parser.add_argument("--show", action="store_true", help="count, and erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show, or erase batch after batch until nothing is released any more."""
        now = clock.now()
        if options["show"]:
            for due in retaining.what_is_due(now=now):
                basis = due.kind.rule.values[0].basis
                doubt = "" if basis.verified else " (not confirmed)"
                line = f"{due.kind.name}: {due.rows} from before {due.before:%Y-%m-%d}"
                self.stdout.write(f"{line}, {basis.label.en}{doubt}")
            return
        erased = 0
        while number := retaining.carry_out(now=now):
            erased += number
        self.stdout.write(f"erased: {erased}")
