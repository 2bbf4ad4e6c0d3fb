"""`manage.py journal_roots > FILE`: what is published of the journal, to be kept elsewhere."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from journal import publishing
from law.canonical import canonical


class Command(BaseCommand):
    """One line of JSON for each key and each day."""

    help = "Write every key and every signed day, for another agency, an archive, a newspaper."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the last day is enough."""
        parser.add_argument(
            "--latest", action="store_true", help="only day and hash of the last day, to be printed"
        )

    def handle(self, *args: Any, latest: bool, **options: Any) -> None:
        """Write line by line."""
        line: dict[str, Any] = {}
        for line in publishing.everything():
            if not latest:
                self.stdout.write(canonical(line).decode())
        if latest and "day" in line:
            self.stdout.write(f"{line['day']} {line['hash']}")
