"""The books of the invented provider: what it has taken, and how it behaves."""

from datetime import datetime

from django.db import models


class SandboxOrder(models.Model):
    """An order as the invented provider knows it: nothing of a person, a number and an amount."""

    order_no = models.CharField(max_length=32, unique=True)
    amount_fen = models.BigIntegerField()
    is_closed = models.BooleanField(default=False)
    # It answers no question about this order until then.
    silent_until = models.DateTimeField(null=True)
    declined = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.order_no

    def is_silent(self, now: datetime) -> bool:
        """Whether it answers nothing just now."""
        return self.silent_until is not None and now < self.silent_until


class SandboxCharge(models.Model):
    """Money that it has taken, and may have given back."""

    provider_no = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(SandboxOrder, on_delete=models.PROTECT, related_name="charges")
    amount_fen = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_at = models.DateTimeField()
    # When it begins to answer that it was paid: a slow provider knows late what it has taken.
    known_from = models.DateTimeField()
    refund_no = models.CharField(max_length=36, blank=True)
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["paid_at", "pk"]
        indexes = [models.Index(fields=["paid_at"], name="charges_by_day")]

    def __str__(self) -> str:
        return self.provider_no
