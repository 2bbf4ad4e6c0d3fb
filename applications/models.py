"""An application on a declared service: its answers, its decision, and what agencies offer."""

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from agencies.approval import Proposal, ProposalQuerySet
from agencies.models import Agency
from applications.declaring import Outcome, Service
from applications.paper_models import PaperPage as PaperPage
from applications.registry import service_of
from casework.models import Case
from casework.models.case import visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable
from letters.models import Letter


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications as one asks for them."""

    def visible_to(self, actor: Actor) -> "ApplicationQuerySet":
        """Return the applications whose cases this actor may see."""
        return self.filter(visible_cases(actor, "case__"))

    def whole(self) -> "ApplicationQuerySet":
        """Fetch along whose it is and who handles it."""
        return self.select_related("case__person")


class Application(models.Model):
    """What was asked for in a case of a declared service; answers are encrypted, never queried.

    What must be found later becomes a column of the service's own room when the decision takes
    effect.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="application"
    )
    # Who handles it: chosen while it is a draft, and not changed afterwards.
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="applications")
    kept_answers = EncryptedField(default="{}")
    # Counts the savings: a page drawn from an older one writes over nothing (ChangedMeanwhile).
    revision = models.PositiveIntegerField(default=0)
    is_human_review_asked = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")

    def __str__(self) -> str:
        return f"application {self.case_id}"

    @property
    def service(self) -> Service:
        """The declaration of what is asked for."""
        return service_of(self.case.service)

    @property
    def raw_answers(self) -> dict[str, Any]:
        """The answers as they are kept, in JSON types (kinds.py reads them)."""
        kept: dict[str, Any] = json.loads(self.kept_answers)
        return kept


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


class Decision(Immutable):
    """How a case was decided, by which two persons, with which reasons; written once.

    A decision of the rules alone names nobody, and is only ever a yes (个人信息保护法 art. 24).
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Outcome]
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reasons = models.JSONField(default=list)
    note = EncryptedField(blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="decision")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(prepared_by=None, approved_by=None, outcome="granted")
                | (
                    Q(approved_by__isnull=False)
                    & (Q(prepared_by=None) | ~Q(prepared_by=F("approved_by")))
                ),
                name="nobody_approves_what_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(outcome="granted") | ~Q(reasons=[]), name="a_no_has_its_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


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
    """A change of what an agency offers: proposed by one administrator, approved by another."""

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
    since = models.DateTimeField()

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
        return f"{self.agency_id} {self.service} since {self.since:%Y-%m-%d}"
