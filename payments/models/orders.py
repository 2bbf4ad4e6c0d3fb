"""Orders, what was paid for them, and what went back; amounts in fen."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from kit.held import ReferenceKey
from payments.registry import Purpose, purpose_of
from payments.rules.orders import CURRENCY, State, Why

if TYPE_CHECKING:
    from agencies.actors import Actor

STATES = {
    State.OPEN: _("To be paid"),
    State.PAID: _("Paid"),
    State.CANCELLED: _("Cancelled"),
    State.EXPIRED: _("Not paid in time"),
    State.DISPUTED: _("Being checked"),
    State.REFUNDED: _("Paid back"),
}


class OrderQuerySet(models.QuerySet["Order"]):
    """Orders as one asks for them."""

    def visible_to(self, actor: "Actor") -> "OrderQuerySet":
        """Return a person's own orders; whoever stands at a counter has theirs seen there."""
        whose = actor.applies_for_id
        return self.filter(person=whose) if whose else self.none()


class Order(models.Model):
    """What somebody has said they will pay, at one provider, until a moment."""

    number = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="orders")
    # Issues the receipt: the agency of the first line.
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="orders")
    purpose = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    state = models.CharField(
        max_length=12,
        choices=[(each.value, name) for each, name in STATES.items()],
        default=State.OPEN.value,
    )
    provider = models.CharField(max_length=20)
    # How often a person was told no by their bank or wallet; nothing was taken then.
    declined = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # When the provider was asked last, and how often it did not answer since it last did.
    asked_at = models.DateTimeField(null=True)
    silent_times = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    # The case that holds the receipt, once it is paid.
    case_number = models.CharField(max_length=32, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["provider", "opened_at"], name="orders_by_provider")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="an_order_is_about_money"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at")), name="an_order_can_be_paid_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "disputed"]) ^ Q(ended_at__isnull=False),
                name="an_order_has_ended_or_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page on which it is followed."""
        return reverse(self.what_for.page, args=[self.number])

    @property
    def back_url(self) -> str:
        """Where a provider leads whoever has paid there."""
        return reverse(self.what_for.back, args=[self.number])

    @property
    def status(self) -> State:
        """The state as a member of the enum."""
        return State(self.state)

    @property
    def what_for(self) -> Purpose:
        """What the room says that collects the money."""
        return purpose_of(self.purpose)


class OrderLine(models.Model):
    """One thing of an order; while the order lives nobody else can order the same."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The thing as the room above knows it: `due:12`.
    subject = models.CharField(max_length=40)
    amount_fen = models.BigIntegerField()
    is_live = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(is_live=True), name="a_due_is_in_one_live_order"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_line_is_about_money"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} in {self.order_id}"


class Payment(models.Model):
    """Money that a provider says it has taken for an order; one row however often it says so."""

    class State(models.TextChoices):
        """What has become of it."""

        CREDITED = "credited", _("Credited")
        TO_SEND_BACK = "to-send-back", _("Going back to you")
        SENT_BACK = "sent-back", _("Sent back to you")
        DISPUTED = "disputed", _("Being checked")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20)
    provider_no = models.CharField(max_length=40)
    amount_fen = models.BigIntegerField()
    currency = models.CharField(max_length=3, default=CURRENCY)
    paid_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State)
    booked_at = models.DateTimeField()

    class Meta:
        ordering = ["paid_at", "pk"]
        indexes = [models.Index(fields=["provider", "paid_at"], name="payments_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_no"], name="a_payment_is_booked_once"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="credited"), name="an_order_is_paid_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_payment_is_money"),
        ]

    def __str__(self) -> str:
        return self.provider_no


class Refund(models.Model):
    """Money that goes back the way it came, whole; asked again until the provider confirms it."""

    number = models.CharField(max_length=36, unique=True)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="refund")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    why = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Why])
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_refund_is_money")
        ]

    def __str__(self) -> str:
        return self.number
