"""What happens to a term besides the calendar: days a ground takes out of it, and reminders."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from agencies.models import Agency
from casework.models.case import Case, visible_cases
from casework.models.steps import Step
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField


class OfCaseQuerySet(models.QuerySet):
    """Rows of cases as one asks for them."""

    def visible_to(self, actor: Actor) -> "OfCaseQuerySet":
        """Return those of the cases this actor may see."""
        return self.filter(visible_cases(actor, "case__"))


class TermExtension(models.Model):
    """Days that a ground of the law takes out of a term (期限中止).

    From the first day until the last one no working day counts. It has an end from the beginning,
    so nobody has to lift it; what takes longer is proposed anew. Two supervisors decide it; days
    that the law itself takes out stand at once, and nobody approves them.
    """

    class Ground(models.TextChoices):
        """Which law takes the days out."""

        # 民法典 art. 180; 行政许可法 art. 45 by analogy.
        FORCE_MAJEURE = "force-majeure", _("Force majeure (Civil Code, art. 180)")
        ASSESSMENT = "assessment", _("Expert assessment or hearing (Licensing Law, art. 45)")
        # What is made public before it is decided: its days are no days of the review.
        PUBLICATION = "publication", _("Made public before it is decided")
        # What the place of treatment is asked: where a local text says until when it answers.
        ELSEWHERE = "asked-elsewhere", _("The place of treatment is asked")

    # What two supervisors may propose; the rest follows from something else.
    PROPOSED = (Ground.FORCE_MAJEURE, Ground.ASSESSMENT)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="extensions")
    ground = models.CharField(max_length=16, choices=Ground)
    document = models.CharField(max_length=80)  # the number of the notice that names it
    first_day = models.DateField()
    last_day = models.DateField()
    # How many working days it takes out, counted when it was approved.
    working_days = models.PositiveSmallIntegerField(null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    turned_down_at = models.DateTimeField(null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_extension_of_a_turn_waits",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="an_extension_has_its_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="nobody_extends_a_term_alone",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None, working_days=None)
                | Q(approved_at__isnull=False, working_days__gt=0, turned_down_at=None),
                name="an_extension_is_approved_with_its_days",
            ),
        ]

    def __str__(self) -> str:
        return f"extension of {self.step_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has to say yes or no."""
        return self.approved_at is None and self.turned_down_at is None


class Urging(models.Model):
    """Somebody reminds the agency whose turn it is (催办), and what that agency answers.

    Asked by the person of the case (then `agency` is none) or by the other agency of it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="urgings")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="urgings")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Until when it will be done; none where that is impossible, for the reason beside it.
    done_by = models.DateField(null=True)
    note = EncryptedField(blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["step"], condition=Q(answered_at=None), name="reminders_to_be_answered"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(done_by=None, note=""),
                name="an_answer_to_a_reminder_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(done_by__isnull=False) | ~Q(note=""),
                name="an_answer_says_by_when_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"reminder of {self.step_id}"

    def is_promise_broken(self, today: date) -> bool:
        """Whether the day has passed until which it was to be done."""
        return self.done_by is not None and self.done_by < today
