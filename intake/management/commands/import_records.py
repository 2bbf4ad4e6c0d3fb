"""Take a file of records in from the machine itself: of any size, by two named persons."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from agencies.actors import Actor, actor_of
from intake import files, shown
from intake.actions import taking_in
from intake.models import RecordFile
from intake.rules.layouts import KINDS
from kit import clock, wall
from kit.errors import NotValid, Refusal

PIECE = 1024 * 1024
MOST = 4_000_000_000
FAULTS_SHOWN = 50


class Command(BaseCommand):
    """Check a file, and where a second person is named, take it in."""

    help = (
        "Check a file of records of an agency; without --released-by it waits at the desk until "
        "somebody else of the agency releases it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file, what is in it, and who answers for it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", required=True, choices=list(KINDS))
        parser.add_argument("--prepared-by", required=True, help="e-mail of a supervisor")
        parser.add_argument("--released-by", help="e-mail of another one of the agency's staff")

    @wall.as_house("take an agency's own records in, whoever they name")
    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and say what came of it; end with 1 where nothing was taken in."""
        path: Path = options["file"]
        preparer = _staff(options["prepared_by"])
        second = _staff(options["released_by"]) if options["released_by"] else None
        try:
            arrived = files.keep(_pieces(path), most=MOST)
            found = taking_in.bring(
                arrived, options["kind"], name=path.name, by=preparer, now=clock.now(), most=MOST
            )
            taking_in.check(found, now=clock.now())
            if second is not None and found.state == RecordFile.State.READY:
                taking_in.release(found, by=second, now=clock.now())
                taking_in.take_in(found, now=clock.now())
        except NotValid as refusal:
            raise CommandError(" ".join(map(str, refusal.errors.values()))) from refusal
        except (OSError, Refusal) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(found)

    def _tell(self, found: RecordFile) -> None:
        for fault in found.faults.all()[:FAULTS_SHOWN]:
            row = shown.fault_row(fault, found.kind)
            self.stdout.write(f"{row['row']}: {row['head']}: {row['said']}")
        self.stdout.write(
            f"{found.number} {found.state}: {found.rows_read} rows, {found.rows_new} new, "
            f"{found.rows_changed} changed, {found.rows_same} as they were, "
            f"{found.rows_wrong} wrong"
        )
        if found.state in (RecordFile.State.FAULTY, RecordFile.State.UNREADABLE):
            raise CommandError(shown.said_of(found))


def _staff(mail: str) -> Actor:
    user = User.objects.filter(email=mail).first()
    found = actor_of(user)
    if not found.is_staff:
        raise CommandError("Nobody of an agency's staff signs in with one of these addresses.")
    return found


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
