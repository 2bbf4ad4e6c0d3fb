"""`manage.py demo_clock +5`: five working days pass in the demo."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from demo import passing_time
from kit import clock


class Command(BaseCommand):
    """Move the demonstration forward and do what falls due on the way."""

    help = "Let working days pass in the demo, for example: manage.py demo_clock +5"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of working days; the plus sign may be left out."""
        parser.add_argument("days", type=int)

    def handle(self, *args, days: int, **options) -> None:
        if not settings.DEMO:
            raise CommandError("There is a clock to move in the demo only.")
        if not passing_time.FEWEST <= days <= passing_time.MOST:
            raise CommandError(
                f"Give {passing_time.FEWEST} to {passing_time.MOST} working days: time never runs "
                "back."
            )
        passing_time.pass_working_days(days)
        self.stdout.write(f"In the demo it is now {clock.today():%A %d %B %Y}.")
