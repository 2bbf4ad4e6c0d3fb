"""What an agency offers for a service, and what is proposed to be offered."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from agencies.models import Agency
from kit.held import ReferenceKey


class Terms(models.Model):
    """What an agency offers for a service: whether online, how fast, where else, whom to call."""

    service = models.CharField(_("service"), max_length=40)
    is_online = models.BooleanField(_("can be done online"), default=True)
    online_from = models.DateField(_("online from"), null=True, blank=True)
    # Never above the term of the law; empty: the term of the law.
    promised_days = models.PositiveSmallIntegerField(
        _("promised working days"), null=True, blank=True
    )
    counters = models.TextField(_("counters"), blank=True)
    counters_en = models.TextField(_("counters in English"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    hours_en = models.CharField(_("opening hours in English"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    complaint_phone = models.CharField(_("phone for complaints"), max_length=40, blank=True)

    class Meta:
        abstract = True

    def is_open_on(self, day: date) -> bool:
        """Whether the service can be asked for online on a day."""
        return self.is_online and (self.online_from is None or self.online_from <= day)


class OfferProposal(Proposal, Terms):
    """A change of what an agency offers: proposed by it or for it, approved by an administrator."""

    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposed offer")
        verbose_name_plural = _("proposed offers")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "service"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_change_of_an_offer_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.service}"


class Offer(Terms):
    """What an agency offers for a service today; without a row it is not offered online."""

    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="offers", verbose_name=_("agency")
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["agency", "service"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "service"], name="an_agency_offers_a_service_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.service} · {self.since:%Y-%m-%d}"
