"""`manage.py loadanswers`: bring the answers of the release into the library."""

from typing import Any

from django.core.management.base import BaseCommand

from kit import clock
from services.advice.actions import loading


class Command(BaseCommand):
    """Load what is new; what an agency has written since stays as it is."""

    help = "Bring the answers of this release into the library"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them, and say how many were new."""
        self.stdout.write(str(loading.load(now=clock.now())))
