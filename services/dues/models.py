"""What somebody has to pay themselves: a month or a year of one insurance; amounts in fen."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from casework.models import Case
from kit.model_fields import EncryptedField
from payments.models import Payment
from records.models import Relationship

if TYPE_CHECKING:
    from agencies.actors import Actor


class DueQuerySet(models.QuerySet["Due"]):
    """Dues as one asks for them."""

    def visible_to(self, actor: "Actor") -> "DueQuerySet":
        """Return a person's own dues, or at a counter those of whoever stands there."""
        whose = actor.applies_for_id
        return self.filter(person=whose) if whose else self.none()

    def payable(self, today: date) -> "DueQuerySet":
        """Return what can be paid today."""
        return self.filter(state=Due.State.OPEN, last_day__gte=today)

    def with_places(self) -> "DueQuerySet":
        """Fetch along whose relationship it is."""
        return self.select_related("relationship")


class Due(models.Model):
    """A month (or, of a resident, a year) that waits to be paid by the person themselves."""

    class Kind(models.TextChoices):
        """What it is for."""

        NORMAL = "normal", _("Month")
        RESIDENT_YEAR = "resident-year", _("Year of a resident")
        EXTENSION = "minimum-extension", _("Month towards the minimum")
        ONE_OFF = "one-off", _("Paid once")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("To be paid")
        IN_ORDER = "in-order", _("In an order")
        PAID = "paid", _("Paid")
        LAPSED = "lapsed", _("The last day has passed")
        CANCELLED = "cancelled", _("Cancelled")
        REFUNDED = "refunded", _("Paid back")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dues")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="dues")
    # The first day of the month, or of the year.
    period = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NORMAL)
    base_fen = models.BigIntegerField(default=0)
    rate = models.DecimalField(max_digits=6, decimal_places=5, default=1)
    account_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    amount_fen = models.BigIntegerField()
    account_fen = models.BigIntegerField(default=0)
    opened_on = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    order_no = models.CharField(max_length=32, blank=True)
    case_number = models.CharField(max_length=32, blank=True)
    paid_on = models.DateField(null=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name = _("due")
        ordering = ["period", "pk"]
        indexes = [
            models.Index(
                fields=["last_day"], condition=Q(state="open"), name="dues_by_their_last_day"
            ),
            models.Index(fields=["person", "period"], name="dues_of_a_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "period", "kind"],
                condition=Q(state__in=["open", "in-order", "paid"]),
                name="a_month_is_due_once",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0)
                & Q(account_fen__gte=0)
                & Q(account_fen__lte=F("amount_fen")),
                name="a_due_splits_into_fund_and_account",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["paid", "refunded"], paid_on__isnull=False)
                & ~Q(order_no="")
                & ~Q(case_number="")
                | ~Q(state__in=["paid", "refunded"]) & Q(paid_on=None),
                name="what_is_paid_has_its_order_and_its_case",
            ),
            models.CheckConstraint(
                condition=~Q(state="in-order", order_no=""), name="what_is_ordered_has_its_order"
            ),
        ]

    def __str__(self) -> str:
        return f"due {self.pk}"

    @property
    def pooled_fen(self) -> int:
        """What of it goes to the common fund."""
        return self.amount_fen - self.account_fen

    @property
    def is_year(self) -> bool:
        """Whether it is for a year and not a month."""
        return self.kind == self.Kind.RESIDENT_YEAR

    @property
    def subject(self) -> str:
        """What a line of an order calls it."""
        return f"due:{self.pk}"


class RefundDue(models.Model):
    """What two persons have decided to pay back, until somebody pays it out."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="refund_due")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="+")
    amount_fen = models.BigIntegerField()
    # Where the money came from is where it goes back; otherwise to this account of the person.
    account = EncryptedField(blank=True)
    decided_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="what_is_paid_back_is_money")
        ]

    def __str__(self) -> str:
        return f"refund of {self.case_id}"
