"""`manage.py doctor`: what is wrong with this installation, and how it is mended."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from kit import clock
from portal.doctoring import How, examine


class Command(BaseCommand):
    """Looks and changes nothing; ends with 1 where something is wrong."""

    help = "Say of every setting, key, disk, partner, clock and calendar how it stands."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help="say also what is well")

    def handle(self, *, all: bool, **options: Any) -> None:
        found = list(examine(clock.today()))
        for each in found:
            if each.how is How.WELL and not all:
                continue
            self.stdout.write(
                f"{each.how:<6} {each.what}" + (f": {each.said}" if each.said else "")
            )
            if each.mend:
                self.stdout.write(f"       → {each.mend}")
        wrong = sum(each.how is How.WRONG for each in found)
        weak = sum(each.how is How.WEAK for each in found)
        self.stdout.write(f"{len(found)} looked at, {wrong} wrong, {weak} to be mended.")
        if wrong:
            raise CommandError("Something is wrong.", returncode=1)
