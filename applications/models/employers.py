"""Employers that may hand in lists, and whom they have listed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, EncryptedJSONField
from kit.models import Erasable


class Employer(models.Model):
    """An employer whose contact person may hand in lists; let in by two of its agency.

    The code is handed over by the agency, and binds the account of whoever types it once.
    """

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="employers")
    name = models.CharField(_("name of the employer"), max_length=100)
    credit_code = models.CharField(_("unified social credit code"), max_length=18)
    contact_name = EncryptedField(_("contact person"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True)
    # The account of the contact person, once they have typed the code.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="employers"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "credit_code"],
                condition=Q(ended_at=None),
                name="an_employer_is_let_in_once_by_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_an_employer_they_proposed",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) ^ Q(approved_at__isnull=False),
                name="an_approved_employer_says_when",
            ),
            models.CheckConstraint(
                condition=Q(user=None) | Q(approved_at__isnull=False),
                name="only_an_approved_employer_has_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"employer {self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether lists are taken from it now."""
        return self.approved_at is not None and self.ended_at is None


class ListedPerson(Erasable):
    """Somebody an employer has listed for a service: nothing is begun before they say so.

    Goes after thirty days, confirmed or not; the employer never learns which.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="listed")
    service = models.CharField(max_length=40)
    key = models.CharField(max_length=32, unique=True)
    name = EncryptedField()
    document_index = models.CharField(max_length=64)
    phone = EncryptedField()
    # What the employer says beside it: answers of the draft, once its person begins one.
    answers = EncryptedJSONField(default=dict)
    listed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    # When its person decided; whether with yes or no is told to nobody.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["document_index"], name="listed_by_document"),
            models.Index(fields=["employer"], condition=Q(told_at=None), name="listed_not_told"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "service", "document_index"],
                name="an_employer_lists_somebody_once_for_a_service",
            )
        ]

    def __str__(self) -> str:
        return f"listed {self.pk}"
