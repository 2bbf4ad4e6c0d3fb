"""Reconsideration (行政复议) and lawsuits (行政诉讼) about a case, as its agency records them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from agencies.models import Agency
from casework.models.case import Case, visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField


class ProceedingQuerySet(models.QuerySet["Proceeding"]):
    """Proceedings as one asks for them."""

    def visible_to(self, actor: Actor) -> "ProceedingQuerySet":
        """Return those of the cases this actor may see.

        The person reads what two have said, and what they have reported themselves.
        """
        seen = self.filter(visible_cases(actor, "case__"), turned_down_at=None)
        if actor.agency:
            return seen
        return seen.filter(Q(confirmed_at__isnull=False) | Q(recorded_by=actor.user))


class Proceeding(models.Model):
    """Where, under which number and since when another body looks at a case, and what came of it.

    Each of the two, that it was filed and how it ended, is recorded by one person and confirmed by
    another of the agency. What it stops is said in words: staying a decision is a decision of its
    own (行政复议法 art. 42, 行政诉讼法 art. 56), which this row reports and does not make.
    """

    class Kind(models.TextChoices):
        """Which way was taken."""

        RECONSIDERATION = "reconsideration", _("Administrative reconsideration")
        LAWSUIT = "lawsuit", _("Lawsuit")

    class Outcome(models.TextChoices):
        """How it ended."""

        UPHELD = "upheld", _("The decision of the agency stands")
        CHANGED = "changed", _("The decision of the agency was changed or revoked")
        ENDED = "ended", _("It ended without a decision")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    body = EncryptedField()
    number = EncryptedField()
    filed_on = models.DateField()
    stops = EncryptedField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    turned_down_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    ended_on = models.DateField(null=True)
    outcome_note = EncryptedField(blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome_confirmed_at = models.DateTimeField(null=True)

    objects = ProceedingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by")),
                name="nobody_confirms_a_proceeding_they_recorded",
            ),
            models.CheckConstraint(
                condition=Q(outcome_confirmed_by=None) | ~Q(outcome_confirmed_by=F("outcome_by")),
                name="nobody_confirms_an_outcome_they_recorded",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(turned_down_at=None),
                name="a_proceeding_is_confirmed_or_turned_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.case_id}"

    @property
    def waits_for_second(self) -> bool:
        """Whether a second person has to confirm what was recorded last."""
        return self.confirmed_at is None or (
            bool(self.outcome) and self.outcome_confirmed_at is None
        )

    @property
    def last_recorded_by_id(self) -> int | None:
        """Who recorded what waits for a second person."""
        return self.recorded_by_id if self.confirmed_at is None else self.outcome_by_id
