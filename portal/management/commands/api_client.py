"""The generated half of clients/python: written from the kept document, or compared with it."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.api import client
from portal.management.commands.api_schema import KEPT

FOLDER = Path("clients/python/src/portal_client")


class Command(BaseCommand):
    """Write the modules, or check that they are those of the document."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what is to be done."""
        parser.add_argument("do", choices=["check", "write"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw both modules."""
        document = json.loads((settings.BASE_DIR / KEPT).read_text())
        for name, draw in (("models", client.models), ("operations", client.operations)):
            path = settings.BASE_DIR / FOLDER / f"{name}.py"
            now = draw(document)
            compile(now, path.name, "exec")  # what was drawn can be read
            if options["do"] == "write":
                path.write_text(now)
            elif not path.exists() or path.read_text() != now:
                raise CommandError(f"{path.name} is not that of the document: manage.py api_client")
