"""Who may pay from whose medical account, and what they have spent of it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from casework.models import Case
from kit.model_fields import EncryptedField
from kit.models import Immutable
from records.models import Relationship
from services.enrolments.rules.sharing import PURPOSES, RELATIONS


class Sharing(models.Model):
    """One person lets a relative pay from their medical account (家庭共济), once both agree.

    `relative` is empty where nobody on the records has this name and number: it lapses then, and
    whoever offered it does not learn who is insured.
    """

    class Side(models.TextChoices):
        """Who ended it."""

        GIVER = "giver", _("whoever shares the account")
        RELATIVE = "relative", _("the relative")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="sharing")
    account = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="sharings")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sharings_given")
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="sharings_held"
    )
    giver_name = EncryptedField()
    relative_name = EncryptedField()
    relative_number = EncryptedField()
    relation = models.CharField(max_length=12, choices=[(each, each) for each in RELATIONS])
    purposes = models.JSONField(default=list)
    month_limit_fen = models.BigIntegerField(null=True)
    year_limit_fen = models.BigIntegerField(null=True)
    offered_at = models.DateTimeField()
    offered_until = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=8, choices=Side, blank=True)

    class Meta:
        verbose_name = _("shared medical account")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(relative=F("giver")), name="nobody_shares_with_themselves"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(relative__isnull=False),
                name="only_somebody_on_the_record_agrees",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="what_ended_was_ended_by_a_side",
            ),
            models.CheckConstraint(
                condition=(Q(month_limit_fen=None) | Q(month_limit_fen__gt=0))
                & (Q(year_limit_fen=None) | Q(year_limit_fen__gt=0)),
                name="a_limit_is_more_than_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"sharing {self.pk}"

    def is_in_force(self) -> bool:
        """Whether the relative may pay from it."""
        return self.agreed_at is not None and self.ended_at is None

    def has_lapsed(self, now: datetime) -> bool:
        """Whether nobody agreed in time: time changes no row."""
        return self.agreed_at is None and self.ended_at is None and self.offered_until <= now


class SharingSpend(Immutable):
    """What a relative has paid from the account; both sides read it."""

    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="spends")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=[(each, each) for each in PURPOSES])
    amount_fen = models.BigIntegerField()
    spent_on = models.DateField()
    reference = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sharing", "reference"], name="a_payment_is_spent_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="what_is_spent_is_money"),
        ]

    def __str__(self) -> str:
        return f"spent {self.reference}"
