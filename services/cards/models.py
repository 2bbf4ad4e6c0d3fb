"""A card, what happened to it, the order of a new one, and what went to its maker and came back."""

from datetime import date, datetime, time

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate, Person, document_index
from agencies.actors import Actor
from agencies.models import Agency
from casework.models import Case
from kit import crypto
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Erasable, Immutable
from services.cards.rules.orders import MADE, Delivery, Made
from services.cards.rules.states import LOST, STATES, State, Wish

REPLACEMENT = "card-replacement"


def number_index(number: str) -> str:
    """Return the keyed hash by which a card is found."""
    return crypto.blind_index(number.upper(), context="card.number")


class CardQuerySet(models.QuerySet["Card"]):
    """Cards as one asks for them."""

    def visible_to(self, actor: Actor) -> "CardQuerySet":
        """Return one's own; a clerk those of whoever stands at their counter, others none."""
        return self.filter(person=actor.applies_for_id or 0)

    def current(self) -> "CardQuerySet":
        """Return those that are not cancelled."""
        return self.exclude(state=State.CANCELLED.value)


class Card(models.Model):
    """A social security card (社会保障卡) of a person, as whoever issued it knows it."""

    # By which addresses and cases name it: it says nothing of the card.
    key = models.CharField(max_length=16, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    number = EncryptedField(_("card number"))
    number_index = models.CharField(max_length=64, unique=True, editable=False)
    bank = models.CharField(_("bank"), max_length=8)
    issuer = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=12, choices=[(s.value, STATES[s].en) for s in State]
    )
    # What it was when it was reported lost: whoever finds it has it as it was.
    state_before = models.CharField(max_length=12, blank=True)
    lost_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    issued_on = models.DateField()
    valid_to = models.DateField()
    photo_taken_on = models.DateField(null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("social security card")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.TEMPORARY.value) ^ Q(lapses_at=None),
                name="a_loss_for_the_time_being_lapses_and_nothing_else_does",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in sorted(LOST)]) ^ Q(state_before=""),
                name="a_lost_card_knows_what_it_was",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REPLACING.value), name="that_one_is_replaced_is_no_state"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state=State.CANCELLED.value) & ~Q(state=State.SEALED.value),
                name="nobody_has_two_cards_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"

    @property
    def masked(self) -> str:
        """Its number as it is shown: the last four characters."""
        return f"**** {str(self.number)[-4:]}"


class CardEvent(Immutable):
    """One thing that happened to a card; written once."""

    class Channel(models.TextChoices):
        """By which way it came."""

        ONLINE = "online", _("Online")
        EMERGENCY = "emergency", _("Without a sign-in, by a code to the phone on record")
        COUNTER = "counter", _("At the counter")
        PROGRAM = "program", _("By a program")
        TIME = "time", _("By itself")

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Wish])
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    lapses_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("event of a card")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["card", "-at"], name="events_of_a_card")]

    def __str__(self) -> str:
        return f"event {self.pk}"


class MakerFile(models.Model):
    """A file that goes to the maker, or came from it: its name and hash, and no person."""

    batch = models.CharField(max_length=32)
    is_order = models.BooleanField()
    # Of an order file: written when the maker has taken it; one that was not is sent again.
    sha256 = models.CharField(max_length=64, blank=True)
    lines = models.PositiveIntegerField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("file of the maker")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(is_order=False),
                name="a_file_of_the_maker_is_read_once",
            ),
            models.UniqueConstraint(
                fields=["batch"], condition=Q(is_order=True), name="an_order_file_has_its_name"
            ),
        ]

    def __str__(self) -> str:
        return self.batch


class CardOrderQuerySet(models.QuerySet["CardOrder"]):
    """Orders as one asks for them."""

    def visible_to(self, actor: Actor) -> "CardOrderQuerySet":
        """Return those of cases the actor sees."""
        return self.filter(case__in=Case.objects.visible_to(actor))

    def to_collect(self, person: Person, today: date) -> "CardOrderQuerySet":
        """Return the cards that were made and that somebody may collect at a counter.

        Their own, those of whoever has named them in the application, and those of whoever has
        given them a mandate for new cards that counts today.
        """
        named = Q(collector_index=document_index(person.document))
        midnight = timezone.make_aware(datetime.combine(today, time()))
        held = Mandate.objects.live(midnight).filter(holder=person)
        givers = [each.giver_id for each in held if REPLACEMENT in each.services]
        whose = Q(case__person=person) | named | Q(case__person__in=givers)
        made = self.filter(whose, new_card__isnull=False, case__person__deceased_on=None)
        return made.exclude(state=Made.HANDED_OUT.value)

    def waiting_for_maker(self) -> "CardOrderQuerySet":
        """Return those that have not gone to the maker."""
        return self.filter(state=Made.ORDERED.value, file=None)


class CardOrder(models.Model):
    """A new card that was granted: how far it has come, and until when it has to be there."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="card_order"
    )
    old_card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="orders")
    new_card = models.OneToOneField(Card, on_delete=models.PROTECT, null=True, related_name="order")
    bank = models.CharField(max_length=8)
    delivery = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Delivery]
    )
    address = EncryptedField(blank=True)
    state = models.CharField(
        max_length=12, choices=[(s.value, MADE[s].en) for s in Made], default=Made.ORDERED.value
    )
    state_at = models.DateTimeField()
    # Nothing where the place names no term of its own.
    due_on = models.DateField(null=True)
    # Until when it waits at the counter.
    collect_until = models.DateField(null=True)
    file = models.ForeignKey(MakerFile, on_delete=models.PROTECT, null=True, related_name="orders")
    # Whom the person has named to collect it: their name, and the keyed index of their document.
    collector_name = EncryptedField(blank=True)
    collector_index = models.CharField(max_length=64, blank=True, editable=False)
    handed_out_by = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    handed_out_to = EncryptedField(blank=True)

    objects = CardOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order of a card")
        indexes = [
            models.Index(
                fields=["state_at"],
                condition=Q(state=Made.ORDERED.value, file=None),
                name="orders_for_the_maker",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Made.ORDERED.value) | Q(new_card__isnull=False),
                name="a_card_that_is_made_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=Made.HANDED_OUT.value) ^ Q(handed_out_to=""),
                name="whoever_was_given_a_card_is_named",
            ),
            models.CheckConstraint(
                condition=Q(collector_index="") ^ ~Q(collector_name=""),
                name="whoever_may_collect_a_card_has_a_name_and_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"order of case {self.case_id}"


class InterimCard(models.Model):
    """A card for the time until the new one is there (临时卡): it pays with no bank account."""

    order = models.OneToOneField(
        CardOrder, on_delete=models.PROTECT, primary_key=True, related_name="interim"
    )
    number = EncryptedField()
    number_index = models.CharField(max_length=64, unique=True, editable=False)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    valid_until = models.DateField()
    times_extended = models.PositiveSmallIntegerField(default=0)
    # The day on which the new card was handed out.
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("interim card")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("issued_on")),
                name="an_interim_card_is_valid_for_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"interim card of order {self.pk}"

    @property
    def masked(self) -> str:
        """Its number as it is shown."""
        return f"**** {str(self.number)[-4:]}"


class UsedCode(Erasable):
    """The code of an electronic card that was checked: a second time it is refused."""

    code_index = models.CharField(max_length=64, primary_key=True)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="used_codes")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"code {self.code_index[:8]}"


__all__ = ["Card", "CardEvent", "CardOrder", "InterimCard", "MakerFile", "UsedCode", "number_index"]
