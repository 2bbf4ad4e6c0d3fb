from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PayoutsConfig(AppConfig):
    """The room of money to people."""

    name = "payouts"
    verbose_name = _("Payments to people")
