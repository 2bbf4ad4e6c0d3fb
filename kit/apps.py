from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class KitConfig(AppConfig):
    """What all rooms build with; after each migration it puts up triggers and rights anew."""

    name = "kit"

    def ready(self) -> None:
        """Guard what is written once, note what changes of reference data, and give rights."""
        from kit import (  # models are loaded only now
            append_only,
            changes,
            grants,
            held,
            once,
            wall,
            wall_policies,
        )

        post_migrate.connect(append_only.put_up, dispatch_uid="guard what is written once")
        post_migrate.connect(changes.put_up, dispatch_uid="note changes of reference data")
        post_migrate.connect(grants.put_up, sender=self, dispatch_uid="give the role its rights")
        post_migrate.connect(wall_policies.put_up, sender=self, dispatch_uid="put up the wall")
        connection_created.connect(wall.say_who_asks, dispatch_uid="say who is asking")
        connection_created.connect(held.see_own_changes, dispatch_uid="see one's own changes")
        connection_created.connect(once.see_own_changes, dispatch_uid="read anew what was changed")
