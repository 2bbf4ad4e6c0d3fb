from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration: an invented country with invented people."""

    name = "demo"
