"""`manage.py journal_key`: the keys that sign the journal; `--new FILE` introduces the next one."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from journal import keys
from journal.models import JournalKey
from kit import clock
from portal.keys import new_journal_key, write_once


class Command(BaseCommand):
    """List the keys, or make the next one and let the present one sign for it."""

    help = "List the keys of the journal; with --new FILE make the next one and introduce it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file of a new key."""
        parser.add_argument("--new", metavar="FILE", help="where the next private key is written")

    def handle(self, *args: Any, new: str | None, **options: Any) -> None:
        """Introduce the next key if one is wanted, then list them all."""
        if new:
            self._introduce(Path(new))
        mounted = keys.mounted().name
        for key in JournalKey.objects.all():
            mark = " (mounted)" if key.name == mounted else ""
            self.stdout.write(f"{key.name} {key.public} {key.introduced_at:%Y-%m-%d}{mark}")

    def _introduce(self, path: Path) -> None:
        if path.exists():
            raise CommandError(f"{path} exists; a key is never overwritten.")
        keys.current(now=clock.now())
        pem = new_journal_key()
        write_once(path, pem)
        made = keys.introduce(keys.read(pem), by=keys.mounted(), now=clock.now())
        self.stdout.write(f"Key {made.name} is introduced. Mount {path} and start the portal anew.")
