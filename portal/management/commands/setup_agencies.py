"""`manage.py setup_agencies FILE`: regions, agencies, accounts, first persons and seals at once."""

from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from casework.actions.setting_up import Done, WrongFile, set_up
from casework.rules.agency_sheets import NoSheet, said_by
from kit import clock

LARGEST = 10_000_000  # bytes


class Command(BaseCommand):
    """Read again it changes nothing; what would change an agency that stands is told, not done."""

    help = "Make the regions, agencies, accounts and first persons of a YAML or CSV file."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be made")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            done = set_up(self._read(file), now=clock.now(), is_trial=dry_run)
        except WrongFile as error:
            for fault in error.faults:
                self.stderr.write(fault)
            raise CommandError(f"{len(error.faults)} faults; nothing was made.") from error
        self._tell(done, dry_run=dry_run)
        if done.new_agencies and not dry_run:
            self._seal(done.new_agencies)

    def _read(self, file: Path) -> object:
        try:
            if file.stat().st_size > LARGEST:
                raise CommandError(f"{file} is larger than {LARGEST // 1_000_000} MB.")
            text = file.read_text(encoding="utf-8")
            return said_by(text) if file.suffix.lower() == ".csv" else yaml.safe_load(text)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except NoSheet as error:
            raise CommandError(f"{file} is no table of agencies: {error}.") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            where = getattr(error, "problem_mark", None)
            line = f" in line {where.line + 1}" if where else ""
            raise CommandError(f"{file} is no YAML in UTF-8{line}.") from error

    def _tell(self, done: Done, *, dry_run: bool) -> None:
        verb = "would be made" if dry_run else "made"
        for each in done.made:
            self.stdout.write(f"{verb}: {each}")
        for each in done.for_two:
            self.stdout.write(f"left as it is, two administrators change it at /admin/: {each}")
        self.stdout.write(f"{len(done.made)} {verb}, {done.there} were there already.")

    def _seal(self, codes: list[str]) -> None:
        """Give each new agency a certificate, where the key of the root is at hand."""
        if not settings.SEAL_ROOT_KEY:
            self.stdout.write(f"Now run: manage.py certificates issue {' '.join(codes)}")
            return
        told = StringIO()
        call_command("certificates", "issue", *codes, stdout=told)
        self.stdout.write(told.getvalue().strip())
