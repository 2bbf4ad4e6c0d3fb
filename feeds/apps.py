from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedsConfig(AppConfig):
    """The room by which agencies' own systems learn what has happened."""

    name = "feeds"
    verbose_name = _("Events for systems")

    def ready(self) -> None:
        """Write each event down for the feeds, and say how they are worked off."""
        from casework.actions.duties import CHORES, HANDLERS, IN_PIECES
        from casework.actions.history import NOTED
        from casework.models import Duty
        from feeds.actions import delivering, placing

        NOTED.append(placing.note)
        CHORES.append(placing.look_after)
        HANDLERS[Duty.Kind.PLACE_EVENTS] = placing.do_owed
        HANDLERS[Duty.Kind.CALL_WEBHOOK] = delivering.do_owed
        IN_PIECES.update({Duty.Kind.PLACE_EVENTS, Duty.Kind.CALL_WEBHOOK})
