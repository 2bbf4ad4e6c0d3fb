"""`manage.py ticking sweep`: whether that driver has looked of late for what is due."""

from django.core.management import BaseCommand, CommandError

from portal.health import LATE_TICK, seconds_since_a_tick


class Command(BaseCommand):
    """For the health check of a container."""

    help = "Fail when the driver has not looked for what is due within two minutes."

    def add_arguments(self, parser) -> None:
        parser.add_argument("driver", choices=["celery", "sweep"])

    def handle(self, *, driver: str, **options) -> None:
        seconds = seconds_since_a_tick(driver)
        if seconds is None or seconds > LATE_TICK.total_seconds():
            raise CommandError(f"The last tick of {driver}: {seconds} seconds ago.")
        self.stdout.write(f"The last tick of {driver}: {seconds} seconds ago.")
