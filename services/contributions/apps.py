from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    """The room of contributions: what was paid, what is owed, and proof of it."""

    name = "services.contributions"
    label = "contributions"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        """Declare the services."""
        from applications.registry import declare
        from services.contributions.arrears import ARREARS
        from services.contributions.certificate import CERTIFICATE
        from services.contributions.top_up import TOP_UP

        declare(CERTIFICATE, ARREARS, TOP_UP)
