"""`manage.py rules --on 2024-03-01`: the numbers and reasons of the law in force on a day."""

import json
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from agencies import rule_book
from kit import clock
from law.values import RELEASE
from portal.rulebook.catalogue import reason_rows, value_rows

LANGUAGES = ("zh-hans", "en")
NOT_VERIFIED = {"zh-hans": "（未核对原文）", "en": " (not confirmed)"}
REASONS = {"zh-hans": "原因代码", "en": "Reason codes"}


class Command(BaseCommand):
    """List the rule book of a day."""

    help = "List every number and reason of the law in force on a day, with document and article."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, the language, and whether programs will read it."""
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day; today without it")
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args, on: str | None, language: str, json: bool, **options) -> None:
        """Write the book."""
        try:
            today, book = clock.today(), rule_book.current()
        except DatabaseError:  # asked before there is a database: the release's own values
            today, book = timezone.localdate(), RELEASE
        day = _day(on) if on else today
        values, reasons = value_rows(day, book, language), reason_rows(day, language)
        (self._for_programs if json else self._for_people)(values, reasons, language)

    def _for_programs(
        self, values: list[dict[str, Any]], reasons: list[dict[str, Any]], language: str
    ) -> None:
        for row in (*values, *reasons):
            self.stdout.write(json.dumps(row, ensure_ascii=False))

    def _for_people(
        self, values: list[dict[str, Any]], reasons: list[dict[str, Any]], language: str
    ) -> None:
        chapter = ""
        for row in values:
            if row["chapter"] != chapter:
                chapter = row["chapter"]
                self.stdout.write(f"\n{chapter}")
            of = "".join(f" [{each}]" for each in (row["region"], row["cell"]) if each)
            self._line(row["name"], f"{row['title']}{of}: {row['spelled']}", row, language)
        self.stdout.write(f"\n{REASONS[language]}")
        for row in reasons:
            self._line(row["code"], row["sentence"], row, language)

    def _line(self, name: str, said: str, row: dict[str, Any], language: str) -> None:
        until = f" – {row['valid_to']}" if row["valid_to"] else ""
        doubt = "" if row["verified"] else NOT_VERIFIED[language]
        self.stdout.write(f"  {name}  {said}")
        self.stdout.write(f"      {row['basis']}; {row['valid_from']}{until}{doubt}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is no day; write it like 2024-03-01.") from error
