"""What the original agency found of money that was sent and did not arrive, or arrived unsent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.model_fields import EncryptedField
from kit.models import Erasable
from transfers.models.transfer import Transfer


class Restatement(Erasable):
    """Why less or more arrived than was sent (在途资金差额): found by one, confirmed by another.

    The original agency's bank paid out another amount than had been written down, or what came back
    to it was not its own. `amount_fen` is what its fund gains by that; less than nothing: loses.
    """

    class Finding(models.TextChoices):
        """What was found."""

        SENT_LESS = "sent-less", _("Our bank paid out less than had been written down")
        SENT_MORE = "sent-more", _("Our bank paid out more than had been written down")
        NOT_OURS = "not-ours", _("The money was not ours and has gone to whose it is")

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="restatements")
    finding = models.CharField(max_length=12, choices=Finding)
    amount_fen = models.BigIntegerField()
    # How it is known, with the bank's numbers.
    note = EncryptedField(max_length=500)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    found_by_client = models.CharField(max_length=80, blank=True)
    found_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer"],
                condition=Q(confirmed_at=None),
                name="one_finding_of_a_difference_waits",
            ),
            models.CheckConstraint(
                condition=Q(finding="sent-less", amount_fen__gt=0)
                | (~Q(finding="sent-less") & Q(amount_fen__lt=0)),
                name="a_finding_moves_money_its_own_way",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("found_by")),
                name="nobody_confirms_the_difference_they_found",
            ),
        ]

    def __str__(self) -> str:
        return f"finding of {self.transfer_id}"
