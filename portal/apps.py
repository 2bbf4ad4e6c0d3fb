"""The project itself: settings, timetable, supervisor, health."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Brings the checks between settings."""

    name = "portal"

    def ready(self) -> None:
        """Register the checks, put up the wall, and let the search find figures of every room."""
        from django.db.backends.signals import connection_created

        from kit import wall
        from portal import (
            checks,  # noqa: F401 -- registers them
            figures_found,
            metrics,
        )
        from portal.rulebook import catalogue
        from portal.walls import WALLED
        from services.advice import finding, library

        wall.declare(WALLED)
        connection_created.connect(metrics.count_statements)
        library.reads_rules_from(catalogue.rules)
        finding.reckons_with(
            figures_found.find,
            figures_found.rules_found,
            figures_found.worked,
            figures_found.titles(),
            figures_found.asking_what_is_personal(),
        )
