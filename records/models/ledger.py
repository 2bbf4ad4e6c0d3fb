"""Both sides of every movement of money."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.held import ReferenceKey
from kit.models import Immutable


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
        # What was written down as sent was not what the bank paid out: put right by two persons.
        RESTATED = "restated", _("Sent amount put right")
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
        # Contributions that somebody has paid themselves, by an order.
        PAID_IN = "paid-in", _("Paid by the person")
        # What people draw: it leaves the fund for the bank, and then reaches them or comes back.
        PAID_OUT = "paid-out", _("Given to the bank to be paid")
        REACHED = "reached", _("Paid to the person")
        CAME_BACK = "came-back", _("Came back from the bank")
        RECOVERED = "recovered", _("Paid back by the person")

    OF_BENEFITS = (Movement.PAID_OUT, Movement.REACHED, Movement.CAME_BACK, Movement.RECOVERED)

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
