"""Codes that prove the contacts of an application, and the way back from what was done at once."""

from django.db import models
from django.db.models import Q

from applications.models.application import Application
from casework.models import Case


class ContactProof(models.Model):
    """A code sent to a contact that an application names; it proves that contact and no other."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="proofs")
    field = models.CharField(max_length=40)
    # The keyed hash of the contact: another one typed later is not proven by this.
    contact_index = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=128)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["application", "field", "-sent_at"], name="latest_proofs")]

    def __str__(self) -> str:
        return f"proof {self.pk}"


class WayBack(models.Model):
    """That what a case did at once can be undone, by whoever a replaced contact belongs to."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ways_back")
    # Which contact was replaced and is told: its name in the service.
    contact = models.CharField(max_length=40)
    told_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    # An earlier change was undone, so this way would lead to what somebody else had entered.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "contact"], name="a_replaced_contact_has_one_way_back"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(told_at__isnull=False),
                name="only_who_was_told_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"way back {self.pk}"
