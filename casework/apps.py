from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """The room of cases; after each migration it guards the history tables anew."""

    name = "casework"
    verbose_name = _("Casework")

    def ready(self) -> None:
        """Guard what is written once."""
        from casework.append_only import put_up  # models are loaded only now

        post_migrate.connect(put_up, dispatch_uid="guard what is written once")
