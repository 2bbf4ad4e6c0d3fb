"""Insured persons, as the agencies' records know them."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.indexes import (
    document_index,
    name_index,
    number_index,
    phone_index,
    surname_index,
)
from kit.model_fields import EncryptedDateField, EncryptedField
from law.identity_number import IdentityDocument, mask
from law.names import name_key, surname_key


class DocumentType(models.TextChoices):
    """Identity documents that social insurance accepts (code AAC058)."""

    RESIDENT_ID = "resident-id", _("Resident identity card")
    HMT_RESIDENCE_PERMIT = (
        "hmt-residence-permit",
        _("Residence permit, Hong Kong, Macao, Taiwan"),
    )
    FOREIGN_PERMANENT_RESIDENT = (
        "foreign-permanent-resident",
        _("Foreign permanent resident identity card"),
    )
    HK_MACAO_PASS = "hk-macao-pass", _("Mainland travel permit, Hong Kong and Macao")
    TAIWAN_PASS = "taiwan-pass", _("Mainland travel permit, Taiwan")
    PASSPORT = "passport", _("Passport")


class Sex(models.TextChoices):
    """Sex as the identity document states it (code AAC004)."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class PersonManager(models.Manager["Person"]):
    """Finds persons by what is stored encrypted."""

    def with_document(self, document: IdentityDocument) -> models.QuerySet["Person"]:
        """Return the person with exactly this identity document, if any."""
        return self.filter(document_index=document_index(document))

    def with_index(self, indexes: Sequence[str]) -> models.QuerySet["Person"]:
        """Return whoever has one of these numbers or documents (`typed_indexes`)."""
        return self.filter(Q(number_index__in=indexes) | Q(document_index__in=indexes))

    def named(self, typed: str) -> models.QuerySet["Person"]:
        """Return whoever has exactly this name, or this surname if it is one."""
        is_surname = surname_key(typed) == name_key(typed)
        whole = Q(name_index=name_index(typed))
        return self.filter(whole | Q(surname_index=surname_index(typed)) if is_surname else whole)


class Person(models.Model):
    """An insured person (参保人), as the agencies' records know them; with or without a sign-in."""

    name = EncryptedField(_("name"))
    document_type = models.CharField(
        _("document type"),
        max_length=32,
        choices=DocumentType,
        default=DocumentType.RESIDENT_ID,
    )
    number = EncryptedField(_("document number"))
    # Of a passport: who issued it, three letters of GB/T 2659.1. Empty for all other documents.
    issued_in = EncryptedField(_("country of issue"), blank=True)
    # By the number alone, whatever document it is of, and by all that makes one document.
    number_index = models.CharField(max_length=64, editable=False)
    document_index = models.CharField(max_length=64, editable=False)
    # By the whole name and by the surname, for agencies that look among their own cases.
    name_index = models.CharField(max_length=64, editable=False)
    surname_index = models.CharField(max_length=64, editable=False)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex)
    born_on = EncryptedDateField(_("date of birth"))
    # A GB/T 2260 code; empty for persons without a household registration on the mainland.
    hukou_region_code = models.CharField(_("household registration"), max_length=6, blank=True)
    phone = EncryptedField(_("phone on record"), blank=True)
    # Several may share one: members of a family. Empty where there is no phone.
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    email = EncryptedField(_("e-mail on record"), blank=True)
    address = EncryptedField(_("address on record"), blank=True)
    deceased_on = EncryptedDateField(_("date of death"), null=True, blank=True)
    # Whether there has ever been a mandate by or to them: the others cost no page a question.
    in_mandates = models.BooleanField(default=False, db_default=False)

    objects = PersonManager()

    class Meta:
        verbose_name = _("insured person")
        verbose_name_plural = _("insured persons")
        constraints = [
            models.UniqueConstraint(
                fields=["document_index"], name="one_person_for_each_identity_document"
            ),
            models.CheckConstraint(
                condition=~Q(document_type=DocumentType.PASSPORT) | ~Q(issued_in=""),
                name="a_passport_names_its_country",
            ),
        ]
        indexes = [
            models.Index(fields=["number_index"], name="persons_by_number"),
            models.Index(fields=["name_index"], name="persons_by_name"),
            models.Index(fields=["surname_index"], name="persons_by_surname"),
            models.Index(
                fields=["phone_index"], condition=~Q(phone_index=""), name="persons_by_phone"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the blind indexes in step with number and phone."""
        self.issued_in = self.document.issued_in
        self.name_index = name_index(str(self.name))
        self.surname_index = surname_index(str(self.name))
        self.number_index = number_index(self.document_type, str(self.number))
        self.document_index = document_index(self.document)
        self.phone_index = phone_index(str(self.phone)) if self.phone else ""
        super().save(*args, **kwargs)

    @property
    def document(self) -> IdentityDocument:
        """The document under which the person is insured."""
        return IdentityDocument(self.document_type, str(self.number), str(self.issued_in))

    @property
    def masked_number(self) -> str:
        """The number as it is shown, its middle hidden."""
        return mask(str(self.number))
