"""`manage.py load_demo`: the demo world; running it again changes nothing."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from demo import world
from kit import clock


class Command(BaseCommand):
    """Load what is missing of the demo world."""

    help = "Load invented agencies, people, records and cases (demo only)."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The demo world exists in the demo only.")
        world.load(now=clock.now(), say=self.stdout.write)
