"""Who may pay from whose medical account, what they have spent, and who inherits an account."""

from datetime import date, datetime
from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from casework.models import Case
from kit.model_fields import EncryptedField
from kit.models import Immutable
from records.models import Relationship
from services.enrolments.rules.inheriting import HEIRS
from services.enrolments.rules.sharing import PURPOSES, RELATIONS


class Sharing(models.Model):
    """One person lets a relative pay from their medical account (家庭共济), once both agree.

    `relative` is empty where nobody on the records has this name and number: it lapses then, and
    whoever offered it does not learn who is insured.
    """

    class Side(models.TextChoices):
        """Who ended it."""

        GIVER = "giver", _("whoever shares the account")
        RELATIVE = "relative", _("the relative")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="sharing")
    account = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="sharings")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sharings_given")
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="sharings_held"
    )
    giver_name = EncryptedField()
    relative_name = EncryptedField()
    relative_number = EncryptedField()
    relation = models.CharField(max_length=12, choices=[(each, each) for each in RELATIONS])
    purposes = models.JSONField(default=list)
    month_limit_fen = models.BigIntegerField(null=True)
    year_limit_fen = models.BigIntegerField(null=True)
    # The days on which the relative may pay; nothing is from when they agree, and without an end.
    from_day = models.DateField(null=True)
    until = models.DateField(null=True)
    offered_at = models.DateTimeField()
    offered_until = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=8, choices=Side, blank=True)

    class Meta:
        verbose_name = _("shared medical account")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(relative=F("giver")), name="nobody_shares_with_themselves"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(relative__isnull=False),
                name="only_somebody_on_the_record_agrees",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="what_ended_was_ended_by_a_side",
            ),
            models.CheckConstraint(
                condition=(Q(month_limit_fen=None) | Q(month_limit_fen__gt=0))
                & (Q(year_limit_fen=None) | Q(year_limit_fen__gt=0)),
                name="a_limit_is_more_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(from_day=None) | Q(until=None) | Q(until__gte=F("from_day")),
                name="a_sharing_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"sharing {self.pk}"

    def is_in_force(self) -> bool:
        """Whether the relative may pay from it."""
        return self.agreed_at is not None and self.ended_at is None

    def holds_on(self, day: date) -> bool:
        """Whether a day lies within those that were named."""
        begun = self.from_day is None or self.from_day <= day
        return begun and (self.until is None or day <= self.until)

    def has_lapsed(self, now: datetime) -> bool:
        """Whether nobody agreed in time: time changes no row."""
        return self.agreed_at is None and self.ended_at is None and self.offered_until <= now


class SharingSpend(Immutable):
    """What a relative has paid from the account; both sides read it."""

    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="spends")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=[(each, each) for each in PURPOSES])
    amount_fen = models.BigIntegerField()
    spent_on = models.DateField()
    reference = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sharing", "reference"], name="a_payment_is_spent_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="what_is_spent_is_money"),
        ]

    def __str__(self) -> str:
        return f"spent {self.reference}"


class Heir(models.Model):
    """One row of the heirs of an account, and what they say to the shares.

    A table that is corrected makes new rows: whoever had agreed to other shares is asked again.
    `person` is empty where nobody on the records has this name and number.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="heirs")
    row = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="inheritances"
    )
    name = EncryptedField()
    number = EncryptedField()
    relation = models.CharField(max_length=12, choices=[(each, each) for each in HEIRS])
    parts = models.PositiveIntegerField()
    of_parts = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("heir of an account")
        ordering = ["case_id", "row", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "row"],
                condition=Q(replaced_at=None),
                name="a_row_of_heirs_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(declined_at=None),
                name="an_heir_agrees_or_does_not",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, declined_at=None) | Q(person__isnull=False),
                name="only_a_known_heir_answers",
            ),
            models.CheckConstraint(
                condition=Q(parts__gte=1) & Q(parts__lte=F("of_parts")),
                name="a_share_is_part_of_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"heir {self.pk}"

    @property
    def share(self) -> Fraction:
        """The share as a fraction."""
        return Fraction(self.parts, self.of_parts)


class HeirShare(Immutable):
    """What an heir has of an account, in fen: their own case, with their letter and payment."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="heir_share")
    heir = models.OneToOneField(Heir, on_delete=models.PROTECT, related_name="has")
    account = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    whole_fen = models.BigIntegerField()
    amount_fen = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0) & Q(amount_fen__lte=F("whole_fen")),
                name="what_is_inherited_is_part_of_the_whole",
            )
        ]

    def __str__(self) -> str:
        return f"share of heir {self.heir_id}"
