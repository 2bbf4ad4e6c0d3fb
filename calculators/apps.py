from django.apps import AppConfig


class CalculatorsConfig(AppConfig):
    """Questions that anybody may ask the rules, each with its worked answer."""

    name = "calculators"

    def ready(self) -> None:
        """Put those that answer a life event into the catalogue of services."""
        from applications import catalogue
        from calculators.entries import ENTRIES

        catalogue.register(*ENTRIES)
