"""A second factor that is lost: one administrator proposes to take it away, another approves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from kit.model_fields import EncryptedField


class FactorProposal(Proposal):
    """That an account loses its app, passkeys and paper codes, so that its owner sets up anew.

    Whoever has a factor taken away has only a password between them and the account: so two look,
    and each writes or reads how the owner was recognised (OWASP ASVS 5.0, 6.4.4).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("account"),
    )
    recognised = EncryptedField(
        _("how the owner was recognised"),
        max_length=300,
        help_text=_("For example: came in person with the staff card and the identity card."),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("second factor to be set up anew")
        verbose_name_plural = _("second factors to be set up anew")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_new_factor_of_somebody_is_proposed",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False) & ~Q(proposed_by=F("user")),
                name="nobody_proposes_a_new_factor_for_themselves",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("user")),
                name="nobody_approves_a_new_factor_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
