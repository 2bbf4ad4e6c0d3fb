"""The table in which allauth keeps e-mail addresses: encrypted as our own columns are.

allauth names its model itself and lets nobody put another in its place. What it asks of an address
is whether it is this one, of several, or somebody's; a column that is found by its whole value
answers all of it. So the field of the model is made one of ours, once, when the apps are ready.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ImproperlyConfigured

from kit.model_fields import FindableEmailField


class KeptAddressField(FindableEmailField):
    """allauth's own column, encrypted; its migrations stay the library's."""

    def deconstruct(self) -> Any:
        """Stand in migrations as what the library wrote there."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


def encrypt_addresses() -> None:
    """Make the library's column one that is encrypted; raises where it has too little room."""
    field: Any = EmailAddress._meta.get_field("email")
    if field.max_length < KeptAddressField.LONGEST_STORED:
        raise ImproperlyConfigured("ACCOUNT_EMAIL_MAX_LENGTH leaves no room to encrypt addresses")
    field.__class__ = KeptAddressField
