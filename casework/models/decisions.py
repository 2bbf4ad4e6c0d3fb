"""Decisions that do not take effect at once: what they have in common, and those of two persons."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, ApiClient
from casework.models.case import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField


class KeptDecision(models.Model):
    """A decision in a case, kept with the words that belong to it until its time has come."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=24)
    # What was decided with it, in the words of the clerk.
    said = EncryptedField(default="{}")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.act} in {self.case_id}"


class PreparedActQuerySet(models.QuerySet["PreparedAct"]):
    """Prepared decisions as one asks for them."""

    def waiting(self) -> "PreparedActQuerySet":
        """Return those that wait for a second person."""
        return self.filter(ended_at=None)


class PreparedAct(KeptDecision):
    """A decision that one person, or a system, has prepared and another human being issues."""

    class Outcome(models.TextChoices):
        """How it ended."""

        ISSUED = "issued", _("Issued")
        SENT_BACK = "sent-back", _("Sent back by the second person")
        TAKEN_BACK = "taken-back", _("Taken back")
        REPLACED = "replaced", _("Prepared anew")
        OVERTAKEN = "overtaken", _("Overtaken by another event")

    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by_client = models.ForeignKey(
        ApiClient, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = PreparedActQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["agency"], condition=Q(ended_at=None), name="acts_for_a_second")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"],
                condition=Q(ended_at=None),
                name="one_decision_of_an_agency_is_prepared",
            ),
            models.CheckConstraint(
                condition=Q(prepared_by__isnull=False) | Q(prepared_by_client__isnull=False),
                name="a_prepared_decision_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(issued_by=None) | Q(prepared_by=None) | ~Q(issued_by=F("prepared_by")),
                name="nobody_issues_what_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(outcome="issued", issued_by__isnull=False)
                | (~Q(outcome="issued") & Q(issued_by=None)),
                name="what_was_issued_a_second_person_issued",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="a_prepared_decision_ends_in_one_way",
            ),
        ]
