"""`manage.py verify_journal`: whether anything was tampered with, in Chinese and in English."""

import threading
from collections.abc import Callable
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
        parser.add_argument(
            "--resume",
            metavar="FILE",
            help="keep there how far it came, and go on there when it was interrupted",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the findings one by one, the many only by their number."""
        now, found = clock.agreed(), 0
        progress = _Progress(options["resume"], self.stderr.write)
        tally = progress.tally
        kept = _read(options["anchors"]) if options["anchors"] else None
        with progress:
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


class _Progress:
    """Says now and then how far it is, and keeps that where it was asked to."""

    EVERY = 5.0  # seconds

    def __init__(self, file: str | None, say: Callable[[str], object]) -> None:
        self.file, self.say = Path(file) if file else None, say
        self.tally = verifying.Tally(after=self._kept())
        self._over = threading.Event()
        self._teller = threading.Thread(target=self._tell, daemon=True)

    def _kept(self) -> int:
        if self.file is None or not self.file.exists():
            return 0
        text = self.file.read_text(encoding="ascii").strip()
        if not text.isdigit():
            raise CommandError(f"{self.file} does not say how far it came.")
        return int(text)

    def __enter__(self) -> None:
        self._teller.start()

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        """Forget how far it came when it has come to its end; whoever goes on is not needed."""
        self._over.set()
        self._teller.join()
        if self.file is not None:
            self._keep() if kind else self.file.unlink(missing_ok=True)

    def _tell(self) -> None:
        while not self._over.wait(self.EVERY):
            tally = self.tally
            self.say(
                f"{tally.reached} / {tally.highest}: {tally.cases} cases, {tally.events} events"
            )
            self._keep()

    def _keep(self) -> None:
        if self.file is not None and self.tally.reached:
            self.file.write_text(f"{self.tally.reached}\n", encoding="ascii")


def _read(path: str) -> anchors.Anchors:
    try:
        with Path(path).open(encoding="utf-8") as lines:
            return anchors.read(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    except anchors.AnchorNotUnderstood as error:
        raise CommandError(f"{path}: line {error} is neither a key nor a day.") from error
