"""How a relationship stood through time: paying or stopped, and on which base one chose to pay."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from records.models.insurance import Relationship


class StatusSpan(models.Model):
    """Months in a row in which a relationship stands in one way; the last span has no end.

    Written when a case opens, stops, resumes or closes a relationship; nothing is written over: a
    span gets an end and another one follows it.
    """

    class Reason(models.TextChoices):
        """Why it stands so since then."""

        ENROLLED = "enrolled", _("Enrolled")
        RESUMED = "resumed", _("Resumed")
        FOUND_WORK = "found-work", _("Insured through an employer")
        MOVED = "moved", _("Moved away")
        ABROAD = "abroad", _("Went abroad")
        ARMY = "army", _("Joined the armed forces")
        RETIRED = "retired", _("Retired")
        OTHER = "other", _("Other")
        MERGED = "merged", _("Merged into another account")
        CLOSED = "closed", _("Account closed")

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="status_spans"
    )
    status = models.CharField(max_length=12, choices=Relationship.Status)
    from_month = models.DateField()
    to_month = models.DateField(null=True)
    reason = models.CharField(max_length=12, choices=Reason)
    case_number = models.CharField(max_length=32, blank=True)
    # The case that changed it again within the month in which it began: it never came to count.
    replaced_with = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["from_month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship"],
                condition=Q(to_month=None, replaced_with=""),
                name="a_relationship_stands_in_one_way_now",
            ),
            models.UniqueConstraint(
                fields=["relationship", "case_number"],
                condition=~Q(case_number=""),
                name="a_case_changes_the_status_of_a_relationship_once",
            ),
            models.CheckConstraint(
                condition=Q(to_month=None) | Q(to_month__gte=F("from_month")),
                name="a_status_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} since {self.from_month:%Y-%m}"


class ChosenBase(models.Model):
    """The monthly base on which somebody without an employer pays, in fen, from a month on.

    `tier` where a place has fixed amounts by tier, `base_fen` 0 then; of residents it is the tier
    of a year, for medical insurance behind the kind of resident: `adult|1`.
    """

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="chosen_bases"
    )
    from_month = models.DateField()
    base_fen = models.BigIntegerField(default=0)
    tier = models.CharField(max_length=16, blank=True)
    case_number = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["from_month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "case_number"],
                name="a_case_chooses_one_base_of_a_relationship",
            ),
            models.CheckConstraint(
                condition=Q(base_fen__gte=0), name="a_chosen_base_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"base of {self.relationship_id} since {self.from_month:%Y-%m}"
