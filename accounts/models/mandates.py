"""Mandates (委托代办): who acts for whom, in what, until when, and who has seen it given."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.persons import Person
from kit.model_fields import EncryptedField


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates as one asks for them."""

    def live(self, now: datetime) -> "MandateQuerySet":
        """Return those that count at a moment: accepted, not ended, not run out, giver alive.

        民法典 art. 173: a mandate ends with its term, by revocation or refusal, and with a death.
        """
        return self.filter(
            accepted_at__isnull=False,
            ended_at=None,
            expires_at__gt=now,
            giver__deceased_on__isnull=True,
        )

    def offered(self, now: datetime) -> "MandateQuerySet":
        """Return those that nobody has accepted and that can still be."""
        return self.filter(accepted_at=None, ended_at=None, offered_until__gt=now)

    def of(self, person: int) -> "MandateQuerySet":
        """Return what somebody has given or holds."""
        return self.filter(Q(giver=person) | Q(holder=person))


class Mandate(models.Model):
    """One person may act for another, in services that are named, until a day that is named.

    Names are kept as they stood when it was given and accepted: so both sides, agencies and letters
    name it alike, without reading the record of whoever acts.
    """

    class Kind(models.TextChoices):
        """From where the right to act comes."""

        GIVEN = "given", _("Mandate")  # 民法典 arts. 161 to 165
        GUARDIAN = "guardian", _("Guardianship")  # 民法典 arts. 23, 27, 28 and 34

    class Proof(models.TextChoices):
        """Who has seen that the giver wants it."""

        ACCOUNT = "account", _("By the giver's own account, signed in anew")
        COUNTER = "counter", _("In person at a counter, with the document")

    class EndedBy(models.TextChoices):
        """Who has ended it before its day."""

        GIVER = "giver", _("the person who gave it")
        HOLDER = "holder", _("the person who held it")
        AGENCY = "agency", _("an agency, at the counter")
        RENEWED = "renewed", _("a new mandate took its place")

    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.GIVEN)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates_given")
    giver_name = EncryptedField()
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="mandates_held"
    )
    holder_name = EncryptedField()
    services = models.JSONField(default=list)  # names of procedures, sorted
    expires_at = models.DateTimeField()  # the midnight after its last day
    # To whom it is offered: the keyed index of a document, a phone or an address, never itself.
    offered_to = models.CharField(max_length=64, editable=False)
    code_index = models.CharField(max_length=64, blank=True, editable=False)
    offered_at = models.DateTimeField()
    offered_until = models.DateTimeField()
    proof = models.CharField(max_length=12, choices=Proof)
    # Whoever saw the giver, or the papers of the guardian, and whoever approved these.
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    where = models.CharField(max_length=120, blank=True)
    where_en = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=12, choices=EndedBy, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["-offered_at", "-pk"]
        indexes = [
            models.Index(
                fields=["holder", "giver"],
                condition=Q(accepted_at__isnull=False, ended_at=None),
                name="mandates_that_may_count",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(holder=None) | ~Q(holder=F("giver")),
                name="nobody_acts_for_themselves_by_mandate",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(holder__isnull=False),
                name="an_accepted_mandate_has_a_holder",
            ),
            models.CheckConstraint(
                condition=~Q(proof="counter") | Q(clerk__isnull=False),
                name="somebody_has_seen_the_giver_at_a_counter",
            ),
            models.CheckConstraint(
                condition=~Q(kind="guardian")
                | Q(accepted_at=None)
                | Q(second__isnull=False, approved_at__isnull=False),
                name="a_guardian_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("clerk")),
                name="nobody_approves_a_guardian_they_prepared",
            ),
            models.UniqueConstraint(
                fields=["code_index"],
                condition=~Q(code_index=""),
                name="a_code_accepts_one_mandate",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def is_live(self, now: datetime) -> bool:
        """Whether it counts at a moment; the giver's death is for the query to know (`live`)."""
        return self.accepted_at is not None and self.ended_at is None and self.expires_at > now

    @property
    def last_day(self) -> date:
        """The last day on which it counts, in Asia/Shanghai."""
        return timezone.localdate(self.expires_at - timedelta(microseconds=1))

    @property
    def given_on(self) -> date:
        """The day by which it is named, in Asia/Shanghai."""
        return timezone.localdate(self.offered_at)

    @property
    def is_guardian(self) -> bool:
        """Whether the law, and no wish of the giver, lets the holder act."""
        return self.kind == self.Kind.GUARDIAN
