"""What is judged of a personal file, chosen, determined and made public when somebody retires."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from agencies.actors import Actor
from agencies.models import Agency, of_agency
from applications.models import Employer
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField, EncryptedJSONField, FindableField
from kit.models import Immutable
from payouts.models import Entitlement
from services.retirement.rules.findings import KINDS as FINDINGS


def seen_by(actor: Actor) -> Q:
    """Return whose rows with a person and an agency this actor may read."""
    own = Q(person=actor.person_id) if actor.person_id else Q(pk__in=[])
    for mandate in actor.mandates:
        own |= Q(person=mandate.giver_id, case__service__in=mandate.services)
    if actor.agency is None:
        return own
    ours = of_agency(actor.agency)
    return own | (ours & ~Q(person__in=actor.kept_from) if actor.kept_from else ours)


class FileFindingQuerySet(models.QuerySet["Finding"]):
    """Findings as one asks for them."""

    def visible_to(self, actor: Actor) -> "FileFindingQuerySet":
        """Return one's own, and those that one's agency has made."""
        return self.filter(seen_by(actor))

    def counting(self, person: Person | int) -> "FileFindingQuerySet":
        """Return what counts of a person, the earliest first: nothing that was judged anew."""
        return self.filter(person=person, replaced_by=None).order_by("kind", "from_month", "pk")


class Finding(models.Model):
    """A fact of the personal file: judged by one clerk with its page, confirmed by another.

    `counts` is false for what the file does not prove. What was judged anew names its successor.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(each, each) for each in FINDINGS])
    from_month = models.DateField(null=True)
    to_month = models.DateField(null=True)
    value = EncryptedField(max_length=200, blank=True)
    proof_page = EncryptedField(max_length=60)
    note = EncryptedField(max_length=300, blank=True)
    counts = models.BooleanField(default=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    objects = FileFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of a personal file")
        indexes = [models.Index(fields=["person", "kind"], name="findings_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("judged_by")),
                name="nobody_confirms_what_they_found",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="a_confirmed_finding_says_when",
            ),
            models.CheckConstraint(
                condition=Q(to_month=None) | Q(from_month__lte=models.F("to_month")),
                name="what_was_found_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Choices as one asks for them."""

    def visible_to(self, actor: Actor) -> "ChoiceQuerySet":
        """Return one's own, and those that one's agency keeps."""
        return self.filter(seen_by(actor))

    def of_employer(self, employer: Employer) -> "ChoiceQuerySet":
        """Return later dates that an employer has not spoken of yet, the nearest first."""
        late = self.standing().filter(way=Choice.Way.LATE, employer_said_at=None)
        ours = late.filter(employer_code=employer.credit_code, agency__in=employer.agency.offices)
        return ours.order_by("chosen_day", "pk")

    def standing(self) -> "ChoiceQuerySet":
        """Return those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Choice(models.Model):
    """Somebody chose to retire earlier or later; `noticed_at` is the time that was sealed.

    `agreed_on` is the day of the agreement with the employer, which only a later date needs.
    """

    class Way(models.TextChoices):
        """Earlier or later than the statutory age."""

        EARLY = "early", _("Earlier")
        LATE = "late", _("Later")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="retirement_choice")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="retirement_choices")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    chosen_day = models.DateField()
    noticed_at = models.DateTimeField()
    agreed_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # Of a later date: who has agreed to it, by the record, and what they have said here.
    employer_code = FindableField(max_length=20, blank=True)
    employer_name = EncryptedField(max_length=120, blank=True)
    employer_agrees = models.BooleanField(null=True)
    employer_said_at = models.DateTimeField(null=True)
    employer_said_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of a retirement date")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at=None),
                name="somebody_has_one_standing_choice",
            ),
            models.CheckConstraint(
                condition=Q(way="early") | Q(agreed_on__isnull=False),
                name="a_later_retirement_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(employer_agrees=None, employer_said_at=None, employer_said_by=None)
                | Q(
                    way="late",
                    employer_agrees__isnull=False,
                    employer_said_at__isnull=False,
                    employer_said_by__isnull=False,
                ),
                name="an_employer_speaks_of_a_later_date_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} of case {self.case_id}"


class DeterminationQuerySet(models.QuerySet["Determination"]):
    """Determinations as one asks for them."""

    def visible_to(self, actor: Actor) -> "DeterminationQuerySet":
        """Return one's own, and those of one's agency."""
        return self.filter(seen_by(actor))


class Determination(Immutable):
    """A pension as it was determined (核定): every number it came from, kept encrypted.

    `base_year` is the year of the base; a provisional one was reckoned with that of an earlier
    year, and is followed by another (`follows`) once the base of `for_year` is published.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="determinations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="determinations")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    entitlement = models.ForeignKey(
        Entitlement, on_delete=models.PROTECT, related_name="determinations"
    )
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    from_month = models.DateField()
    total_fen = models.BigIntegerField()
    facts = EncryptedJSONField()
    region = models.CharField(max_length=6)
    base_year = models.PositiveSmallIntegerField()
    for_year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        verbose_name = _("determination of a pension")
        indexes = [
            models.Index(
                fields=["for_year", "region", "id"],
                condition=~Q(base_year=models.F("for_year")),
                name="provisional_determinations",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_fen__gte=0), name="a_pension_is_not_less_than_nothing"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(follows=None),
                name="a_case_determines_a_pension_once",
            ),
        ]

    def __str__(self) -> str:
        return f"determination {self.pk}"

    @property
    def is_provisional(self) -> bool:
        """Whether it was reckoned with the base of an earlier year."""
        return self.base_year != self.for_year


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications as one asks for them; what everybody reads is asked by `publishing.running`."""

    def visible_to(self, actor: Actor) -> "PublicationQuerySet":
        """Return one's own, and those of one's agency."""
        return self.filter(seen_by(actor))


class Publication(models.Model):
    """What was made public for some days before it is confirmed (公示): the name partly hidden.

    `round` counts from 1: some places make it public twice, one after the other.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publications")
    round = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="publications")
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = EncryptedField(max_length=100)
    employer = EncryptedField(max_length=120)
    what = EncryptedField(max_length=200)
    from_day = models.DateField()
    until_day = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        indexes = [models.Index(fields=["until_day"], name="publications_by_their_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gt=models.F("from_day")),
                name="a_publication_lasts_more_than_a_day",
            ),
            models.UniqueConstraint(
                fields=["case", "round"], name="each_round_of_a_publication_is_made_once"
            ),
        ]

    def __str__(self) -> str:
        return f"publication of case {self.case_id}"


class PublicationObjection(models.Model):
    """Somebody says that what was made public is not right; the agency answers it."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="objections"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = EncryptedField(max_length=1000)
    at = models.DateTimeField()
    answer = EncryptedField(max_length=1000, blank=True)
    is_right = models.BooleanField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("objection to a publication")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, is_right=None)
                | Q(answered_at__isnull=False, is_right__isnull=False),
                name="an_answer_to_an_objection_says_whether_it_is_right",
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"
