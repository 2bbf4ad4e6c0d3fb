from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal: each day's events under one signed hash."""

    name = "journal"
