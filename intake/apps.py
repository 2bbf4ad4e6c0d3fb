from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """The room by which agencies bring their records in."""

    name = "intake"
    verbose_name = _("Records brought in")

    def ready(self) -> None:
        """Say how large files are worked off, and what is looked after."""
        from casework.actions.duties import CHORES, HANDLERS, IN_PIECES
        from casework.models import Duty
        from intake.actions import taking_in

        HANDLERS[Duty.Kind.LOAD_RECORDS] = taking_in.do_owed
        IN_PIECES.add(Duty.Kind.LOAD_RECORDS)
        CHORES.append(taking_in.forget)
