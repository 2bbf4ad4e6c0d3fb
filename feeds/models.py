"""What has happened in the cases of an agency, in one line; and whom it is told to by webhook."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from agencies.models import Agency
from casework.models import Case, Event
from feeds.rules import places
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Erasable, Reference


class Unplaced(Erasable):
    """An event that stands in no feed yet: written with it, gone once it has its places."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"event {self.event_id}"


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries as one asks for them."""

    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        """Return the feed of the actor's agency, without the cases that are not for them."""
        if actor.agency is None:
            return self.none()
        mine = self.filter(agency=actor.agency)
        return mine.exclude(case__person__in=actor.kept_from) if actor.kept_from else mine


class Entry(models.Model):
    """One line in the feed of an agency: an event in one of its cases, by its place in the line.

    Places follow each other without a gap, in an order that never changes: they are given after
    the events are there for everybody, by one at a time (docs/decisions). It holds what is told of
    the event, so that a page of the feed is one question to one table.
    """

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    place = models.BigIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=32)
    service = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    moved_from = models.CharField(max_length=24, blank=True)
    moved_to = models.CharField(max_length=24, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "place"]
        indexes = [models.Index(fields=["agency", "at"], name="entries_by_their_moment")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "place"], name="a_place_is_given_once"),
            models.UniqueConstraint(
                fields=["agency", "case", "sequence"], name="an_event_has_one_place_in_a_feed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.place}"

    @property
    def written(self) -> str:
        """Return its place as systems are told it and give it back."""
        return places.written(self.place, self.number, self.sequence, self.at)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Webhooks as one asks for them."""

    def of(self, actor: Actor) -> "WebhookQuerySet":
        """Return those of the actor's agency."""
        return self.filter(agency=actor.agency) if actor.agency else self.none()


class Webhook(Reference):
    """An address of an agency's system that is told of each event in its feed."""

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(max_length=40, unique=True)  # said in messages; never guessed
    url = models.CharField(max_length=500)
    secret = EncryptedField()
    # After the secret was changed both sign, until the receiver has learned the new one.
    old_secret = EncryptedField(blank=True)
    old_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_why=""),
                name="a_webhook_ends_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def secrets_at(self, now: datetime) -> list[str]:
        """Return what signs at a moment: the secret, and the one before while both count."""
        old = self.old_until is not None and now < self.old_until
        return [self.secret, self.old_secret] if old else [self.secret]


class Fare(models.Model):
    """How a webhook fares; a receiver that fails is left alone for a while.

    A table of its own: it changes with each round, and who is told is asked with each event.
    """

    webhook = models.OneToOneField(Webhook, on_delete=models.PROTECT, related_name="fare")
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=60, blank=True)
    last_sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.webhook_id}: {self.failures}"


class CallQuerySet(models.QuerySet["Call"]):
    """Calls as one asks for them."""

    def waiting(self) -> "CallQuerySet":
        """Return what is still to be told."""
        return self.filter(told_at=None, dead_at=None)

    def dead(self) -> "CallQuerySet":
        """Return what was given up."""
        return self.exclude(dead_at=None)


class Call(models.Model):
    """An event that is to be told to a webhook: tried again, ever later, for three days."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="calls")
    # None: a trial that the agency asked for.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="calls")
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=60, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["webhook", "due_at"],
                condition=Q(told_at=None, dead_at=None),
                name="calls_that_are_owed",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "entry"], name="an_event_is_told_once"),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(dead_at=None), name="a_call_that_was_taken_is_alive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id}/{self.entry_id}"
