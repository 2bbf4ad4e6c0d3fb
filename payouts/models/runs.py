"""The run of a month: what an agency owes from one fund, and what somebody has to look at."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from kit.held import ReferenceKey
from payouts.models.payables import Payable
from payouts.models.seeing import at_desk, of_the_agency
from payouts.rules.states import UNLIKE

if TYPE_CHECKING:
    from agencies.actors import Actor


class RunQuerySet(models.QuerySet["Run"]):
    """Runs as one asks for them."""

    def visible_to(self, actor: "Actor") -> "RunQuerySet":
        """Return those of the actor's agency."""
        return self.filter(of_the_agency(actor))


class Run(models.Model):
    """What an agency pays from a fund for a month; the numbers stand still once it is closed."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("Being worked out")
        COMPARED = "compared", _("Worked out and compared")
        CLOSED = "closed", _("Closed")

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="runs")
    fund = models.CharField(max_length=16)
    month = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    pay_on = models.DateField()
    # Up to which entitlement it has come: whoever goes on begins there.
    reached = models.BigIntegerField(default=0)
    # Up to which payment it was compared with the month before; the same holds for it.
    compared_to = models.BigIntegerField(default=0)
    owed_lines = models.PositiveIntegerField(default=0)
    owed_fen = models.BigIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    median_fen = models.BigIntegerField(default=0)
    # Of a closed month: what became of what was owed.
    paid_fen = models.BigIntegerField(default=0)
    returned_fen = models.BigIntegerField(default=0)
    held_fen = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    compared_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a month")
        verbose_name_plural = _("runs of months")
        ordering = ["-month", "agency", "fund"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fund", "month"], name="a_month_of_a_fund_is_run_once"
            ),
            models.CheckConstraint(
                condition=Q(state="closed") ^ Q(closed_at__isnull=True),
                name="a_run_is_closed_or_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(owed_fen=F("paid_fen") + F("returned_fen") + F("held_fen")),
                name="a_closed_month_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.month:%Y-%m} of {self.agency_id}"


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings as one asks for them."""

    def at_desk_of(self, actor: "Actor") -> "FindingQuerySet":
        """Return those of the actor's agency, without the actor's own."""
        return self.filter(at_desk(actor))


class Finding(models.Model):
    """A payment unlike last month's: held until somebody has looked and said that it is right."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="findings")
    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=16, choices=[(each.value, said.en) for each, said in UNLIKE.items()]
    )
    before_fen = models.BigIntegerField(default=0)
    found_at = models.DateTimeField()
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["run", "pk"]
        indexes = [
            models.Index(
                fields=["agency"], condition=Q(cleared_at=None), name="findings_to_be_cleared"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["payable", "kind"], name="a_finding_is_made_once"),
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_by=None)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
                name="a_finding_is_cleared_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.payable_id}"
