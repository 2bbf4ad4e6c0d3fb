from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """The room of cases, whatever service they belong to."""

    name = "casework"
    verbose_name = _("Casework")
