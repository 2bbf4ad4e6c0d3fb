"""What two administrators have released for deletion because its time of keeping is over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from privacy.rules.keeping import KINDS


class ReleaseQuerySet(ProposalQuerySet):
    """Releases as one asks for them."""

    def to_carry_out(self) -> "ReleaseQuerySet":
        """Return those that are approved and not finished."""
        return self.exclude(approved_at=None).filter(done_at=None)


class Release(Proposal):
    """Rows of one kind from before a moment: proposed with their number, erased when approved."""

    kind = models.CharField(
        _("kind of data"), max_length=40, choices=[(each.name, each.name) for each in KINDS]
    )
    before = models.DateTimeField(_("from before"), editable=False)
    rows = models.PositiveIntegerField(_("rows when it was proposed"), editable=False)
    erased = models.PositiveIntegerField(_("rows erased"), default=0, editable=False)
    done_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("release for deletion")
        verbose_name_plural = _("releases for deletion")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(turned_down_at=None, done_at=None),
                name="one_release_of_a_kind_stands",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False), name="a_release_is_proposed_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(approved_at__isnull=False),
                name="only_what_is_released_is_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.before:%Y-%m-%d}"
