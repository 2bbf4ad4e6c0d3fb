"""A request to put everything that may be paid from a fund into batches, and how far it is."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.held import ReferenceKey
from payouts.models.seeing import of_the_agency

if TYPE_CHECKING:
    from agencies.actors import Actor
    from payouts.models.batches import Batch

BY: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "related_name": "+"}


class PreparationQuerySet(models.QuerySet["Preparation"]):
    """Preparations as one asks for them."""

    def visible_to(self, actor: "Actor") -> "PreparationQuerySet":
        """Return those of the actor's agency."""
        return self.filter(of_the_agency(actor))


class Preparation(models.Model):
    """All that may be paid from a fund on a day, put into batches piece by piece."""

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    fund = models.CharField(max_length=16)
    period = models.DateField()
    pay_on = models.DateField()
    # Up to which payment it goes; and at which office and payment it has come to.
    until = models.BigIntegerField()
    office = models.BigIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    # Who asked: a person, or the system of the agency.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)
    asked_for = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        verbose_name = _("preparation of batches")
        verbose_name_plural = _("preparations of batches")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fund"],
                condition=Q(done_at=None),
                name="a_fund_is_prepared_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"preparation {self.pk}"

    def made(self) -> "list[Batch]":
        """Return its batches as they were begun, without those that were taken back."""
        return list(self.batches.exclude(lines=0).order_by("pk"))
