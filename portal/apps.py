"""The project itself: settings, timetable, supervisor, health."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Brings the checks between settings."""

    name = "portal"

    def ready(self) -> None:
        """Register the checks, and answer in the catalogue whoever only has a question."""
        from applications import catalogue
        from kit import wall
        from portal import checks  # noqa: F401 -- registers them
        from portal.questions.chapters import ENTRY
        from portal.walls import WALLED

        wall.declare(WALLED)
        catalogue.register(ENTRY)
