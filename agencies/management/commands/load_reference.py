"""`manage.py load_reference`: regions, terms and the holiday calendar, for every installation."""

from django.core.management import BaseCommand

from agencies.actions import reference
from kit import clock


class Command(BaseCommand):
    """Load what is missing; run it after every migration."""

    help = "Load regions, terms and the holiday calendar; running it again changes nothing."

    def handle(self, *args, **options) -> None:
        reference.load(now=clock.now())
        self.stdout.write("The reference data are loaded.")
