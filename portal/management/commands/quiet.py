"""`manage.py quiet show|begin|end`: whether the portal does anything by itself, for operators."""

from django.core.management import BaseCommand, CommandError

from accounts.models import User
from casework.actions import keeping_quiet
from casework.models import Dispatch, Duty, Quiet
from kit import clock, wall
from kit.errors import NotPermitted


class Command(BaseCommand):
    """After a restore nothing leaves until an administrator has looked."""

    help = "Show whether the portal keeps quiet and what waits; begin it, or end it (--by EMAIL)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("what", choices=["show", "begin", "end"])
        parser.add_argument("--reason", default="", help="begin: why; it is kept and shown")
        parser.add_argument("--by", default="", metavar="EMAIL", help="end: which administrator")
        parser.add_argument(
            "--nothing-was-lost",
            action="store_true",
            help="end: a replica that had everything has taken over; no message is asked about",
        )

    def handle(self, *, what: str, reason: str, by: str, nothing_was_lost: bool, **options) -> None:
        """Begin, end or show."""
        if what == "begin":
            keeping_quiet.begin(Quiet.Why.ASKED, now=clock.now(), reason=reason)
        elif what == "end":
            self._end(by, nothing_was_lost)
        self._show()

    def _end(self, email: str, nothing_was_lost: bool) -> None:
        person = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if person is None:
            raise CommandError("--by: name the e-mail of an account that may sign in")
        try:
            asked = keeping_quiet.end(by=person, now=clock.now(), nothing_was_lost=nothing_was_lost)
        except NotPermitted as refusal:
            raise CommandError("--by: only an administrator ends it") from refusal
        self.stdout.write(f"{asked} messages that may have left are asked about.")

    @wall.as_house("count what waits")
    def _show(self) -> None:
        now = clock.now()
        for each in Quiet.objects.in_force():
            self.stdout.write(f"Quiet since {each.began_at:%Y-%m-%d %H:%M} UTC: {each.why}.")
            if each.remembered_until:
                at = f"{each.remembered_until:%Y-%m-%d %H:%M:%S}"
                self.stdout.write(f"This copy knows nothing of what was done after {at} UTC.")
            if each.reason:
                self.stdout.write(f"Reason: {each.reason}")
        if not keeping_quiet.is_quiet():
            self.stdout.write("The portal is not quiet.")
        owed = Duty.objects.waiting().filter(due_at__lte=now).count()
        unsent = Dispatch.objects.unfinished().filter(due_at__lte=now).count()
        self.stdout.write(f"{owed} duties and {unsent} messages are due.")
