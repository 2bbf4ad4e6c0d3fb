"""What was paid too much and has to come back: never set off without the person's word."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from casework.models import Case, Proceeding
from kit.held import ReferenceKey
from kit.model_fields import EncryptedJSONField
from payouts.models.entitlements import Entitlement
from payouts.models.payables import Payable
from payouts.models.seeing import at_desk, seen_by
from payouts.rules.amounts import Line, read
from payouts.rules.states import RECOVERED, WAYS, Recovered, Way

if TYPE_CHECKING:
    from agencies.actors import Actor


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    """Recoveries as one asks for them."""

    def visible_to(self, actor: "Actor") -> "RecoveryQuerySet":
        """Return a person's own, those by mandate, and at a desk those of the agency."""
        return self.filter(seen_by(actor))

    def at_desk_of(self, actor: "Actor") -> "RecoveryQuerySet":
        """Return those of the actor's agency, without the actor's own."""
        return self.filter(at_desk(actor))

    def open(self) -> "RecoveryQuerySet":
        """Return those of which something has still to come back."""
        return self.filter(state__in=[Recovered.DEMANDED.value, Recovered.AGREED.value])

    def judged(self) -> "RecoveryQuerySet":
        """Add to each whether its case is objected to, or before another body, right now."""
        objections = Case.objects.open().filter(about=OuterRef("case"))
        elsewhere = Proceeding.objects.filter(
            case=OuterRef("case"), confirmed_at__isnull=False, outcome_confirmed_at=None
        )
        return self.annotate(is_contested=Exists(objections) | Exists(elsewhere))

    def undisputed(self) -> "RecoveryQuerySet":
        """Return those that nobody objects to."""
        return self.judged().filter(is_contested=False)

    def contested(self) -> "RecoveryQuerySet":
        """Return those that rest: nothing is kept back of them, and no day of theirs passes."""
        return self.judged().filter(is_contested=True)


class Recovery(models.Model):
    """Money that somebody was paid and was not due, demanded back."""

    key = models.CharField(max_length=80, unique=True)
    entitlement = models.ForeignKey(
        Entitlement, on_delete=models.PROTECT, null=True, related_name="recoveries"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recoveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recoveries")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="recoveries")
    amount_fen = models.BigIntegerField()
    back_fen = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=40)
    lines = EncryptedJSONField(default=list)
    state = models.CharField(
        max_length=10,
        choices=[(each.value, said.en) for each, said in RECOVERED.items()],
        default=Recovered.DEMANDED.value,
    )
    # How it comes back, once the person has chosen.
    way = models.CharField(
        max_length=12, blank=True, choices=[(each.value, said.en) for each, said in WAYS.items()]
    )
    demanded_at = models.DateTimeField()
    # The number of the sealed letter that says so, once it is issued.
    letter = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    # Two of the agency have decided that it is kept back of later payments, and how much of each
    # month's money stays untouched (社会保险经办条例 art. 46).
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ordered_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ordered_at = models.DateTimeField(null=True)
    untouched_fen = models.BigIntegerField(default=0)
    # Who said that it is no debt, and who agreed.
    withdrawal_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("money to be paid back")
        verbose_name_plural = _("money to be paid back")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_recovery_is_money"),
            models.CheckConstraint(
                condition=Q(back_fen__gte=0, back_fen__lte=F("amount_fen")),
                name="no_more_comes_back_than_was_demanded",
            ),
            models.CheckConstraint(
                condition=Q(state="settled", back_fen=F("amount_fen")) | ~Q(state="settled"),
                name="a_settled_recovery_is_back_whole",
            ),
            models.CheckConstraint(
                condition=Q(way="")
                | Q(agreed_at__isnull=False)
                | Q(ordered_at__isnull=False, way="set-off"),
                name="nothing_is_kept_back_without_agreement_or_decision",
            ),
            models.CheckConstraint(
                condition=Q(ordered_at=None)
                | (Q(ordered_with__isnull=False) & ~Q(ordered_with=F("ordered_by"))),
                name="keeping_back_is_decided_by_two",
            ),
            models.CheckConstraint(
                condition=Q(untouched_fen__gte=0), name="what_stays_untouched_is_no_debt"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None)
                | (Q(withdrawal_by__isnull=False) & ~Q(withdrawn_by=F("withdrawal_by"))),
                name="a_recovery_is_withdrawn_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def status(self) -> Recovered:
        """The state as a member of the enum."""
        return Recovered(self.state)

    @property
    def left_fen(self) -> int:
        """What has still to come back."""
        return self.amount_fen - self.back_fen

    @property
    def agreed_way(self) -> Way | None:
        """How it comes back, once that is agreed."""
        return Way(self.way) if self.way else None

    @property
    def shown_lines(self) -> tuple[Line, ...]:
        """The lines it is made of."""
        return read(self.lines)


class RecoveryMonth(models.Model):
    """How much of a month that was paid is demanded back, so that nothing is demanded twice."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="months")
    entitlement = models.ForeignKey(
        Entitlement, on_delete=models.PROTECT, related_name="recovered_months"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    amount_fen = models.BigIntegerField()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recovery", "month"], name="a_month_stands_once_in_a_recovery"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_month_back_is_money"),
        ]

    def __str__(self) -> str:
        return f"{self.month} of {self.recovery_id}"


class Instalment(models.Model):
    """One part of what comes back: until when it was agreed, or from which payment it was kept."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="instalments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    amount_fen = models.BigIntegerField()
    payable = models.ForeignKey(
        Payable, on_delete=models.PROTECT, null=True, related_name="withheld"
    )
    # The bank's reference of what came in; who booked it.
    reference = models.CharField(max_length=40, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recovery", "payable"],
                condition=Q(payable__isnull=False),
                name="a_payment_is_set_off_once",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="an_instalment_is_money"),
        ]

    def __str__(self) -> str:
        return f"instalment {self.pk}"
