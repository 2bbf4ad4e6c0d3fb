"""`manage.py issuing stop|go-on|show`: the switch for letters and money, for operators."""

from django.core.management import BaseCommand, CommandError

from accounts.errors import NotValid, Refusal
from agencies import clock
from agencies.actors import SYSTEM
from agencies.models import Agency
from casework.actions import halting
from casework.models import Halt, HeldAct


class Command(BaseCommand):
    """Stops letters and remittances at once, of one agency or of all, and lets them go on."""

    help = "Stop letters and money (--agency CODE, or all), let them go on, or show how it stands."

    def add_arguments(self, parser) -> None:
        parser.add_argument("what", choices=["stop", "go-on", "show"])
        parser.add_argument("--agency", default="", help="the code of one agency; else all")
        parser.add_argument("--reason", default="", help="why; it is kept and shown")

    def handle(self, *, what: str, agency: str, reason: str, **options) -> None:
        found = self._agency(agency)
        try:
            if what == "stop":
                halting.stop(found, reason=reason, by=SYSTEM, now=clock.now())
            elif what == "go-on":
                self._go_on(found, reason)
        except NotValid as refusal:
            raise CommandError(f"--reason: {refusal.errors['reason']}") from refusal
        except Refusal as refusal:
            raise CommandError(str(refusal.reason)) from refusal
        self._show()

    def _agency(self, code: str) -> Agency | None:
        if not code:
            return None
        found = Agency.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"no agency has the code {code}")
        return found

    def _go_on(self, agency: Agency | None, reason: str) -> None:
        halt = Halt.objects.in_force().filter(agency=agency).first()
        if halt is None:
            raise CommandError("nothing is stopped there")
        halting.lift(halt, reason=reason, by=SYSTEM, now=clock.now())

    def _show(self) -> None:
        for halt in Halt.objects.in_force().select_related("agency"):
            scope = halt.agency.code if halt.agency else "all agencies"
            self.stdout.write(f"{scope}: stopped since {halt.stopped_at:%Y-%m-%d %H:%M} UTC")
        self.stdout.write(f"{HeldAct.objects.waiting().count()} decisions wait.")
