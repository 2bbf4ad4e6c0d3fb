"""What one administrator proposes and another approves before it counts."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from kit.errors import NotPermitted, Refusal


class ProposalQuerySet(models.QuerySet[Any]):
    """Proposals as one asks for them."""

    def approved(self) -> Self:
        """Return what counts: approved by a second person, or come with the release."""
        return self.exclude(approved_at=None)

    def waiting(self) -> Self:
        """Return what nobody has decided yet."""
        return self.filter(approved_at=None, turned_down_at=None)


class Proposal(models.Model):
    """A row that counts from its approval by a second person; it is never changed afterwards.

    What came with the release has neither proposer nor approver, only the moment of its loading.
    """

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("proposed by"),
    )
    proposed_at = models.DateTimeField(gettext_lazy("proposed"), editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("approved by"),
    )
    approved_at = models.DateTimeField(gettext_lazy("approved"), null=True, editable=False)
    turned_down_at = models.DateTimeField(gettext_lazy("turned down"), null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_their_own_%(class)s",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(turned_down_at=None),
                name="a_%(class)s_is_approved_or_turned_down",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | Q(proposed_by=None, approved_by=None)
                | Q(proposed_by__isnull=False, approved_by__isnull=False),
                name="a_proposed_%(class)s_is_approved_by_somebody",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.approved_at is None and self.turned_down_at is None

    @property
    def is_approved(self) -> bool:
        """Whether it counts."""
        return self.approved_at is not None


def approve(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Let a proposal count; raises `NotPermitted` for the proposer, `Refusal` if it is decided.

    Approving again what the same person has approved changes nothing.
    """
    if proposal.proposed_by_id == by.pk:
        raise NotPermitted(_("Somebody else has to approve what you proposed."))
    if proposal.approved_by_id == by.pk:
        return
    if proposal.proposed_by is not None and not proposal.proposed_by.is_active:
        raise Refusal(_("The account of who proposed this has been locked. Propose it anew."))
    _decide(proposal, approved_by=by, approved_at=now)


def turn_down(proposal: Proposal, *, now: datetime) -> None:
    """Decide that a proposal will not count; its proposer may take it back in the same way."""
    if proposal.turned_down_at is None:
        _decide(proposal, turned_down_at=now)


def _decide(proposal: Proposal, **how: Any) -> None:
    """Decide once: of two deciding at the same moment the second is told."""
    waiting = type(proposal)._default_manager.filter(
        pk=proposal.pk, approved_at=None, turned_down_at=None
    )
    if not waiting.update(**how):
        raise Refusal(_("This has been decided already."))
    proposal.refresh_from_db()
