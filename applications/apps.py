from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """The engine of every application."""

    name = "applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        """Say how its notices and cases read, and how held decisions and programs are answered."""
        from applications import acts
        from applications.api.serializers import ApplicationLineOut
        from applications.api.showing import application_lines
        from applications.notices import DETAILS, TITLES
        from applications.views import following
        from casework import case_pages, notices
        from casework.api import rooms

        notices.register(TITLES, DETAILS)
        room = rooms.Room(lines=application_lines, line_out=ApplicationLineOut)
        rooms.register(room, rooms.ALL_OTHERS)
        acts.carry_out_held_decisions()
        case_pages.register(following.PAGES)
