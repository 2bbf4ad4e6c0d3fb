"""Who gets what of a death: each payee with their part and their own agreement."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from casework.models import Case
from kit.model_fields import EncryptedField

if TYPE_CHECKING:
    from agencies.actors import Actor


class Bereavement(models.Model):
    """The grants for one death, decided once: `deceased_index` finds the number, and names "
    "nobody."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="bereavement")
    deceased_index = models.CharField(max_length=64)
    died_on = models.DateField()
    region = models.CharField(max_length=6)
    funeral_fen = models.BigIntegerField()
    condolence_fen = models.BigIntegerField()
    set_off_fen = models.BigIntegerField(default=0)
    # By the income of an earlier year, for want of the one that counts; not where a clerk has
    # written another amount.
    is_provisional = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    # Once that income was known: what was paid on top of it, and when that was looked at.
    difference_fen = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("grants for a death")
        indexes = [
            models.Index(
                fields=["made_at"],
                condition=Q(is_provisional=True, looked_at=None),
                name="grants_that_are_provisional",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["deceased_index"], name="the_grants_for_a_death_are_drawn_once"
            ),
            models.CheckConstraint(
                condition=Q(difference_fen__gte=0), name="a_difference_is_paid_and_not_asked_back"
            ),
            models.CheckConstraint(
                condition=Q(funeral_fen__gte=0, condolence_fen__gte=0, set_off_fen__gte=0),
                name="grants_are_no_debt",
            ),
        ]

    def __str__(self) -> str:
        return f"bereavement {self.pk}"


class PayeeQuerySet(models.QuerySet["Payee"]):
    """Payees as one asks for them."""

    def visible_to(self, actor: "Actor") -> "PayeeQuerySet":
        """Return the parts that somebody is to get."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Payee(models.Model):
    """One of the family: how many parts of the whole, and since when they agree."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payees")
    name = EncryptedField(max_length=100)
    document_index = models.CharField(max_length=64)
    relation = EncryptedField(max_length=12)
    parts = models.PositiveSmallIntegerField()
    # Known once they have an identity here: only they can agree and be paid.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    # With their own letter and payment; whoever applied has them in the application's case.
    own_case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, related_name="share_of_grants"
    )

    objects = PayeeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["document_index"], name="payees_by_document")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "document_index"], name="a_payee_is_named_once_in_a_case"
            ),
            models.CheckConstraint(condition=Q(parts__gte=1), name="a_payee_has_a_part"),
        ]

    def __str__(self) -> str:
        return f"payee {self.pk}"
