"""The project itself: settings, timetable, supervisor, health."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Brings the checks between settings."""

    name = "portal"

    def ready(self) -> None:
        import_module("portal.checks")
