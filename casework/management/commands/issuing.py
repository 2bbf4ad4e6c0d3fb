"""`manage.py issuing stop|go-on|show`: the switch for letters and money, for operators."""

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from agencies.actors import SYSTEM, Actor, actor_of
from agencies.models import Agency
from casework.actions import halting
from casework.models import Halt, HeldAct
from kit import clock
from kit.errors import NotValid, Refusal


class Command(BaseCommand):
    """Stops letters and remittances at once, of one agency or of all, and lets them go on."""

    help = "Stop letters and money (--agency CODE, or all), let them go on, or show how it stands."

    def add_arguments(self, parser) -> None:
        parser.add_argument("what", choices=["stop", "go-on", "show"])
        parser.add_argument("--agency", default="", help="the code of one agency; else all")
        parser.add_argument("--reason", default="", help="why; it is kept and shown")
        people = "e-mail of a supervisor of the agency or of an administrator"
        parser.add_argument("--asked-by", default="", help=f"go-on: {people}, who asked for it")
        parser.add_argument("--confirmed-by", default="", help=f"go-on: another {people}")

    def handle(self, *, what: str, agency: str, reason: str, **options) -> None:
        """Stop, let go on, or show."""
        found = self._agency(agency)
        two = (options["asked_by"], options["confirmed_by"])
        try:
            if what == "stop":
                halting.stop(found, reason=reason, by=SYSTEM, now=clock.now())
            elif what == "go-on":
                self._go_on(found, reason, *two)
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

    def _go_on(self, agency: Agency | None, reason: str, asked: str, confirmed: str) -> None:
        halt = Halt.objects.in_force().filter(agency=agency).first()
        if halt is None:
            raise CommandError("nothing is stopped there")
        asker = self._person("--asked-by", asked)
        second = self._person("--confirmed-by", confirmed)
        with transaction.atomic():
            halting.ask_to_lift(halt, reason=reason, by=asker, now=clock.now())
            halting.lift(halt, by=second, now=clock.now())

    def _person(self, option: str, email: str) -> Actor:
        found = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if found is None:
            raise CommandError(f"{option}: name the e-mail of an account that may sign in")
        return actor_of(found)

    def _show(self) -> None:
        for halt in Halt.objects.in_force():
            scope = halt.agency.code if halt.agency else "all agencies"
            self.stdout.write(f"{scope}: stopped since {halt.stopped_at:%Y-%m-%d %H:%M} UTC")
        self.stdout.write(f"{HeldAct.objects.waiting().count()} decisions wait.")
