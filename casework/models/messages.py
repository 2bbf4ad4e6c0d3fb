"""Messages in a case: one thread between the person and the agencies, and notes of the staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Mandate
from agencies.actors import Actor
from agencies.models import Agency
from casework.models.case import Case, visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable


class Thread(models.Model):
    """How the messages of a case stand: what each side has not read, and what is awaited.

    Counted here, so that a list of cases shows it without asking for messages.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="thread"
    )
    unread_by_person = models.PositiveIntegerField(default=0)
    unread_by_agency = models.PositiveIntegerField(default=0)
    # An answer of the person is awaited until this day; passing it moves nothing.
    answer_due_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["case"],
                condition=Q(unread_by_agency__gt=0),
                name="threads_an_agency_has_to_read",
            ),
            models.Index(
                fields=["case"],
                condition=Q(answer_due_on__isnull=False),
                name="threads_awaiting_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"messages of {self.case_id}"


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages as one asks for them."""

    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """Return the messages of the cases this actor may see; notes are for the staff alone."""
        seen = self.filter(visible_cases(actor, "case__"))
        if actor.agency is None:
            return seen.filter(is_internal=False)
        return seen.exclude(is_internal=True, case__person=actor.person_id)


class Message(Immutable):
    """What one side wrote; a note (`is_internal`) is read by agencies and by nobody else."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # By which the author wrote for the person; nothing where they wrote themselves.
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    is_internal = models.BooleanField(default=False)
    text = EncryptedField()
    at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(agency__isnull=False),
                name="only_an_agency_writes_notes_to_itself",
            )
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class StandingSentence(models.Model):
    """A sentence that an agency keeps to write it again; it names nobody."""

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="sentences")
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "title"],
                condition=Q(ended_at=None),
                name="a_sentence_is_kept_under_one_title",
            )
        ]

    def __str__(self) -> str:
        return self.title
