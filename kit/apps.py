from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KitConfig(AppConfig):
    """What all rooms build with; after each migration it guards anew what is written once."""

    name = "kit"

    def ready(self) -> None:
        """Guard what is written once."""
        from kit.append_only import put_up  # models are loaded only now

        post_migrate.connect(put_up, dispatch_uid="guard what is written once")
