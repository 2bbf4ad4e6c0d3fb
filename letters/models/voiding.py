"""A letter that one person wants voided and another approves (row 17: two persons)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from kit.model_fields import EncryptedField
from letters.models.letters import Letter


class VoidingProposal(Proposal):
    """Why an issued letter should count no longer, and whether a corrected one takes its place."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="voiding_proposals")
    reason = EncryptedField()
    is_reissued = models.BooleanField()
    # What the corrected letter says in place of the first one's note, where its kind has one.
    note = EncryptedField(blank=True)
    answer = EncryptedField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposal to void a letter")
        verbose_name_plural = _("proposals to void a letter")
        ordering = ["proposed_at", "pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_voiding_of_a_letter_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"voiding of {self.letter_id}"
