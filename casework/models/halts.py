"""The switch that stops letters and remittances, and the decisions that wait while it is off."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, ApiClient
from casework.models.decisions import KeptDecision
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Reference


class HaltQuerySet(models.QuerySet["Halt"]):
    """Halts as one asks for them."""

    def in_force(self) -> "HaltQuerySet":
        """Return the halts that nobody has lifted."""
        return self.filter(lifted_at=None)

    def over(self, agency: Agency | OuterRef | None) -> "HaltQuerySet":
        """Return the halts that hold an agency: its own, and those of all agencies."""
        return self.in_force().filter(Q(agency=None) | Q(agency=agency))


class Halt(Reference):
    """Letters and remittances of one agency, or of all, are stopped from one moment to another.

    The rows are the history: one is added by stopping, completed by lifting (asked for by
    one person and confirmed by another), and never deleted.
    """

    agency = ReferenceKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="halts",
        verbose_name=_("agency"),
        help_text=_("Leave empty to stop all agencies."),
    )
    reason = EncryptedField(_("reason"), max_length=300)
    stopped_at = models.DateTimeField(_("stopped"))
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("stopped by"),
    )
    lifting_asked_at = models.DateTimeField(_("lifting asked for"), null=True)
    lifting_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("lifting asked for by"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifting_reason = EncryptedField(_("why it goes on"), max_length=300, blank=True)

    objects = HaltQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop of letters and money")
        verbose_name_plural = _("stops of letters and money")
        ordering = ["-stopped_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("agency", 0),
                condition=Q(lifted_at=None),
                name="one_halt_in_force_for_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("stopped_at")),
                name="a_halt_is_lifted_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(lifting_asked_at=None, lifting_asked_by=None)
                | Q(lifting_asked_at__isnull=False, lifting_asked_by__isnull=False),
                name="somebody_asked_for_the_lifting_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(
                    ~Q(lifted_by=F("lifting_asked_by")),
                    lifted_at__isnull=False,
                    lifted_by__isnull=False,
                    lifting_asked_by__isnull=False,
                ),
                name="a_halt_is_lifted_by_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id or '*'} {self.stopped_at}"


class HeldActQuerySet(models.QuerySet["HeldAct"]):
    """Held decisions as one asks for them."""

    def waiting(self) -> "HeldActQuerySet":
        """Return those that are neither carried out nor found impossible."""
        return self.filter(ended_at=None)

    def first_in_line(self) -> "HeldActQuerySet":
        """Return those that no earlier one of their agency keeps waiting, nor any halt."""
        before = HeldAct.objects.waiting().filter(agency=OuterRef("agency"), pk__lt=OuterRef("pk"))
        halts = Halt.objects.over(OuterRef("agency"))
        return self.waiting().filter(~Exists(before), ~Exists(halts))


class HeldAct(KeptDecision):
    """A decision that would issue a letter or send money, kept until that may go on."""

    # The version of the case that was looked at; whatever happens meanwhile overtakes the decision.
    version = models.PositiveIntegerField()
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_client = models.ForeignKey(ApiClient, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField()
    # Why it could not be carried out any more; empty when it was.
    refusal = EncryptedField(max_length=300, blank=True)

    objects = HeldActQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_decision_of_a_case_is_held"
            ),
            models.CheckConstraint(
                condition=Q(by_user__isnull=False) | Q(by_client__isnull=False),
                name="a_held_decision_is_somebodys",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "id"], condition=Q(ended_at=None), name="decisions_held_in_order"
            )
        ]
