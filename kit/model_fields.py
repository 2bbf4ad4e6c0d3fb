"""Model fields for personal data: the database holds them encrypted."""

import json
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from django import forms
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact, In

from kit import crypto


class IsEmpty(Exact):
    """The one comparison that ciphertexts allow: nothing is written as nothing."""

    def get_prep_lookup(self) -> Any:
        """Refuse to look for anything else: it would silently find nothing."""
        if self.rhs not in ("", None):
            raise FieldError("An encrypted field can only be asked whether it is empty.")
        return self.rhs


class Encrypted(models.Field):
    """What every encrypted field shares: its context, and which comparisons make sense."""

    @property
    def context(self) -> str:
        """What the ciphertext is bound to, so that it cannot be moved to another field."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison with a value: equal values have different ciphertexts."""
        if lookup_name == "exact":
            return IsEmpty
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def renewed(self, stored: Any) -> Any:
        """Return what is stored as it stands under the newest key; the same when it does already.

        It handles what stands in the column, not the value: a rotation reads no personal data
        beyond this line.
        """
        raise NotImplementedError


class EncryptedField(Encrypted, models.TextField):
    """Text that the database holds encrypted; it can be neither filtered nor ordered by."""

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        if value is None or value == "":
            return value
        return crypto.encrypt(self.written(value), context=self.context)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Decrypt on the way out."""
        return self.read(crypto.decrypt(value, context=self.context)) if value else value

    def written(self, value: Any) -> str:
        """Return a value as the text that is encrypted."""
        return str(value)

    def read(self, text: str) -> Any:
        """Return the value that a decrypted text stands for."""
        return text

    def renewed(self, stored: str | None) -> str | None:
        """Encrypt anew what an older key encrypted."""
        if not stored or crypto.is_newest(stored):
            return stored
        return crypto.encrypt(crypto.decrypt(stored, context=self.context), context=self.context)


class Found(In):
    """One value, under whichever key of the ring it was written."""

    def get_prep_lookup(self) -> Any:
        """Return every form the value may be stored in; nothing is found as nothing."""
        if self.rhs is None or hasattr(self.rhs, "resolve_expression"):
            return self.rhs
        return self.lhs.output_field.stored_forms(self.rhs)


class FoundAmong(In):
    """One of several values."""

    def get_prep_lookup(self) -> Any:
        """Return every form that any of the values may be stored in."""
        if hasattr(self.rhs, "resolve_expression"):
            return self.rhs
        forms_of = self.lhs.output_field.stored_forms
        return [form for value in self.rhs for form in forms_of(value)]


class Findable(Encrypted):
    """Encrypted so that the same value is stored in the same way: found whole, and kept unique.

    A copy of the database shows that two rows of a column hold the same, and not what.
    While a ring holds two keys everything is written under the first, and found under both.
    """

    LOOKUPS = {"exact": Found, "iexact": Found, "in": FoundAmong}

    def get_lookup(self, lookup_name: str) -> Any:
        """Find by the whole value; a part of it could never be found."""
        return self.LOOKUPS.get(lookup_name) or super().get_lookup(lookup_name)

    def canonical(self, value: Any) -> str:
        """Return the one form in which a value is stored, however it is written."""
        return str(value)

    def stored_forms(self, value: Any) -> list[Any]:
        """Return every form a value may be stored in."""
        if value is None or value == "":
            return [value]
        return crypto.findable_forms(self.canonical(value), context=self.context)

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        if value is None or value == "":
            return value
        return crypto.encrypt_findable(self.canonical(value), context=self.context)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Decrypt on the way out."""
        return crypto.decrypt_findable(value, context=self.context) if value else value

    def renewed(self, stored: str | None) -> str | None:
        """Encrypt anew what an older key encrypted."""
        if not stored or crypto.is_newest(stored):
            return stored
        plain = crypto.decrypt_findable(stored, context=self.context)
        return crypto.encrypt_findable(plain, context=self.context)


class FindableField(Findable, models.TextField):
    """A short text that is found by its whole value."""


class FindableEmailField(Findable, models.EmailField):
    """An e-mail address that is found by its whole value, in capitals or not.

    Its column is wider than an address, by what encryption adds (`LONGEST_STORED`).
    """

    LONGEST_STORED = 512

    def canonical(self, value: Any) -> str:
        """Compare and keep addresses in small letters: nobody tells two apart by capitals."""
        return str(value).lower()


class EncryptedJSONField(EncryptedField):
    """Plain data that may hold words of persons, encrypted as a whole."""

    # What the type checker reads of a field of Django.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def written(self, value: Any) -> str:
        """Write it as JSON, Chinese as it is."""
        return json.dumps(value, ensure_ascii=False)

    def read(self, text: str) -> Any:
        """Return the data."""
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        """Leave data as it is; there is no text to make of it."""
        return value


_AS_DATE = models.DateField()


class EncryptedDateField(EncryptedField):
    """A date that says something of a person; it can be neither filtered nor ordered by."""

    _pyi_private_set_type: str | date
    _pyi_private_get_type: date

    def written(self, value: date) -> str:
        """Write it as 2026-12-08; a form or a fixture may hand it in as such a text."""
        return self.to_python(value).isoformat()

    def read(self, text: str) -> date:
        """Return the date."""
        return date.fromisoformat(text)

    def to_python(self, value: Any) -> Any:
        """Understand and refuse what a date column would."""
        return _AS_DATE.to_python(value)

    def formfield(self, **kwargs: Any) -> Any:
        """Ask for a date."""
        return models.Field.formfield(self, **{"form_class": forms.DateField, **kwargs})


class EncryptedBytesField(Encrypted, models.BinaryField):
    """A file that the database holds encrypted: a letter is some 100 KB and fits in memory."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Encrypt on the way in."""
        if value is not None:
            value = crypto.encrypt_bytes(bytes(value), context=self.context)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        """Decrypt on the way out."""
        return None if value is None else crypto.decrypt_bytes(bytes(value), context=self.context)

    def renewed(self, stored: Any) -> Any:
        """Encrypt anew what an older key encrypted."""
        if stored is None or crypto.is_newest(bytes(stored)):
            return stored
        plain = crypto.decrypt_bytes(bytes(stored), context=self.context)
        return crypto.encrypt_bytes(plain, context=self.context)


class Evidence(EncryptedField):
    """Encrypted text of a row that proves something: what is not readable is a finding, no halt.

    Whoever checks history has to come past a line that somebody has overwritten, and to name it.
    Only for rows that are written once: nothing unreadable can be saved over what it stood for.
    """

    unreadable: Any = "\N{REPLACEMENT CHARACTER}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Decrypt on the way out, or return what no honest row holds."""
        try:
            return super().from_db_value(value, expression, connection)
        except (InvalidTag, KeyError, ValueError):
            return self.unreadable


class JSONEvidence(Evidence, EncryptedJSONField):
    """Encrypted data of such a row."""

    unreadable = {Evidence.unreadable: True}
