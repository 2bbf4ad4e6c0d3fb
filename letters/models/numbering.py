"""The numbers of letters: each agency's mark, how far each series has come, and what was lost."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.models import Immutable


class Counter(models.Model):
    """The last number given in a series: gap-free, since it moves in the same transaction."""

    series = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class DocumentMark(models.Model):
    """The characters an agency's document numbers begin with (发文机关代字), as 穗社保转."""

    agency = models.OneToOneField(
        Agency, on_delete=models.PROTECT, related_name="document_mark", verbose_name=_("agency")
    )
    mark = models.CharField(_("mark"), max_length=30, unique=True)

    class Meta:
        verbose_name = _("document mark")
        verbose_name_plural = _("document marks")
        ordering = ["agency__code"]

    def __str__(self) -> str:
        return self.mark


class LostNumbers(Immutable):
    """Numbers that were given and of which the database knows nothing: a backup was restored.

    They are never given again; the letters that bear them are on paper and in other hands.
    """

    series = models.CharField(max_length=60)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=F("last")), name="lost_numbers_are_in_order"
            ),
            models.UniqueConstraint(fields=["series", "first"], name="numbers_are_lost_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.first} to {self.last}"
