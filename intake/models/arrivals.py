"""The days of the tax channel, and each payment it reported: booked, put aside, or replaced."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, ApiClient, of_agency
from intake.rules.arrival_file import KINDS, YEAR, Line
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, FindableField
from records.models import Relationship

if TYPE_CHECKING:
    from agencies.actors import Actor


class ArrivalFileQuerySet(models.QuerySet["ArrivalFile"]):
    """Days as one asks for them."""

    def visible_to(self, actor: "Actor") -> "ArrivalFileQuerySet":
        """Return those of the actor's own agency."""
        return self.filter(_of_agency_of(actor))


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Payments as one asks for them."""

    def visible_to(self, actor: "Actor") -> "ArrivalQuerySet":
        """Return those that came to the actor's own agency."""
        return self.filter(_of_agency_of(actor))


def _of_agency_of(actor: "Actor") -> Q:
    is_there = actor.agency is not None and actor.acts_for_agency
    return of_agency(actor.agency) if is_there and actor.agency else Q(pk__in=())


class ArrivalFile(models.Model):
    """One version of a day's arrivals; it was taken whole, and replaced the version before."""

    number = models.CharField(max_length=32, unique=True)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="arrival_files")
    day = models.DateField()
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    client = ReferenceKey(ApiClient, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()

    objects = ArrivalFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of arrivals")
        ordering = ["-day", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "day", "version"], name="a_version_of_a_day_comes_once"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Arrival(models.Model):
    """A payment that the tax channel reported, in fen; what a later version says is a row beside.

    `months_were` says what the record held of its months when it was booked, so that a corrected
    file can take it out again.
    """

    class State(models.TextChoices):
        """What has become of it."""

        BOOKED = "booked", _("Booked")
        PARKED = "parked", _("Put aside")
        TURNED_DOWN = "turned-down", _("Not for this record")
        TAKEN_OUT = "taken-out", _("Taken out by a corrected file")

    class Were(models.TextChoices):
        """What the record held of the months."""

        NOT_THERE = "not-there", _("Nothing")
        OWED = "owed", _("Owed")
        COUNTED = "counted", _("Counted as paid, without a day")

    file = models.ForeignKey(ArrivalFile, on_delete=models.PROTECT, related_name="arrivals")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    flow = models.CharField(max_length=32)
    line = models.PositiveIntegerField()
    personal_number = FindableField(max_length=20)
    name = EncryptedField()
    insurance_code = models.CharField(max_length=3)
    period = models.DateField()
    kind = models.CharField(
        max_length=20, choices=[(name, text.en) for name, text in KINDS.items()]
    )
    employer_code = FindableField(max_length=20, blank=True)
    base_fen = models.BigIntegerField()
    employer_fen = models.BigIntegerField()
    personal_fen = models.BigIntegerField()
    late_fee_fen = models.BigIntegerField(default=0)
    arrived_on = models.DateField()
    state = models.CharField(max_length=12, choices=State)
    reason = models.CharField(max_length=20, blank=True)
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, null=True, related_name="arrivals"
    )
    account_fen = models.BigIntegerField(default=0)
    account_year = models.PositiveSmallIntegerField(null=True)
    months_were = models.CharField(max_length=10, choices=Were, blank=True)
    taken_out_with = models.CharField(max_length=32, blank=True)
    # Of what was put aside: to whom one person would book it, or to nobody, and who agreed.
    proposed_number = FindableField(max_length=20, blank=True)
    proposed_account_fen = models.BigIntegerField(null=True)
    proposed_note = EncryptedField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrival")
        ordering = ["arrived_on", "pk"]
        indexes = [
            models.Index(
                fields=["agency", "arrived_on"],
                condition=Q(state="parked"),
                name="arrivals_that_were_put_aside",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "flow"],
                condition=~Q(state="taken-out"),
                name="a_payment_of_the_tax_channel_stands_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | (Q(relationship__isnull=False) & ~Q(months_were="")),
                name="what_is_booked_is_booked_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(proposed_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="what_was_put_aside_moves_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(state="taken-out") ^ Q(taken_out_with=""),
                name="what_was_taken_out_says_by_which_file",
            ),
        ]

    def __str__(self) -> str:
        return f"arrival {self.flow}"

    @property
    def amount_fen(self) -> int:
        """All that arrived."""
        return self.employer_fen + self.personal_fen + self.late_fee_fen

    @property
    def is_year(self) -> bool:
        """Whether it is for a year and not a month."""
        return self.kind == YEAR

    def as_line(self) -> Line:
        """Return it as the file said it."""
        return Line(
            line=self.line,
            flow=self.flow,
            personal_number=str(self.personal_number),
            name=str(self.name),
            insurance_code=self.insurance_code,
            period=self.period,
            kind=self.kind,
            employer_code=str(self.employer_code),
            base_fen=self.base_fen,
            employer_fen=self.employer_fen,
            personal_fen=self.personal_fen,
            arrived_on=self.arrived_on,
            late_fee_fen=self.late_fee_fen,
        )

    def age(self, today: date) -> int:
        """Return how many days ago the money arrived."""
        return (today - self.arrived_on).days
