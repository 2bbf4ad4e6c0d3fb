from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """The engine of every application."""

    name = "applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        """Say how its notices and cases read, and how decisions that were held are carried out."""
        from applications import acts
        from applications.notices import DETAILS, TITLES
        from applications.views import following
        from casework import case_pages, notices

        notices.register(TITLES, DETAILS)
        acts.carry_out_held_decisions()
        case_pages.register(following.PAGES)
