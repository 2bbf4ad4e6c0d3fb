"""What somebody draws each month: since when, how much from which month on, and its pauses."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency, ApiClient
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, EncryptedJSONField
from kit.models import Immutable
from payouts.models.seeing import at_desk, seen_by
from payouts.registry import Benefit, benefit_of, exclude_each_other
from payouts.rules.amounts import Line, read
from payouts.rules.drawing import Pause, Rate, Span, overlap
from payouts.rules.states import DRAWN, Drawn, Proof

if TYPE_CHECKING:
    from agencies.actors import Actor

BY: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "related_name": "+"}


class EntitlementQuerySet(models.QuerySet["Entitlement"]):
    """Entitlements as one asks for them."""

    def visible_to(self, actor: "Actor") -> "EntitlementQuerySet":
        """Return a person's own, those by mandate, and at a desk those that the agency pays."""
        return self.filter(seen_by(actor))

    def at_desk_of(self, actor: "Actor") -> "EntitlementQuerySet":
        """Return those that the actor's agency pays, without the actor's own."""
        return self.filter(at_desk(actor))

    def running(self) -> "EntitlementQuerySet":
        """Return those that have not ended."""
        return self.exclude(state=Drawn.ENDED.value)


class Entitlement(models.Model):
    """A claim to money every month, from one month to another or for good."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entitlements")
    # The name of a declared benefit, and the fund that pays it.
    benefit = models.CharField(max_length=40)
    fund = models.CharField(max_length=16)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="entitlements")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entitlements")
    from_month = models.DateField()
    # The last month that is paid; without one it goes on.
    until_month = models.DateField(null=True)
    state = models.CharField(
        max_length=10,
        choices=[(each.value, said.en) for each, said in DRAWN.items()],
        default=Drawn.ACTIVE.value,
    )
    ended_because = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    # From this month on something was changed that the next run works out anew.
    reckon_from = models.DateField(null=True)
    # Until this day it is shown that they may still draw it; nothing where nobody asks.
    proven_until = models.DateField(null=True)
    # Since when they live abroad and where, as they have reported: no record there is compared.
    abroad_since = models.DateField(null=True)
    abroad_in = EncryptedField(max_length=60, blank=True)
    # When somebody who cannot come asked to be visited at home; nothing is suspended meanwhile.
    visit_asked_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("entitlement")
        verbose_name_plural = _("entitlements")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["agency", "fund", "id"],
                condition=~Q(state="ended"),
                name="entitlements_to_be_run",
            ),
            models.Index(
                fields=["agency", "fund", "reckon_from"],
                condition=Q(reckon_from__isnull=False),
                name="entitlements_to_reckon",
            ),
            models.Index(
                fields=["agency"],
                condition=Q(visit_asked_at__isnull=False),
                name="visits_that_are_asked_for",
            ),
            models.Index(
                fields=["proven_until"],
                condition=Q(proven_until__isnull=False, state="active"),
                name="entitlements_to_prove",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "benefit", "person"],
                name="a_case_gives_a_benefit_to_a_person_once",
            ),
            models.CheckConstraint(
                condition=Q(state="ended") ^ Q(ended_at__isnull=True),
                name="an_entitlement_runs_or_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.benefit} {self.pk}"

    @property
    def what(self) -> Benefit:
        """What the room says that pays it."""
        return benefit_of(self.benefit)

    @property
    def status(self) -> Drawn:
        """The state as a member of the enum."""
        return Drawn(self.state)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a month in which it is drawn at all."""
        return self.until_month is None or self.until_month >= self.from_month

    @property
    def span(self) -> Span:
        """What is drawn, as the rules ask for it."""
        return Span(
            first=self.from_month,
            last=self.until_month,
            rates=tuple(each.as_rule for each in self.rates.all() if not each.replaced_by_id),
            pauses=tuple(each.as_rule for each in self.suspensions.all()),
        )

    def excludes(self, benefit: str, first: date, last: date | None) -> bool:
        """Whether nobody who draws this may draw a benefit in these months as well."""
        own = (self.from_month, self.until_month)
        both = exclude_each_other(benefit, self.benefit) and overlap((first, last), own)
        return self.is_drawn and both


class Exclusion(models.Model):
    """That somebody draws one of two benefits that exclude each other; one may, and no second.

    What has ended lets go; the months of what went before are compared as well when one begins.
    """

    entitlement = models.ForeignKey(
        Entitlement, on_delete=models.PROTECT, related_name="exclusions"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    pair = models.CharField(max_length=81)
    is_live = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "pair"], condition=Q(is_live=True), name="nobody_draws_two"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pair} of {self.entitlement_id}"


class EntitlementRate(models.Model):
    """How much is drawn from a month on, with its lines; a new rate takes the place of others.

    What was decided is never changed: only that another one has taken its place.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="rates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    from_month = models.DateField()
    amount_fen = models.BigIntegerField()
    lines = EncryptedJSONField(default=list)
    # The case in which it was decided; a change of all by a new number of the law has none.
    decided_in = models.ForeignKey(Case, **BY)
    replaced_by = models.ForeignKey("self", **BY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)
    at = models.DateTimeField()

    class Meta:
        ordering = ["entitlement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitlement", "from_month"],
                condition=Q(replaced_by=None),
                name="an_entitlement_has_one_rate_for_a_month",
            ),
            models.UniqueConstraint(
                fields=["entitlement", "number"], name="rates_are_numbered_as_they_come"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="a_rate_is_no_debt"),
        ]

    def __str__(self) -> str:
        return f"rate {self.number} of {self.entitlement_id}"

    @property
    def as_rule(self) -> Rate:
        """The rate, as the rules ask for it."""
        return Rate(from_month=self.from_month, fen=self.amount_fen, key=self.pk)

    @property
    def shown_lines(self) -> tuple[Line, ...]:
        """The lines it is made of."""
        return read(self.lines)


class Suspension(models.Model):
    """Months in which nothing is paid, although the claim goes on; `until_month` is paid again."""

    entitlement = models.ForeignKey(
        Entitlement, on_delete=models.PROTECT, related_name="suspensions"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    from_month = models.DateField()
    until_month = models.DateField(null=True)
    reason = models.CharField(max_length=40)
    # Whether the months are paid once it is over.
    pays_back = models.BooleanField(default=False)
    at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)

    class Meta:
        ordering = ["entitlement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitlement"],
                condition=Q(over_at=None),
                name="an_entitlement_is_suspended_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(over_at=None, until_month=None)
                | Q(over_at__isnull=False, until_month__isnull=False),
                name="a_suspension_that_is_over_has_a_last_month",
            ),
        ]

    def __str__(self) -> str:
        return f"suspension {self.pk}"

    @property
    def as_rule(self) -> Pause:
        """The pause, as the rules ask for it."""
        return Pause(
            from_month=self.from_month, until_month=self.until_month, pays_back=self.pays_back
        )


class Qualification(Immutable):
    """That somebody has shown, on a day, that they may still draw what they draw."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="proofs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Proof])
    on_day = models.DateField()
    until = models.DateField()
    note = EncryptedField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)
    # The agency's system that reported it: of records that were compared alone.
    by_client = models.ForeignKey(ApiClient, **BY)
    at = models.DateTimeField()

    class Meta:
        ordering = ["entitlement", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitlement", "on_day", "way"], name="a_proof_counts_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(by_client=None) | Q(by=None, way=Proof.COMPARISON.value),
                name="a_system_proves_by_comparison_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"
