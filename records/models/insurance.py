"""Who is insured with which agency, and in which months."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import RECORDED_CHOICES, Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, FindableField


class Scheme(models.TextChoices):
    """Employee or resident scheme."""

    EMPLOYEE = "employee", _("Employee scheme")
    RESIDENT = "resident", _("Resident scheme")


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    """Relationships as one asks for them."""

    def of(self, person: Person, insurance: str) -> "RelationshipQuerySet":
        """Return a person's relationships of one insurance, the earliest first."""
        return self.filter(person=person, insurance=insurance).order_by("opened_month", "pk")


class Relationship(models.Model):
    """A person's insurance relationship with one agency (参保关系), and its personal account."""

    class AccountKind(models.TextChoices):
        """General, or temporary (opened at 50/40 or older away from the hukou place)."""

        GENERAL = "general", _("General account")
        TEMPORARY = "temporary", _("Temporary contribution account")

    class Status(models.TextChoices):
        """Whether contributions run."""

        ACTIVE = "active", _("Paying")
        SUSPENDED = "suspended", _("Contributions stopped")
        MOVED = "moved", _("Moved to another place")
        DRAWING = "drawing", _("Drawing benefits")
        ENDED = "ended", _("Ended")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="relationships")
    insurance = models.CharField(max_length=12, choices=RECORDED_CHOICES)
    scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.EMPLOYEE)
    account_kind = models.CharField(max_length=12, choices=AccountKind, default=AccountKind.GENERAL)
    status = models.CharField(max_length=12, choices=Status)
    personal_number = FindableField(max_length=20)
    employer_name = EncryptedField(max_length=120, blank=True)
    opened_month = models.DateField()
    # ①: paid personally before 1998-01-01, with interest (国办发〔2009〕66号 art. 4(1)).
    pre_1998_fen = models.BigIntegerField(default=0)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("insurance relationship")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "insurance", "scheme"],
                name="one_relationship_at_an_agency_for_each_scheme",
            ),
            models.UniqueConstraint(
                fields=["agency", "insurance", "personal_number"],
                name="a_personal_number_belongs_to_one_relationship",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insurance} relationship {self.pk}"


class InsuredPeriodQuerySet(models.QuerySet["InsuredPeriod"]):
    """Periods as one asks for them."""

    def lying_there(self) -> "InsuredPeriodQuerySet":
        """Return those that have not left their relationship."""
        return self.filter(gone_as="")


class InsuredPeriod(models.Model):
    """Months in a row, within one year, with the same base and rates, paid in one scheme.

    `came_from` and `case_number` are set on months that arrived by a transfer: the place where
    they were insured stays visible for ever. `gone_as` and `gone_with` say how, and with which
    case, months left: what has moved does not move a second time. `corrected_with` is the case by
    which two persons have added months that were missing.
    """

    class Gone(models.TextChoices):
        """How months left their relationship."""

        MOVED = "moved", _("Moved to another place")
        GIVEN_UP = "given-up", _("Owed, and given up with a transfer")
        CLEARED = "cleared", _("Paid twice, and paid back")
        CORRECTED = "corrected", _("Recorded wrongly, and struck out")

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="periods")
    first_month = models.DateField()
    last_month = models.DateField()
    base_fen = models.BigIntegerField()
    employer_rate = models.DecimalField(max_digits=6, decimal_places=5)
    personal_rate = models.DecimalField(max_digits=6, decimal_places=5)
    account_rate = models.DecimalField(max_digits=6, decimal_places=5)
    # Linked schemes keep apart in one relationship (人社部发〔2014〕17号 arts. 5 and 6).
    scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.EMPLOYEE)
    is_paid = models.BooleanField(default=True)
    is_personal_arrears = models.BooleanField(default=False)
    came_from = ReferenceKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="periods_moved_away"
    )
    case_number = models.CharField(max_length=32, blank=True)
    corrected_with = models.CharField(max_length=32, blank=True, default="", db_default="")
    gone_as = models.CharField(max_length=12, choices=Gone, blank=True)
    gone_with = models.CharField(max_length=32, blank=True)

    objects = InsuredPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["first_month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month__lte=F("last_month"))
                & Q(first_month__year=F("last_month__year")),
                name="a_period_lies_within_one_year",
            ),
            models.CheckConstraint(condition=Q(base_fen__gte=0), name="a_base_is_not_negative"),
            models.CheckConstraint(
                condition=~Q(is_paid=True, is_personal_arrears=True),
                name="what_is_paid_is_not_in_arrears",
            ),
            # A transfer is merged once, however often it is tried.
            models.UniqueConstraint(
                fields=["relationship", "scheme", "first_month", "came_from", "case_number"],
                condition=~Q(case_number=""),
                name="a_month_arrives_once_with_a_case",
            ),
            models.CheckConstraint(
                condition=Q(gone_as="", gone_with="") | (~Q(gone_as="") & ~Q(gone_with="")),
                name="what_left_left_with_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_month:%Y-%m} to {self.last_month:%Y-%m}"

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.last_month.month - self.first_month.month + 1
