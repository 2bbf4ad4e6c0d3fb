"""`manage.py verify_journal`: whether anything was tampered with, in Chinese and in English."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from journal import anchors, sealing, verifying
from kit import clock

MOST_SHOWN = 1000


class Command(BaseCommand):
    """Exit code 1 on one finding."""

    help = "Look for every kind of tampering with events, journal, keys and triggers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what was kept elsewhere."""
        parser.add_argument(
            "--anchors", metavar="FILE", help="what journal_roots wrote, as it was kept elsewhere"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the findings one by one, the many only by their number."""
        now, tally, found = clock.agreed(), verifying.Tally(), 0
        kept = _read(options["anchors"]) if options["anchors"] else None
        for finding in verifying.findings(now=now, tally=tally, anchors=kept):
            found += 1
            if found <= MOST_SHOWN or not finding.case:
                self.stdout.write(finding.line)
        waiting = sealing.next_due(now)
        if waiting is not None:
            self.stderr.write(
                f"尚未封存：{waiting} 起的日志。 Not sealed yet: days from {waiting} on."
            )
        if found:
            raise CommandError(f"发现 {found} 处篡改。 {found} findings.")
        self.stdout.write(
            f"未发现篡改：{tally.cases} 个业务件，{tally.events} 条记录。"
            f" Nothing was tampered with: {tally.cases} cases, {tally.events} events."
        )


def _read(path: str) -> anchors.Anchors:
    try:
        with Path(path).open(encoding="utf-8") as lines:
            return anchors.read(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    except anchors.AnchorNotUnderstood as error:
        raise CommandError(f"{path}: line {error} is neither a key nor a day.") from error
