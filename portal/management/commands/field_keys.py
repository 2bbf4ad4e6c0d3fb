"""`manage.py field_keys`: put what is stored encrypted under the newest key."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.apps import apps
from django.core.management import BaseCommand
from django.db import connection, models, transaction

from kit.model_fields import Encrypted
from kit.models import Immutable

AT_ONCE = 200


class Command(BaseCommand):
    """Rewrites personal data under the newest key; safe to stop and to repeat.

    History and letters are written once, and the database refuses to change them for whatever
    reason: they stay under the key of their day, and the command says how many do.
    """

    help = "Encrypt personal data anew with the first key of FIELD_KEYS; says what cannot be."

    def handle(self, **options: Any) -> None:
        for model, fields in encrypted_fields():
            count = sum(self._renew(model, field) for field in fields)
            if issubclass(model, Immutable):
                self.stdout.write(f"{model._meta.label}: {count} stay under an older key")
            else:
                self.stdout.write(f"{model._meta.label}: {count} put under the newest key")

    def _renew(self, model: type[models.Model], field: Encrypted) -> int:
        stale = [pk for pk, old in _stored(model, field) if field.renewed(old) is not old]
        if not issubclass(model, Immutable):
            for some in _in_parts(stale):
                _write(model, field, some)
        return len(stale)


def encrypted_fields() -> Iterator[tuple[type[models.Model], list[Encrypted]]]:
    """Return every model with encrypted fields, and these."""
    for model in apps.get_models():
        fields = [each for each in model._meta.local_fields if isinstance(each, Encrypted)]
        if fields:
            yield model, fields
