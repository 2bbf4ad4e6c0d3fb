"""What goes to a bank together: prepared by one, released by another, answered by the bank."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedBytesField
from payouts.models.accounts import PaymentAccount
from payouts.models.payables import Payable
from payouts.models.preparations import Preparation
from payouts.models.seeing import of_the_agency
from payouts.rules.states import BATCHED, Batched

if TYPE_CHECKING:
    from agencies.actors import Actor

LINES_AT_ONCE = 5000
BY: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "related_name": "+"}


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches as one asks for them."""

    def visible_to(self, actor: "Actor") -> "BatchQuerySet":
        """Return those of the actor's agency; a batch is nobody else's business."""
        return self.filter(of_the_agency(actor))


class Batch(models.Model):
    """Payments of one fund of an agency that go to one bank in one file."""

    number = models.CharField(max_length=32, unique=True)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="batches")
    fund = models.CharField(max_length=16)
    bank = models.CharField(max_length=12)
    period = models.DateField()
    sequence = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[(each.value, said.en) for each, said in BATCHED.items()],
        default=Batched.PREPARED.value,
    )
    lines = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    paid_lines = models.PositiveIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)
    returned_lines = models.PositiveIntegerField(default=0)
    returned_fen = models.BigIntegerField(default=0)
    pay_on = models.DateField()
    # Of the file that went to the bank.
    sha256 = models.CharField(max_length=64, blank=True)
    preparation = models.ForeignKey(
        Preparation, on_delete=models.PROTECT, null=True, related_name="batches"
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)
    # The system of an agency that prepared it, where it was no person.
    prepared_for = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # When somebody was told that lines wait for an answer too long.
    alarmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-period", "-pk"]
        indexes = [models.Index(fields=["agency", "-period"], name="batches_by_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fund", "bank", "period", "sequence"],
                name="batches_are_numbered_as_they_come",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None)
                | Q(prepared_by=None)
                | ~Q(released_by=F("prepared_by")),
                name="nobody_releases_what_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["filling", "prepared", "dissolved"])
                | Q(released_by__isnull=False, sent_at__isnull=False),
                name="a_batch_is_sent_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    total_fen__gte=F("paid_fen") + F("returned_fen"),
                    lines__gte=F("paid_lines") + F("returned_lines"),
                )
                & (
                    ~Q(state="answered")
                    | Q(
                        total_fen=F("paid_fen") + F("returned_fen"),
                        lines=F("paid_lines") + F("returned_lines"),
                    )
                ),
                name="a_batch_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def status(self) -> Batched:
        """The state as a member of the enum."""
        return Batched(self.state)

    def slices(self) -> Iterator[tuple[int, int]]:
        """Yield where to begin and to end so that no statement on the lines lasts for long."""
        last = self.entries.aggregate(last=Max("sequence"))["last"] or 0
        for first in range(1, last + 1, LINES_AT_ONCE):
            yield first, first + LINES_AT_ONCE - 1

    @property
    def open_lines(self) -> int:
        """How many lines the bank has not answered."""
        return self.lines - self.paid_lines - self.returned_lines


class BatchFile(models.Model):
    """The file of a batch as it went to the bank, or an answer as it came; encrypted."""

    class Kind(models.TextChoices):
        """Which way it went."""

        ORDER = "order", _("To the bank")
        ANSWER = "answer", _("From the bank")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="files")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    form = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)
    content = EncryptedBytesField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "kind", "sha256"], name="a_file_of_a_batch_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.batch_id}"


class BatchLine(models.Model):
    """One try to pay: a payment in a batch, to which account, and what the bank answered."""

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="tries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(
        PaymentAccount, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sequence = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()
    # While the batch is under way, or has paid it: in no other batch meanwhile.
    is_live = models.BooleanField(default=True)
    # Nothing yet, `00` where it was paid, or why it came back.
    code = models.CharField(max_length=4, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    booked_on = models.DateField(null=True)
    # When the person was told what came of it.
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["batch", "sequence"]
        indexes = [
            models.Index(
                fields=["batch"],
                condition=~Q(code="") & Q(told_at=None),
                name="answered_lines_to_be_told",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["payable"], condition=Q(is_live=True), name="a_payable_is_in_one_live_batch"
            ),
            models.UniqueConstraint(
                fields=["batch", "sequence"], name="lines_of_a_batch_are_numbered"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_line_pays_money"),
        ]

    def __str__(self) -> str:
        return f"line {self.sequence} of {self.batch_id}"
