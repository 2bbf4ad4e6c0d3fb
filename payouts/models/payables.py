"""One payment that is owed to one person: for which month, how much, and how far it has come."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedJSONField
from payouts.models.entitlements import Entitlement, EntitlementRate
from payouts.models.seeing import at_desk, seen_by
from payouts.registry import Benefit, benefit_of
from payouts.rules.amounts import Line, read
from payouts.rules.states import HELD, KINDS, OWED, Held, Kind, Owed

if TYPE_CHECKING:
    from agencies.actors import Actor


class PayableQuerySet(models.QuerySet["Payable"]):
    """Payments as one asks for them."""

    def visible_to(self, actor: "Actor") -> "PayableQuerySet":
        """Return a person's own, those by mandate, and at a desk those that the agency pays."""
        return self.filter(seen_by(actor))

    def at_desk_of(self, actor: "Actor") -> "PayableQuerySet":
        """Return those that the actor's agency pays, without the actor's own."""
        return self.filter(at_desk(actor))

    def counting(self) -> "PayableQuerySet":
        """Return those that were not cancelled."""
        return self.exclude(state=Owed.CANCELLED.value)


class Payable(models.Model):
    """One payment. Its key is what it is for, so that nothing is owed twice.

    `gross_fen` is what the person is due; what is kept back of it by agreement goes to a recovery.
    """

    key = models.CharField(max_length=80)
    # A row is written and changed some six times on its way: what other indexes begin with, or
    # nobody looks up, has none of its own.
    entitlement = models.ForeignKey(
        Entitlement,
        on_delete=models.PROTECT,
        null=True,
        related_name="payables",
        db_index=False,
    )
    rate = models.ForeignKey(
        EntitlementRate,
        on_delete=models.PROTECT,
        null=True,
        related_name="payables",
        db_index=False,
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payables")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="payables", db_index=False
    )
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="payables", db_index=False)
    benefit = models.CharField(max_length=40)
    fund = models.CharField(max_length=16)
    kind = models.CharField(
        max_length=10, choices=[(k.value, said.en) for k, said in KINDS.items()]
    )
    # The month it is for, and the month in which it came to be owed.
    month = models.DateField()
    period = models.DateField()
    gross_fen = models.BigIntegerField()
    withheld_fen = models.BigIntegerField(default=0)
    amount_fen = models.BigIntegerField()
    # Of what is no rate: its own lines.
    lines = EncryptedJSONField(blank=True, default="")
    state = models.CharField(
        max_length=10,
        choices=[(each.value, said.en) for each, said in OWED.items()],
        default=Owed.OWED.value,
    )
    held_because = models.CharField(
        max_length=12, blank=True, choices=[(each.value, said.en) for each, said in HELD.items()]
    )
    # How often it was with a bank, and what the bank said last time (`payouts.rules.returns`).
    attempts = models.PositiveSmallIntegerField(default=0)
    returned_because = models.CharField(max_length=4, blank=True)
    owed_at = models.DateTimeField()
    # When it was paid, came back or was cancelled; and the day on which the bank booked it.
    settled_at = models.DateTimeField(null=True)
    booked_on = models.DateField(null=True)

    objects = PayableQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment to a person")
        verbose_name_plural = _("payments to people")
        ordering = ["-month", "-pk"]
        indexes = [
            # In the order of their keys: a run goes through a month in chunks, and what was made a
            # moment ago is not in the statistics of the database.
            models.Index(fields=["agency", "fund", "period", "id"], name="payables_of_a_period"),
            models.Index(
                fields=["agency", "fund", "period"],
                condition=Q(state__in=["owed", "batched", "sent"]),
                name="payables_under_way",
            ),
            models.Index(
                fields=["agency", "fund", "id"],
                condition=Q(state__in=["owed", "held", "returned"]),
                name="payables_at_hand",
            ),
            models.Index(fields=["person", "-month"], name="payables_of_a_person"),
            models.Index(fields=["entitlement", "month"], name="payables_of_an_entitlement"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="nothing_is_owed_twice"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_payable_is_money"),
            models.CheckConstraint(
                condition=Q(gross_fen=F("amount_fen") + F("withheld_fen"), withheld_fen__gte=0),
                name="a_payable_and_what_is_kept_back_add_up",
            ),
            models.CheckConstraint(
                condition=Q(state="held") ^ Q(held_because=""),
                name="a_held_payable_says_why",
            ),
            models.CheckConstraint(
                condition=Q(entitlement=None, kind="one-off")
                | Q(entitlement__isnull=False, rate__isnull=False),
                name="a_monthly_payable_has_its_rate",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(settled_at__isnull=False, booked_on__isnull=False),
                name="a_paid_payable_was_booked",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def what(self) -> Benefit:
        """What the room says that pays it."""
        return benefit_of(self.benefit)

    @property
    def status(self) -> Owed:
        """The state as a member of the enum."""
        return Owed(self.state)

    @property
    def hold(self) -> Held | None:
        """Why it waits, if it does."""
        return Held(self.held_because) if self.held_because else None

    @property
    def is_regular(self) -> bool:
        """Whether it is the money of its own month."""
        return self.kind == Kind.REGULAR.value

    @property
    def shown_lines(self) -> tuple[Line, ...]:
        """The lines it is made of: its own, or those of its rate."""
        if self.lines:
            return read(self.lines)
        return self.rate.shown_lines if self.rate else ()
