"""The project itself: settings, timetable, supervisor, health."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Brings the checks between settings."""

    name = "portal"

    def ready(self) -> None:
        from portal import checks  # noqa: F401 -- registers them
