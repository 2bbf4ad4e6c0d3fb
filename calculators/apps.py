from django.apps import AppConfig


class CalculatorsConfig(AppConfig):
    """Questions that anybody may ask the rules, each with its worked answer."""

    name = "calculators"
