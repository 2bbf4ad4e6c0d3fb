"""What providers told us, and how their books and ours compare; of no person by themselves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable
from payments.rules.reconciling import Kind

KINDS = {
    Kind.MISSING_THERE: _("We have it, the provider does not"),
    Kind.MISSING_HERE: _("The provider has it, we do not"),
    Kind.AMOUNT: _("The amounts differ"),
    Kind.DOUBLE: _("Booked twice"),
    Kind.REFUND: _("A refund differs"),
    Kind.DIED: _("Whoever paid has died"),
}


class ProviderEvent(Immutable):
    """A signed call-back, kept once; it credits nothing, it only lets the provider be asked."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=64)
    order_no = models.CharField(max_length=32)
    kind = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "event_id"], name="a_call_back_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"


class DailySheet(Immutable):
    """One day of one provider, compared and signed; whoever has it can add it up again."""

    provider = models.CharField(max_length=20)
    day = models.DateField()
    made_at = models.DateTimeField()
    ours_count = models.PositiveIntegerField()
    ours_fen = models.BigIntegerField()
    theirs_count = models.PositiveIntegerField()
    theirs_fen = models.BigIntegerField()
    refunds_fen = models.BigIntegerField()
    ledger_fen = models.BigIntegerField()
    differences = models.PositiveIntegerField()
    key = models.CharField(max_length=32)
    signature = models.CharField(max_length=120)

    class Meta:
        ordering = ["-day", "provider"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "day"], name="a_day_of_a_provider_is_signed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} on {self.day}"


class Difference(models.Model):
    """Where the books differ: explained by one person, closed by another."""

    provider = models.CharField(max_length=20)
    day = models.DateField()
    kind = models.CharField(
        max_length=16, choices=[(each.value, name) for each, name in KINDS.items()]
    )
    order_no = models.CharField(max_length=32, blank=True)
    provider_no = models.CharField(max_length=40, blank=True)
    # Whose money it is about; of an order we do not know, nobody's yet.
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    ours_fen = models.BigIntegerField()
    theirs_fen = models.BigIntegerField()
    found_at = models.DateTimeField()
    explanation = EncryptedField(blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    explained_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day", "pk"]
        indexes = [
            models.Index(
                fields=["agency", "day"],
                condition=Q(settled_at=None),
                name="differences_that_are_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "provider_no", "order_no"],
                name="a_difference_is_found_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, explained_by__isnull=False)
                & ~Q(settled_by=F("explained_by")),
                name="a_difference_is_settled_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_no}"
