"""Model fields for personal data."""

from typing import Any

from django.db import models

from kit import crypto


class EncryptedField(models.TextField):
    """Text that the database holds encrypted; it can be neither filtered nor ordered by."""

    @property
    def context(self) -> str:
        """What the ciphertext is bound to, so that it cannot be moved to another field."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        if value is None or value == "":
            return value
        return crypto.encrypt(str(value), context=self.context)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Decrypt on the way out."""
        return crypto.decrypt(value, context=self.context) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison but `isnull`: equal texts have different ciphertexts."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
