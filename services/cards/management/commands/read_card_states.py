"""`manage.py read_card_states FILE`: take in what the maker of the cards reports."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from kit import clock
from kit.spelling import wording
from records.rules.line_files import FileRefused
from services.cards.actions import ordering


class Command(BaseCommand):
    """Take a state file in, whole or not at all; the same file again changes nothing."""

    help = "Take in a state file of the maker of the cards"

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it, and say how many orders moved on."""
        try:
            moved = ordering.read_states(options["file"].read_bytes(), now=clock.now())
        except FileRefused as refused:
            said = {"line": refused.line, "why": wording(refused.why)}
            raise CommandError(_("Refused, line %(line)s: %(why)s") % said) from refused
        self.stdout.write(str(moved))
