"""The OpenAPI document that integrators build upon: kept, and compared at each change."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from portal.api.changes import breaking
from portal.api.docs import Schema

KEPT = Path("docs/integrator/openapi.json")


class Command(BaseCommand):
    """Write the document, or check that the one in the repository is that of the routes."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what is to be done."""
        parser.add_argument("do", choices=["check", "write"])
        parser.add_argument(
            "--breaking",
            action="store_true",
            help="write although programs break; versioning.md says when",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and write or refuse."""
        kept = settings.BASE_DIR / KEPT
        before = json.loads(kept.read_text()) if kept.exists() else {"paths": {}}
        now = drawn()
        broken = breaking(before, now)
        if broken and not options["breaking"]:
            raise CommandError("This breaks programs (versioning.md):\n" + "\n".join(broken))
        if options["do"] == "write":
            kept.write_text(as_text(now))
        elif now != before:
            raise CommandError(f"{KEPT} is not that of the routes: manage.py api_schema write")


def drawn() -> dict[str, Any]:
    """Return the document of the routes as they are, in English."""
    with translation.override("en"):
        made = Schema.generator_class().get_schema(request=None, public=True)
        return dict(json.loads(json.dumps(made, default=str)))


def as_text(document: dict[str, Any]) -> str:
    """Return it as it is kept: sorted, so that a change shows as what it is."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
