"""Personal accounts: their years, and what cases did to them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from records.models.insurance import Relationship


class AccountYear(models.Model):
    """One year of a personal account, in fen.

    `is_closed`: the agency has closed the year with its interest. The running year is not closed,
    nor is one that only a transfer opened: its interest is still owed, and is not nothing. Where
    money comes into a year that was closed, it opens again and keeps the interest that is written:
    only that of what came is still owed.
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
    corrected_fen = models.BigIntegerField(default=0, db_default=0)
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
                    + F("corrected_fen")
                    - F("moved_out_fen")
                    - F("paid_out_fen")
                ),
                name="an_account_year_adds_up",
            ),
            models.CheckConstraint(
                condition=(
                    Q(is_closed=True) | Q(interest_fen=0) | ~Q(arrived_fen=0) | ~Q(corrected_fen=0)
                ),
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
        CORRECTED = "corrected", _("Corrected by two persons")

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
