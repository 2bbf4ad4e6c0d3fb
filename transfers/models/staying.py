"""What cannot be moved and stays where it is."""

from django.db import models
from django.db.models import F, Q

from kit.models import Erasable
from letters.models import Letter
from transfers.models.transfer import Transfer
from transfers.rules.staying import Stay


class PartThatStaysQuerySet(models.QuerySet["PartThatStays"]):
    """What stays, as one asks for it."""

    def with_months(self) -> "PartThatStaysQuerySet":
        """Return the parts that name months: those are cut out of the information form."""
        return self.filter(first_month__isnull=False)


class PartThatStays(Erasable):
    """What cannot be moved, as the person was told in writing (人社厅发〔2019〕94号 art. 3)."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="parts_that_stay")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8)
    first_month = models.DateField(null=True)
    last_month = models.DateField(null=True)

    objects = PartThatStaysQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "reason", "first_month"], name="a_part_that_stays_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(first_month=None, last_month=None)
                | Q(first_month__lte=F("last_month")),
                name="what_stays_is_a_stretch_of_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} in {self.transfer_id}"

    @property
    def stay(self) -> Stay:
        """The months as the rules know them."""
        return Stay(self.first_month, self.last_month)
