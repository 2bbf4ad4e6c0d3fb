"""`manage.py load_notice FILE.csv`: what a holiday notice would change, and loading it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import get_language, override

from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.rules.notice_file import NO_AREA, read_notice
from casework.actions import foreseeing
from kit import clock

BY_COMMAND = (
    "Loaded by a command, which nobody approved: for the notice of a release. The version says so."
    " In the administration one person proposes a notice and another approves it."
)


class Command(BaseCommand):
    """Loads a notice from a file; a wrong file leaves everything as it was."""

    help = "Load a holiday notice from a CSV file (date, kind, reason, reason_en, perhaps area)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--number", default="", help="the document number of the notice")
        parser.add_argument("--issued-on", type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument(
            "--deviation",
            default="",
            help="the special decision by which the year has another number of public holidays",
        )
        parser.add_argument(
            "--area",
            default="",
            help="the code of the province or city whose own days these are, such as 450000",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change only")
        parser.add_argument("--language", choices=["zh-hans", "en"], default=None)

    def handle(self, *, file: Path, dry_run: bool, language: str | None, **given) -> None:
        with override(language or get_language()):
            loaded = self._read(file, given, language or get_language() or "zh-hans")
            self._say_what_changes(loaded)
            if dry_run:
                return
            version = notices.load(loaded, now=clock.now())
            self.stdout.write(f"{loaded.year}: version {version.version} loaded.")
            self.stdout.write(BY_COMMAND)

    def _read(self, file: Path, given: dict, language: str) -> Loaded:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        found = read_notice(data, deviation=bool(given["deviation"]), area=given["area"])
        if found.findings:
            said = [each.message.in_language(language) for each in found.findings]
            raise CommandError("\n".join(said))
        if found.area and not notices.areas().filter(code=found.area).exists():
            raise CommandError(NO_AREA.format(given=found.area).in_language(language))
        return Loaded(
            year=found.year,
            days=found.days,
            number=given["number"],
            issued_on=given["issued_on"],
            deviation=given["deviation"],
            file_name=file.name[:120],
            file_sha256=sha256(data).hexdigest(),
            area=found.area,
        )

    def _say_what_changes(self, loaded: Loaded) -> None:
        changed = notices.what_changes(loaded)
        for change in changed:
            before = change.before.reason.zh if change.before else "-"
            after = change.after.reason.zh if change.after else "-"
            self.stdout.write(f"{change.date}  {before} → {after}")
        terms = foreseeing.preview(notices.calendars_with(loaded))
        self.stdout.write(
            f"{len(changed)} days change, {terms.number} open terms move,"
            f" {terms.made_certain} provisional days become certain."
        )
