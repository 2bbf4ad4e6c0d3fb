from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """What somebody may ask of their data: a copy, a correction, that it goes."""

    name = "privacy"
    verbose_name = _("Privacy")

    def ready(self) -> None:
        """Say how what is owed of these kinds is done, and what wants looking after."""
        from casework.actions.duties import CHORES, HANDLERS
        from casework.models import Duty
        from privacy.actions import closing, collecting, retaining

        HANDLERS[Duty.Kind.COLLECT] = collecting.collect
        HANDLERS[Duty.Kind.CLOSE_ACCOUNT] = closing.close
        CHORES.extend((collecting.forget_old, retaining.carry_out))
