"""To which account a person is paid, and what banks answered about accounts."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from casework.models import Case
from kit import crypto
from kit.model_fields import EncryptedField
from kit.models import Immutable
from law.bank_accounts import mask_account
from payouts.rules.accounts import AccountKind, Answer


def account_index(number: str) -> str:
    """Return the keyed hash by which an account is found; nobody finds by trying whose it is."""
    return crypto.blind_index(number, context="payouts.account")


class PaymentAccountQuerySet(models.QuerySet["PaymentAccount"]):
    """Accounts as one asks for them."""

    def of(self, person: Person) -> "PaymentAccountQuerySet":
        """Return the accounts of a person, the newest first."""
        return self.filter(person=person).order_by("-pk")

    def counting(self) -> "PaymentAccountQuerySet":
        """Return those whose change was not undone."""
        return self.exclude(state=PaymentAccount.State.UNDONE)


class PaymentAccount(models.Model):
    """An account to which a person is paid from a day on; its holder is the person.

    A change is a row of its own, so that each payment knows where it went.
    """

    class State(models.TextChoices):
        """Whether it is the one that counts."""

        IN_FORCE = "in-force", _("In force")
        REPLACED = "replaced", _("Replaced by another")
        UNDONE = "undone", _("Undone")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="payment_accounts")
    # The first three digits of the bank's number in the payment system.
    bank = models.CharField(max_length=12)
    number = EncryptedField()
    number_index = models.CharField(max_length=64, editable=False)
    kind = models.CharField(max_length=12, choices=[(e.value, e.value) for e in AccountKind])
    # What the bank had answered when it was taken; whoever decided otherwise stands in the case.
    proof = models.CharField(max_length=12, choices=[(e.value, e.value) for e in Answer])
    valid_from = models.DateField()
    # Until then the account before it is paid to.
    first_paid_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.IN_FORCE)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="payment_account")

    objects = PaymentAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account for payments")
        verbose_name_plural = _("accounts for payments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["number_index"], name="accounts_by_number")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="in-force"),
                name="a_person_has_one_account_in_force",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(state="replaced"),
                name="only_a_replaced_account_has_another_in_its_place",
            ),
            models.CheckConstraint(
                condition=Q(first_paid_on__gte=models.F("valid_from")),
                name="an_account_is_paid_once_it_is_valid",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keyed hash in step with the number."""
        self.number_index = account_index(str(self.number))
        super().save(*args, **kwargs)

    @property
    def masked_number(self) -> str:
        """The number as it is shown."""
        return mask_account(str(self.number))


def account_for(person: Person, on_day: date) -> PaymentAccount | None:
    """Return the account to which a person is paid on a day: the question of every payment.

    A changed account is paid once its wait is over; until then the one before it is. Nothing where
    there is none: the payment is held, and the person is asked for one.
    """
    counting = PaymentAccount.objects.of(person).counting()
    ready = counting.filter(first_paid_on__lte=on_day)
    return ready.order_by("-first_paid_on", "-pk").first()


class AccountCheck(Immutable):
    """What a bank answered about an account and its holder; which account it was is only hashed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="account_checks")
    # The keyed hash of bank, number and name: an answer counts for these and no others.
    asked_index = models.CharField(max_length=64)
    answer = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Answer])
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "asked_index"], name="a_bank_answers_a_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
