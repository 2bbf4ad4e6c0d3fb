"""An agency's turn in a case: with its clerk, its clock, and how it ended."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor, Position
from agencies.models import Agency, Region, RuleValue, of_agency
from casework.rules.procedures import Turn, kinds_beside
from kit.held import ReferenceKey
from kit.spelling import wording


class StepQuerySet(models.QuerySet["Step"]):
    """Steps as one asks for them."""

    def visible_to(self, actor: Actor) -> "StepQuerySet":
        """Return the steps of the actor's desk; an auditor's desk is the province."""
        if actor.agency is None:
            return self.none()
        here = self.exclude(case__person__in=actor.kept_from) if actor.kept_from else self
        if actor.position == Position.AUDITOR:
            return here.filter(agency__region__code__startswith=actor.agency.region_id[:2])
        return here.filter(of_agency(actor.agency))

    def with_others(self, actor: Actor) -> "StepQuerySet":
        """Return what waits for others: turns elsewhere in cases handed on, stopped clocks.

        Each is found by an index of its own, however many turns wait at the desk itself.
        """
        if actor.agency is None:
            return self.none()
        desk = Step.objects.visible_to(actor)
        stopped = desk.open().filter(paused_on__isnull=False)
        handed_on = desk.filter(closed_at__isnull=False, is_case_open=True)
        elsewhere = Step.objects.open().filter(case__in=handed_on.values("case"))
        if actor.position == Position.AUDITOR:
            elsewhere = elsewhere.filter(paused_on__isnull=False)
        else:
            elsewhere = elsewhere.exclude(of_agency(actor.agency))
        return self.filter(
            pk__in=stopped.order_by().values("pk").union(elsewhere.order_by().values("pk"))
        )

    def open(self) -> "StepQuerySet":
        """Return the turns that have begun and have not ended."""
        return self.filter(opened_at__isnull=False, closed_at=None)

    def of_the_way(self) -> "StepQuerySet":
        """Return the turns that move their cases: none of those that stand beside them."""
        return self.exclude(kind__in=kinds_beside())

    def running(self) -> "StepQuerySet":
        """Return the open turns whose clock runs."""
        return self.open().filter(paused_on=None, due_on__isnull=False)

    def overdue(self, today: date) -> "StepQuerySet":
        """Return the turns that are late."""
        return self.running().filter(due_on__lt=today)


class Step(models.Model):
    """One agency's turn in a case (环节), with its clerk, start, due date and outcome.

    A step is made when it is decided that the agency's turn will come; it opens with the event
    that starts its clock (for the original agency: the delivery of the letter).
    """

    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=24)  # a turn of the procedure
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="steps")
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("clerk"),
    )
    # The other place the case has to do with, where there is one: lists are narrowed by it.
    other_place = ReferenceKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    # The day the term counts from (itself not counted: Civil Code art. 201), null until it runs.
    starts_on = models.DateField(null=True)
    term = models.ForeignKey(RuleValue, on_delete=models.PROTECT, null=True)
    working_days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("due"), null=True)
    is_provisional = models.BooleanField(default=False)
    paused_on = models.DateField(null=True)
    # Working days left when the clock was stopped last; they run from the day it went on.
    days_left_at_pause = models.SmallIntegerField(null=True)
    resumed_on = models.DateField(null=True)
    # Working days that a ground of the law has taken out (TermExtension), in `working_days` too.
    extended_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    closed_at = models.DateTimeField(null=True)
    # Working days of its term that it took; none where it ended without a decision of the agency.
    days_taken = models.SmallIntegerField(null=True)
    # Kept with the case (moving.move, moving.reopen), so that what was handed on is soon found.
    is_case_open = models.BooleanField(default=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["agency", "due_on", "id"],
                condition=Q(closed_at=None),
                name="steps_waiting_at_an_agency",
            ),
            models.Index(fields=["agency", "case"], name="cases_of_an_agency"),
            models.Index(
                fields=["agency", "-opened_at", "-id"],
                condition=Q(closed_at=None),
                name="turns_by_agency_and_opening",
            ),
            models.Index(
                fields=["agency", "case"],
                condition=Q(closed_at__isnull=False, is_case_open=True),
                name="turns_handed_on",
            ),
            models.Index(
                fields=["agency", "case"],
                condition=Q(closed_at=None, paused_on__isnull=False),
                name="turns_whose_clock_stands",
            ),
            models.Index(
                fields=["agency", "clerk", "due_on", "id"],
                condition=Q(closed_at=None),
                name="turns_by_agency_and_clerk",
            ),
            models.Index(
                fields=["agency", "-closed_at", "-id"],
                condition=Q(is_case_open=False),
                name="turns_of_finished_cases",
            ),
            models.Index(
                fields=["-closed_at", "-id"],
                condition=Q(is_case_open=False),
                name="finished_turns_by_day",
            ),
            # Auditors read the turns of all agencies of a province.
            models.Index(
                fields=["due_on", "id"], condition=Q(closed_at=None), name="turns_by_due_day"
            ),
            models.Index(
                fields=["-opened_at", "-id"], condition=Q(closed_at=None), name="turns_by_opening"
            ),
            models.Index(
                fields=["clerk", "due_on", "id"],
                condition=Q(closed_at=None),
                name="turns_by_clerk",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(closed_at=None),
                name="one_open_step_of_a_kind_for_each_case",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(starts_on__isnull=False),
                name="a_due_day_follows_from_a_start",
            ),
            models.CheckConstraint(
                condition=Q(paused_on=None, resumed_on=None) | Q(days_left_at_pause__isnull=False),
                name="a_stopped_clock_knows_what_is_left",
            ),
            models.CheckConstraint(
                condition=Q(paused_on=None) | Q(resumed_on=None),
                name="a_clock_stands_or_goes_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def turn(self) -> Turn:
        """What kind of turn it is in its procedure."""
        return self.case.procedure.turns[self.kind]

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside the way of its case, which may have ended."""
        return self.kind in kinds_beside()

    @property
    def title(self) -> str:
        """What the turn is called, in the reader's language."""
        return wording(self.turn.title)

    @property
    def due_day(self) -> date:
        """The due day of a running turn; raises `ValueError` where no clock runs."""
        if self.due_on is None:
            raise ValueError(f"no clock runs for {self}")
        return self.due_on

    @property
    def is_open(self) -> bool:
        """Whether it is this agency's turn."""
        return self.opened_at is not None and self.closed_at is None

    def is_late(self, today: date) -> bool:
        """Whether the due day has passed while the turn is open and its clock runs."""
        runs = self.closed_at is None and self.paused_on is None
        return runs and self.due_on is not None and self.due_on < today
