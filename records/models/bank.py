"""What the bank says: statements of an agency's account, and each of their lines."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, of_agency
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField

if TYPE_CHECKING:
    from agencies.actors import Actor


class OfAgencyQuerySet(models.QuerySet):
    """Statements and their lines as one asks for them."""

    def visible_to(self, actor: "Actor") -> "OfAgencyQuerySet":
        """Return those of the actor's own agency and of those it took over, and nobody else's."""
        if actor.agency is None or not actor.acts_for_agency:
            return self.none()
        return self.filter(of_agency(actor.agency))


class BankStatement(models.Model):
    """A file of the bank, read whole; its day is closed by two persons."""

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="bank_statements")
    account = models.CharField(_("account"), max_length=40)
    from_day = models.DateField()
    to_day = models.DateField()
    # Some banks print no balance; then nothing can be reckoned up, and the page says so.
    opening_fen = models.BigIntegerField(null=True)
    closing_fen = models.BigIntegerField(null=True)
    lines_fen = models.BigIntegerField()  # what all lines of the file add up to
    sha256 = models.CharField(max_length=64)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    read_at = models.DateTimeField()
    explanation = EncryptedField(blank=True)
    close_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    objects = OfAgencyQuerySet.as_manager()

    class Meta:
        ordering = ["-to_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "account", "sha256"], name="a_statement_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(from_day__lte=F("to_day")), name="a_statement_is_of_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(closed_by=F("close_asked_by")),
                name="a_day_is_closed_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"

    @property
    def apart_fen(self) -> int | None:
        """What the lines and the two balances are apart; None when the bank names no balance."""
        if self.opening_fen is None or self.closing_fen is None:
            return None
        return self.closing_fen - self.opening_fen - self.lines_fen


class BankEntry(models.Model):
    """One line of the bank's, read from a statement, sent by a system or typed by hand.

    A line is never refused for what it says. It waits until it is matched, sent back or set aside.
    """

    class State(models.TextChoices):
        """What has become of it."""

        OPEN = "open", _("Open")
        MATCHED = "matched", _("Matched")
        RETURNING = "returning", _("To be sent back")
        SENT_BACK = "sent-back", _("Sent back")
        SET_ASIDE = "set-aside", _("Set aside")
        STRUCK = "struck", _("Struck out")  # typed by hand, and wrongly

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="bank_entries")
    account = models.CharField(_("account"), max_length=40)
    statement = models.ForeignKey(
        BankStatement, on_delete=models.PROTECT, null=True, related_name="entries"
    )
    day = models.DateField(_("day"))
    amount_fen = models.BigIntegerField()  # less than nothing: paid out
    reference = models.CharField(_("bank reference"), max_length=60)
    counterparty = EncryptedField(_("other side"), blank=True)
    counter_account = EncryptedField(_("account of the other side"), blank=True)
    purpose = EncryptedField(_("purpose"), blank=True)
    is_by_hand = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    reason = EncryptedField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_back_fen = models.BigIntegerField(default=0)
    return_reference = models.CharField(max_length=40, blank=True)
    returned_on = models.DateField(null=True)
    # Grows with each decision, so that nobody decides on what they have not seen.
    version = models.PositiveIntegerField(default=1)

    objects = OfAgencyQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        indexes = [
            models.Index(fields=["agency", "state", "day"], name="lines_of_the_bank_by_state")
        ]
        constraints = [
            models.UniqueConstraint(
                # Banks begin their numbers anew each day.
                fields=["agency", "account", "reference", "day", "amount_fen"],
                name="a_line_of_the_bank_is_kept_once",
            ),
            models.CheckConstraint(
                condition=~Q(amount_fen=0), name="a_line_of_the_bank_moves_money"
            ),
            models.CheckConstraint(
                condition=Q(sent_back_by=None) | ~Q(sent_back_by=F("decided_by")),
                name="nobody_alone_sends_unknown_money_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="set-aside", reason=""), name="what_is_set_aside_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.pk} of the bank"
