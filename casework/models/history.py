"""The history of a case: written once, each line sealed to the one before it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate
from agencies.models import Agency, NamedThen, named_then
from casework.models.case import Case
from kit.held import ReferenceKey
from kit.model_fields import Evidence, JSONEvidence
from kit.models import Immutable


class Event(Immutable):
    """One line of a case's history (办理记录); each carries the hash of the one before it."""

    class Kind(models.TextChoices):
        """What happened."""

        STARTED = "started", _("Application started")
        MOVED = "moved", _("Status changed")
        CLAIMED = "claimed", _("Clerk took the case on")
        RELEASED = "released", _("Clerk gave the case back")
        ASSIGNED = "assigned", _("Case given to a clerk")
        SKIPPED = "skipped", _("Clerk put the case off for the day")
        DELIVERED = "delivered", _("Letter delivered")
        PREPARED = "prepared", _("Prepared for a second person")
        SENT_BACK = "sent-back", _("Second person sent it back")
        ARRIVED = "arrived", _("Money arrived")
        CORRECTED = "corrected", _("Arrival corrected")
        SURPLUS_RETURNED = "surplus-returned", _("Surplus sent back")
        SURPLUS_BACK = "surplus-back", _("Surplus received back")
        BOUNCED = "bounced", _("Remittance returned by the bank")
        SENT_ANEW = "sent-anew", _("Money sent anew")
        EXPLAINED = "explained", _("Difference of money explained")
        ANSWERED = "answered", _("Answered which months stay and where the money goes")
        PAID_BACK = "paid-back", _("Money of double months paid back")
        PAYMENT_BOUNCED = "payment-bounced", _("Payment to the person came back from the bank")
        REMINDED = "reminded", _("Reminder sent")
        LATE = "late", _("Term exceeded")
        RESCHEDULED = "rescheduled", _("Due day moved")
        EXTENDED = "extended", _("Days taken out of the term")
        URGED = "urged", _("The agency was reminded")
        URGE_ANSWERED = "urge-answered", _("The agency answered the reminder")
        HELD = "held", _("Waits until letters may go out again")
        OVERTAKEN = "overtaken", _("Waiting decision not carried out")
        VOIDED = "voided", _("Letter voided")
        DEATH_REPORTED = "death-reported", _("Death reported, to be confirmed")
        DEATH_CONFIRMED = "death-confirmed", _("Record of a death confirmed")
        DEATH_TAKEN_BACK = "death-taken-back", _("Record of a death taken back")
        GOES_ON = "goes-on", _("Goes on after the death")
        TAKEN_OVER = "taken-over", _("Another agency has taken the case over")
        COMPARED = "compared", _("Another authority answered")
        PAPER_ADDED = "paper-added", _("Page taken in by the agency")
        PAPER_JUDGED = "paper-judged", _("Page of a paper judged")
        PARTICULARS = "particulars", _("Personal data on the record corrected")
        OBJECTED = "objected", _("Objection filed")
        UPHELD = "upheld", _("Objection upheld")
        CONFIRMED = "confirmed", _("Objection decided: nothing changes")
        CORRECTING = "correcting", _("Being put right by another case")
        RECORD_CORRECTED = "record-corrected", _("Record put right")
        REOPENED = "reopened", _("Opened again after an objection")
        PROCEEDING = "proceeding", _("Reconsideration or lawsuit recorded")
        CHOSEN_ANEW = "chosen-anew", _("Person changed a choice")
        SUPERVISED = "supervised", _("Supervising agency closed its enquiry")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    # Who: an account, a position, and an agency. An agency and its clerk by the names of that day;
    # never an insured person's name: history outlives erasure.
    actor_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    actor_position = models.CharField(max_length=12)
    actor_agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True)
    actor_agency_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    actor_agency_name_en = models.CharField(max_length=120, blank=True, default="", db_default="")
    actor_name = models.CharField(max_length=60, blank=True, default="", db_default="")
    # By which an insured person acted for another; it names both, and history does not.
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    moved_from = models.CharField(max_length=24, blank=True)
    moved_to = models.CharField(max_length=24, blank=True)
    note = Evidence(blank=True)
    data = JSONEvidence(default=dict)
    # Random, so that nobody finds by trying what a hash stands for that others may see.
    nonce = models.CharField(max_length=32, blank=True, default="", db_default="")
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sequence"], name="events_of_a_case_stand_in_one_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.sequence} {self.kind}"

    @property
    def agency_then(self) -> NamedThen | None:
        """The agency that acted, by the name it had."""
        return named_then(self.actor_agency, self.actor_agency_name, self.actor_agency_name_en)
