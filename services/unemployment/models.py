"""Spells of unemployment, the months in which one said that one still looks, what employers say."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, FindableField
from kit.models import Immutable
from records.rules.contributions import month_number, month_of
from services.unemployment.rules.endings import CHOICES


class SpellQuerySet(models.QuerySet["Spell"]):
    """Spells as one asks for them."""

    def of(self, person: Person | int) -> "SpellQuerySet":
        """Return somebody's, the newest first; the case comes with them."""
        return self.filter(person=person).select_related("case").order_by("-first_month", "-pk")

    def running(self) -> "SpellQuerySet":
        """Return those that were not ended."""
        return self.filter(ended_because="")


class Spell(models.Model):
    """A time in which somebody draws unemployment benefit: how many months they have, and why.

    `since` is the day from which it counts; `counted_until` the last month of contributions that
    earned it: those after it count for the next time. `until_age` is the month of the pension age
    where it is drawn on until then. What was left when it ended is `kept` for the next time.
    """

    class Ended(models.TextChoices):
        """Why it ended."""

        WORK = "work", _("Found work")
        BUSINESS = "business", _("Started a business")
        ARMY = "army", _("Joined the army")
        ABROAD = "abroad", _("Moved abroad")
        PENSION = "pension", _("Draws a pension")
        LUMP = "lump", _("Paid at once")
        RURAL = "rural", _("Paid once to a rural contract worker")
        DRAWN = "drawn", _("All months drawn")
        DIED = "died", _("Died")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spells")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="spell")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    since = models.DateField()
    counted_until = models.DateField(null=True)
    months_paid = models.PositiveSmallIntegerField()
    left_over = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField()
    first_month = models.DateField()
    until_age = models.DateField(null=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True, default="")
    ended_on = models.DateField(null=True)
    last_month = models.DateField(null=True)
    kept = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    objects = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("spell of unemployment")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_because=""),
                name="nobody_draws_unemployment_benefit_twice",
            ),
            models.CheckConstraint(condition=Q(months__gte=1), name="a_spell_has_a_month"),
            models.CheckConstraint(
                condition=Q(ended_because="", ended_on=None) | ~Q(ended_because=""),
                name="a_spell_that_ended_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kept__lte=F("months")), name="no_more_is_kept_than_there_was"
            ),
        ]

    def __str__(self) -> str:
        return f"spell {self.pk}"

    @property
    def planned_last(self) -> date:
        """The last month that is drawn if nothing changes."""
        if self.until_age is not None:
            return self.until_age
        return month_of(month_number(self.first_month) + self.months - 1)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return not self.ended_because

    def drawn_by(self, month: date) -> int:
        """Return how many months are drawn up to a month, that month included."""
        last = min(month, self.last_month or self.planned_last)
        return max(0, month_number(last) - month_number(self.first_month) + 1)

    def left_after(self, month: date) -> int:
        """Return how many months are left once a month is drawn."""
        return max(0, self.months - self.drawn_by(month))


class StillLooking(Immutable):
    """Somebody has said for a month that they still look for work."""

    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spell", "month"], name="a_month_is_confirmed_once")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} of {self.spell_id}"


class EmployerQuestion(models.Model):
    """An employer is asked how somebody's work ended, because it has not said so or says otherwise.

    The term of the case goes on meanwhile: nobody waits for an employer longer than for the agency.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="employer_question")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    # The unified social credit code, empty where the record does not hold it.
    employer_code = FindableField(max_length=20, blank=True)
    employer_name = EncryptedField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"question {self.pk}"


class EndingReport(Immutable):
    """What an employer says of the end of somebody's work (社会保险法 art. 50)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    question = models.OneToOneField(
        EmployerQuestion, on_delete=models.PROTECT, null=True, related_name="report"
    )
    employer_code = FindableField(max_length=20, blank=True)
    last_day = models.DateField()
    reason = models.CharField(max_length=20, choices=[(code, text.en) for code, text in CHOICES])
    note = EncryptedField(blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [models.Index(fields=["person"], name="endings_of_a_person")]

    def __str__(self) -> str:
        return f"ending {self.pk}"
