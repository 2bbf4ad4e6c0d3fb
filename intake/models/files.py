"""Files by which an agency brings its records in, what was wrong, and what they changed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency, ApiClient, of_agency
from intake.rules.layouts import KINDS
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, EncryptedJSONField
from kit.models import Erasable, Immutable

if TYPE_CHECKING:
    from agencies.actors import Actor


class RecordFileQuerySet(models.QuerySet["RecordFile"]):
    """Files as one asks for them."""

    def visible_to(self, actor: "Actor") -> "RecordFileQuerySet":
        """Return those of the actor's own agency."""
        if actor.agency is None or not actor.acts_for_agency:
            return self.none()
        return self.filter(of_agency(actor.agency))


class RecordFile(models.Model):
    """One file of records: brought by one, checked whole, released by another, taken in whole."""

    class State(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", _("Being checked")
        FAULTY = "faulty", _("Refused: rows are wrong")
        UNREADABLE = "unreadable", _("Refused: the file cannot be read")
        NOTHING = "nothing", _("Nothing new in it")
        READY = "ready", _("Checked; another person has to release it")
        RELEASED = "released", _("Released; being taken in")
        DONE = "done", _("Taken in")
        TURNED_DOWN = "turned-down", _("Turned down")

    number = models.CharField(max_length=32, unique=True)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="record_files")
    kind = models.CharField(max_length=16, choices=[(name, name) for name in KINDS])
    name = EncryptedField(blank=True)  # as its sender called it: it may name somebody
    file = models.CharField(max_length=32, blank=True)  # where it lies, while it is needed
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    encoding = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.CHECKING)
    fault = models.CharField(max_length=24, blank=True)  # why it cannot be read (rules.faults)
    rows_read = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(default=0)
    rows_same = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    rows_wrong = models.PositiveIntegerField(default=0)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by_client = ReferenceKey(
        ApiClient, on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = RecordFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of records")
        ordering = ["-prepared_at", "-pk"]
        indexes = [
            models.Index(fields=["agency", "kind", "sha256"], name="files_of_records_by_content")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(prepared_by=None)
                | ~Q(decided_by=F("prepared_by")),
                name="nobody_releases_records_they_prepared",
            ),
            models.CheckConstraint(
                condition=~Q(prepared_by=None, prepared_by_client=None),
                name="records_are_brought_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "done"]) | Q(decided_by__isnull=False),
                name="records_are_taken_in_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RowFault(Erasable):
    """What is wrong with one row of a file: where, and which sentence; no value of the row."""

    record_file = models.ForeignKey(RecordFile, on_delete=models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=24, blank=True)
    code = models.CharField(max_length=24)

    class Meta:
        ordering = ["row", "pk"]

    def __str__(self) -> str:
        return f"row {self.row}: {self.field} {self.code}"


class RowChange(Immutable):
    """What a file changed of a person's particulars or relationship: as it was and as it is since.

    Months, contributions and accounts need none: there the replaced row itself stays.
    """

    record_file = models.ForeignKey(RecordFile, on_delete=models.PROTECT, related_name="changes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes_by_file")
    kind = models.CharField(max_length=16)
    old = EncryptedJSONField()
    new = EncryptedJSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"change {self.pk}"
