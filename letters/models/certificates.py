"""The certificates of the agencies' seals, and what was signed with each."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable, ImmutableError
from letters.models.letters import Letter


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates as one asks for them."""

    def good_at(self, moment: datetime) -> "CertificateQuerySet":
        """Return those that could sign at this moment: begun, not ended, not revoked."""
        unrevoked = Q(revoked_at=None) | Q(revoked_at__gt=moment)
        return self.filter(unrevoked, begins_at__lte=moment, ends_at__gt=moment)

    def newest_of_each(self) -> "CertificateQuerySet":
        """Return the latest certificate of each agency and algorithm: the others are history."""
        later = Certificate.objects.filter(
            agency=models.OuterRef("agency"),
            algorithm=models.OuterRef("algorithm"),
            running__gt=models.OuterRef("running"),
        )
        return self.filter(~models.Exists(later))


class Certificate(models.Model):
    """The certificate of one agency's seal: issued, renewed, revoked, never deleted."""

    class Algorithm(models.TextChoices):
        """With what it signs."""

        P256 = "p256", _("ECDSA P-256 with SHA-256")
        SM2 = "sm2", _("SM2 with SM3")

    class Revocation(models.TextChoices):
        """Why it ended early (RFC 5280, 5.3.1)."""

        COMPROMISED = "key-compromise", _("The key may be known to others")
        SUPERSEDED = "superseded", _("Another certificate took its place")
        CHANGED = "affiliation-changed", _("The agency is called otherwise now")
        CEASED = "cessation-of-operation", _("The agency has closed")

    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("agency")
    )
    algorithm = models.CharField(_("way of signing"), max_length=8, choices=Algorithm)
    # First, second, third of this agency and algorithm; with them it makes the number.
    running = models.PositiveSmallIntegerField()
    number = models.CharField(_("certificate number"), max_length=32, unique=True)
    serial = models.CharField(max_length=40, unique=True)
    der = models.BinaryField()
    # The key, or a hardware module's name for it; destroyed when another takes its place.
    secret = EncryptedField(null=True)
    # How many warnings of its end have gone out.
    warnings = models.PositiveSmallIntegerField(default=0)
    begins_at = models.DateTimeField(_("valid from"))
    ends_at = models.DateTimeField(_("valid until"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked from"), null=True)
    revocation = models.CharField(
        _("why it was revoked"), max_length=24, choices=Revocation, blank=True
    )
    revocation_note = EncryptedField(blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["agency__code", "algorithm", "-running"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "algorithm", "running"],
                name="an_agencys_certificates_are_counted",
            ),
            models.CheckConstraint(
                condition=Q(begins_at__lt=F("ends_at")), name="a_certificate_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation="")),
                name="a_revocation_has_a_moment_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: letters rest on it."""
        raise ImmutableError("a certificate is revoked, never deleted")

    def is_revoked_at(self, moment: datetime) -> bool:
        """Whether what it signed at this moment is worth nothing."""
        return self.revoked_at is not None and moment >= self.revoked_at


class LetterSignature(Immutable):
    """What was signed, when, and with which certificate: one row for each file of a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    sha256 = models.CharField(max_length=64, unique=True)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="signatures"
    )
    signed_at = models.DateTimeField()
    # A second signature over the finished file, kept beside it: the place of a national e-seal.
    counter_signature = models.BinaryField(null=True)
    counter_certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="counter_signatures"
    )

    class Meta:
        verbose_name = _("signature")
        constraints = [
            models.CheckConstraint(
                condition=Q(counter_signature=None, counter_certificate=None)
                | Q(counter_signature__isnull=False, counter_certificate__isnull=False),
                name="a_counter_signature_names_its_certificate",
            )
        ]

    def __str__(self) -> str:
        return f"signature of {self.letter_id} with {self.certificate_id}"
