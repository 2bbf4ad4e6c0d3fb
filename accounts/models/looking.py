"""Who looked at a person's data, searched for a number, or tried to prove an identity."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.mandates import Mandate
from accounts.models.persons import Person
from accounts.models.users import User
from kit.model_fields import EncryptedField
from kit.models import Erasable, Immutable


class ProvenBy(models.TextChoices):
    """The way by which somebody proved who they are."""

    NUMBER = "number-match", _("Name, number and a code to the phone on record")
    COUNTER = "counter", _("Document shown at a counter")
    PROVIDER = "provider", _("An identity provider")


class IdentityProof(Immutable):
    """Somebody proved who they are: which way, when, and before whom. Written once, for good."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identity_proofs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=16, choices=ProvenBy)
    # The clerk who saw the document; empty for programs.
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # The agency of the counter or the provider, as it was called at that moment.
    where = models.CharField(max_length=120, blank=True)
    where_en = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="counter") | Q(confirmed_by__isnull=False),
                name="somebody_has_seen_the_document_at_a_counter",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("user")),
                name="nobody_confirms_who_they_are_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} at {self.at:%Y-%m-%d %H:%M}"


class IdentityCheck(models.Model):
    """One try to prove an identity; counted in the database so that no cache flush forgets it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identity_checks")
    document_index = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_sends = models.PositiveSmallIntegerField(default=0)
    code_tries = models.PositiveSmallIntegerField(default=0)
    passed_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "started_at"]),
            models.Index(fields=["document_index", "started_at"]),
        ]

    def __str__(self) -> str:
        return f"identity check {self.pk}"


class Looked(models.TextChoices):
    """What somebody of an agency looked at."""

    CASE = "case", _("Your case")
    SEARCH = "search", _("Found you by your identity number or name")
    NUMBER = "number", _("Your full identity number")
    ACCOUNT = "account", _("The number of your bank account")
    HISTORY = "history", _("Your contributions and amounts")
    DOCUMENT = "document", _("A document of yours")
    LETTER = "letter", _("A letter about your case")
    LIST = "list", _("A list with your case in it")
    EXPORT = "export", _("A list with your case in it, taken along as a file")
    COUNTER = "counter", _("Your identity document, at the counter")
    REGISTRATION = "registration", _("Whether you are registered for treatment elsewhere")


class AccessEntry(models.Model):
    """Somebody of an agency, or by mandate, looked at a person's data, who sees every entry."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_entries")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    # By which somebody who is of no agency looked; they are named by it.
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    # Agencies stand in the room above, so their name is kept as it was at that moment.
    agency_name = models.CharField(max_length=120, blank=True)
    agency_name_en = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=40, choices=Looked)
    case_number = models.CharField(max_length=32, blank=True)
    reason = EncryptedField(max_length=200, blank=True)
    # By which the same reason of the same day is known again; empty where none was given.
    reason_index = models.CharField(max_length=64, blank=True, editable=False)
    at = models.DateTimeField()
    # The hour it is noted once for; for lists, which show many at once, the day in Asia/Shanghai.
    within = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-at"]),
            models.Index(fields=["-at", "-id"], name="looks_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "person", "case_number", "what", "within", "reason_index"],
                condition=Q(user__isnull=False),
                name="somebody_looking_twice_an_hour_is_noted_once",
            ),
            models.UniqueConstraint(
                fields=["agency_name", "person", "case_number", "what", "within", "reason_index"],
                condition=Q(user=None),
                name="a_system_looking_twice_an_hour_is_noted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%Y-%m-%d %H:%M}"


class NumberSearch(Erasable):
    """A search by exact identity number, found or not; counted here to limit them."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    client = models.CharField(max_length=100, blank=True)  # an agency's system instead of a user
    number_index = models.CharField(max_length=64)
    found = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "at"]),
            models.Index(fields=["client", "at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ ~Q(client=""),
                name="a_search_is_made_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"search at {self.at:%Y-%m-%d %H:%M}"
