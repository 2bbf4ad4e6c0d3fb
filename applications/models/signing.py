"""How somebody at the counter has said yes to what a clerk filled in for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField


class Signing(models.Model):
    """The yes of whoever stands at the counter: a signed form that was scanned, or a code.

    It holds for what was filled in when it was given (`mark`), and for nothing else.
    """

    class Way(models.TextChoices):
        """How it was given."""

        PAPER = "paper", _("Signed form, scanned")
        CODE = "code", _("Code sent to their phone")

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="signing"
    )
    way = models.CharField(max_length=8, choices=Way, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    # Before which clerk of which agency.
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    # The last code: where it went, its keyed hash, for which mark, and how often it was tried.
    code_to = EncryptedField(blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_mark = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way="", confirmed_at=None, clerk=None)
                | (~Q(way="") & Q(confirmed_at__isnull=False, clerk__isnull=False)),
                name="a_yes_says_how_when_and_before_whom",
            )
        ]

    def __str__(self) -> str:
        return f"signing {self.pk}"
