"""What an agency holds on a person: insured periods, contributions, personal accounts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import INSURANCE_CHOICES, Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, FindableField
from kit.models import Immutable
from records.bank import BankEntry, BankStatement

__all__ = [
    "AccountYear",
    "BankEntry",
    "BankStatement",
    "InsuredPeriod",
    "Posting",
    "Relationship",
    "Scheme",
]


class Scheme(models.TextChoices):
    """Employee or resident scheme."""

    EMPLOYEE = "employee", _("Employee scheme")
    RESIDENT = "resident", _("Resident scheme")


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    """Relationships as one asks for them."""

    def of(self, person: Person, insurance: str) -> "RelationshipQuerySet":
        """Return a person's relationships of one insurance, the earliest first."""
        return self.filter(person=person, insurance=insurance).order_by("opened_month", "pk")

    def with_periods(self) -> "RelationshipQuerySet":
        """Fetch along the periods that lie there, and where they came from: two queries."""
        periods = InsuredPeriod.objects.lying_there()
        return self.prefetch_related(models.Prefetch("periods", periods))

    def with_record(self) -> "RelationshipQuerySet":
        """Fetch periods and account years along: three queries, however many places."""
        return self.with_periods().prefetch_related("account_years")


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
    insurance = models.CharField(max_length=12, choices=INSURANCE_CHOICES)
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
    case, months left: what has moved does not move a second time.
    """

    class Gone(models.TextChoices):
        """How months left their relationship."""

        MOVED = "moved", _("Moved to another place")
        GIVEN_UP = "given-up", _("Owed, and given up with a transfer")
        CLEARED = "cleared", _("Paid twice, and paid back")

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


class AccountYear(models.Model):
    """One year of a personal account, in fen.

    `is_closed`: the agency has closed the year with its interest. The running year is not closed,
    nor is one that only a transfer opened: its interest is still owed, and is not nothing.
    """

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="account_years"
    )
    year = models.PositiveSmallIntegerField()
    opening_fen = models.BigIntegerField(default=0)
    credited_fen = models.BigIntegerField(default=0)
    credited_personal_fen = models.BigIntegerField(default=0)
    arrived_fen = models.BigIntegerField(default=0)
    interest_fen = models.BigIntegerField(default=0)
    is_closed = models.BooleanField(default=True)
    made_up_fen = models.BigIntegerField(default=0)
    moved_out_fen = models.BigIntegerField(default=0)
    paid_out_fen = models.BigIntegerField(default=0)
    closing_fen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "year"], name="one_account_line_for_each_year"
            ),
            models.CheckConstraint(
                condition=Q(
                    closing_fen=F("opening_fen")
                    + F("credited_fen")
                    + F("arrived_fen")
                    + F("interest_fen")
                    + F("made_up_fen")
                    - F("moved_out_fen")
                    - F("paid_out_fen")
                ),
                name="an_account_year_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=True) | Q(interest_fen=0),
                name="open_interest_is_not_written_yet",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.relationship_id} in {self.year}"


class AccountEntry(models.Model):
    """What a case did to a personal account, in fen; what leaves one arrives in another.

    `amount_fen` is what the account gained (less than nothing: lost), the sum paid personally
    before 1998 included; of it `pre_1998_fen` is that sum (①), which keeps to itself.
    """

    class Kind(models.TextChoices):
        """Why the account changed."""

        MADE_UP = "made-up", _("Made up by the agency")
        MOVED_OUT = "moved-out", _("Moved to another place")
        ARRIVED = "arrived", _("Arrived from another place")
        PAID_OUT = "paid-out", _("Paid back to the person")

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="account_entries"
    )
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    amount_fen = models.BigIntegerField()
    pre_1998_fen = models.BigIntegerField(default=0)
    case_number = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_number", "relationship", "kind"],
                name="a_case_changes_an_account_once_in_a_way",
            ),
            models.CheckConstraint(condition=~Q(amount_fen=0), name="an_entry_changes_the_account"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.relationship_id} with {self.case_number}"


class Posting(Immutable):
    """One side of a movement of money; the postings of a movement add up to nothing.

    An agency's fund is the posting's `agency`; money under way, owed to a person or with them has
    none.
    """

    class Movement(models.TextChoices):
        """What moved the money."""

        SENT = "sent", _("Sent")
        ARRIVED = "arrived", _("Arrived")
        # A wrong arrival is taken out whole and written down anew; nothing is overwritten.
        REVERSED = "reversed", _("Arrival taken out")
        RETURNED = "returned", _("Returned")
        TAKEN_BACK = "taken-back", _("Taken back")
        BOUNCED = "bounced", _("Returned by the bank")
        # Of a line of the bank, which belongs to no case: what came, what cases got of it.
        CREDITED = "credited", _("Came to the account")
        STRUCK = "struck", _("Line struck out")
        ALLOTTED = "allotted", _("Given to a case")
        RELEASED = "released", _("Taken from a case")
        SENT_BACK = "sent-back", _("Sent back to the sender")
        # Months paid twice: what is the person's leaves the fund, and then reaches them or not.
        SET_ASIDE = "set-aside", _("Set aside for the person")
        PAID_BACK = "paid-back", _("Paid back to the person")
        PAYMENT_BOUNCED = "pay-bounced", _("Came back from the person's bank")

    class Side(models.TextChoices):
        """Where the money lies."""

        FUND = "fund", _("Fund of an agency")
        TRANSIT = "transit", _("Under way")
        UNMATCHED = "unmatched", _("With an agency, for no case yet")
        OWED = "owed", _("Owed to the person")
        PERSON = "person", _("With the person")

    # Empty while the money lies with an agency and no case is known: the line of the bank is.
    case_number = models.CharField(max_length=32, blank=True)
    movement = models.CharField(max_length=12, choices=Movement)
    # The bank's, at most 40 characters; a correction has its number before it.
    reference = models.CharField(max_length=60)
    side = models.CharField(max_length=10, choices=Side)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="postings")
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_number", "movement", "reference", "side"],
                name="a_movement_is_posted_once",
            ),
            models.CheckConstraint(condition=~Q(amount_fen=0), name="a_posting_moves_money"),
            models.CheckConstraint(
                condition=Q(side__in=["fund", "unmatched"], agency__isnull=False)
                | (~Q(side__in=["fund", "unmatched"]) & Q(agency__isnull=True)),
                name="money_lies_with_an_agency_or_with_none",
            ),
            models.CheckConstraint(
                condition=~Q(side="unmatched") | Q(case_number=""),
                name="unmatched_money_belongs_to_no_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.reference}"
