"""Late turns that were brought before somebody, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from casework.models.steps import Step
from casework.rules.ladder import Rung
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.spelling import wording


class EscalationQuerySet(models.QuerySet["Escalation"]):
    """Escalations as one asks for them."""

    def open(self) -> "EscalationQuerySet":
        """Return those that nobody has closed."""
        return self.filter(closed_at=None)

    def with_turns(self) -> "EscalationQuerySet":
        """Fetch along whose turn is late, and in which case: what a row of the board shows."""
        return self.select_related("case", "step__case")


class Escalation(models.Model):
    """A late step brought before one rung of the ladder (casework.rules.ladder).

    What is closed while the turn is late comes up again, as a row of the next rung: each keeps what
    came of it.
    """

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="escalations")
    rung = models.PositiveSmallIntegerField(
        choices=[(each.value, each.name) for each in Rung], default=Rung.HEAD.value
    )
    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="escalations")
    supervisor = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="escalations")
    # Whose turn is late, kept here as well: a board is read in the order of an index.
    turn_of = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="brought_up")
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    outcome = EncryptedField(blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [
            # PostgreSQL puts what is not closed first by itself; SQLite cannot be told to.
            models.Index(fields=["-closed_at", "raised_at", "id"], name="escalations_on_the_board"),
            models.Index(
                fields=["turn_of", "-closed_at", "raised_at", "id"], name="escalations_of_an_agency"
            ),
            models.Index(
                fields=["supervisor", "-closed_at", "raised_at", "id"],
                name="escalations_by_supervisor",
            ),
            models.Index(
                fields=["supervisor", "-raised_at", "-id"],
                condition=Q(closed_at=None),
                name="open_escalations_by_supervisor",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="an_escalation_is_closed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["step", "rung"],
                condition=Q(closed_at=None),
                name="a_late_turn_waits_once_at_each_rung",
            ),
        ]

    def __str__(self) -> str:
        return f"escalation of {self.step_id}"

    @property
    def rung_label(self) -> str:
        """Before whom it was brought, in the reader's language."""
        return wording(Rung(self.rung).label)
