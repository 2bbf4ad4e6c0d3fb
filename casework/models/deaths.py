"""A death that one person reports and another confirms, and what is decided about a case then."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.approval import Proposal, ProposalQuerySet
from agencies.models import Agency
from casework.models.case import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedDateField, EncryptedField


class DeathReport(Proposal):
    """That an insured person has died, on which day, known from where; or that this was wrong."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="death_reports")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_taken_back = models.BooleanField(default=False)
    died_on = EncryptedDateField(null=True)
    source = EncryptedField(max_length=200)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("report of a death")
        verbose_name_plural = _("reports of deaths")
        ordering = ["proposed_at", "pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_report_of_a_death_waits",
            ),
            models.CheckConstraint(
                condition=Q(is_taken_back=True) | Q(died_on__isnull=False),
                name="a_death_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"report of a death {self.pk}"


class AfterDeath(Proposal):
    """Whether a case goes on after a death, because money was under way, or ends."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="after_death")
    goes_on = models.BooleanField()
    reason = EncryptedField(max_length=500)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("decision after a death")
        verbose_name_plural = _("decisions after deaths")
        ordering = ["proposed_at", "pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_decision_after_a_death_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"after a death {self.pk}"


def stopped_by_death() -> Q:
    """Return the condition for cases in which nothing may happen: two persons have to decide.

    A decision counts for the death it was made about; after a newer report it is made again.
    """
    reports = DeathReport.objects.filter(person=OuterRef("person"), is_taken_back=False)
    waiting = reports.filter(approved_at=None, turned_down_at=None)
    newer = DeathReport.objects.filter(
        person=OuterRef("case__person"), approved_at__gt=OuterRef("approved_at")
    )
    goes_on = AfterDeath.objects.filter(
        ~Exists(newer), case=OuterRef("pk"), goes_on=True, approved_at__isnull=False
    )
    return Q(Exists(waiting)) | (Q(person__deceased_on__isnull=False) & ~Q(Exists(goes_on)))
