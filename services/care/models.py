"""Registrations of treatment in another place, what hospitals send about them, and hospitals."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Region, in_language
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable, Reference
from law.wording import Text
from records.models import Scheme
from services.care.rules.kinds import KINDS, Kind
from services.care.rules.registering import Proof, Span, stem

KIND_CHOICES = [(each.value, each.value) for each in Kind]
GRADES = {
    "3": Text("三级", "grade 3"),
    "2": Text("二级", "grade 2"),
    "1": Text("一级", "grade 1"),
    "community": Text("社区", "community"),
}
PROOF_CHOICES = [(each.value, each.value) for each in Proof]


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations as one asks for them."""

    def of(self, person: Person | int) -> "RegistrationQuerySet":
        """Return somebody's, the newest first; places and case come with them."""
        return self.filter(person=person).order_by("-from_day", "-pk")

    def counting_on(self, day: date) -> "RegistrationQuerySet":
        """Return those that count on a day."""
        within = Q(until=None) | Q(until__gte=day)
        left = Q(stopped_on=None) | Q(stopped_on__gt=day)
        return self.filter(within, left, from_day__lte=day)

    def active(self) -> "RegistrationQuerySet":
        """Return those that were not ended, changed, cancelled or voided."""
        return self.filter(state=Registration.State.ACTIVE)


class Registration(models.Model):
    """Somebody is registered for treatment in another place (异地就医备案).

    `until` is the last day on which it counts, none while it lasts as long as nothing changes.
    `stopped_on` is the first day on which it does not count any more, once it was ended before.
    `stands_alone`: no other may overlap it; only those proven by paper may stand side by side.
    """

    class State(models.TextChoices):
        """Whether it counts."""

        ACTIVE = "active", _("Registered")
        ENDED = "ended", _("Ended")
        CANCELLED = "cancelled", _("Cancelled")
        REPLACED = "replaced", _("Changed")
        VOID = "void", _("Void: the promised paper did not come")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="registrations")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    scheme = models.CharField(max_length=12, choices=Scheme)
    insured_area = ReferenceKey(Region, on_delete=models.PROTECT, related_name="+")
    # Six-digit codes: they are only ever asked for together with the person.
    places = models.JSONField()
    from_day = models.DateField()
    until = models.DateField(null=True)
    proof = models.CharField(max_length=8, choices=PROOF_CHOICES)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    stands_alone = models.BooleanField(default=True)
    locked_until = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    # By when a promised paper is owed, and since when it is there.
    paper_due_on = models.DateField(null=True)
    paper_came_on = models.DateField(null=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )
    made_at = models.DateTimeField()
    # When the place of treatment has taken it over, and since when it has not although asked.
    announced_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration for treatment elsewhere")
        indexes = [
            models.Index(fields=["person", "from_day"], name="registrations_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("from_day")),
                name="a_registration_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state="active", stopped_on=None)
                | (~Q(state="active") & Q(stopped_on__isnull=False)),
                name="what_no_longer_counts_has_stopped_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="replaced") | Q(replaced_by=None),
                name="only_a_changed_registration_is_replaced",
            ),
            models.UniqueConstraint(
                fields=["case"], name="a_case_makes_one_registration_for_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"

    @property
    def span(self) -> Span:
        """The days on which it counts; none where it was stopped before it began."""
        if self.stopped_on is None:
            return Span(self.from_day, self.until)
        last = date.fromordinal(self.stopped_on.toordinal() - 1)
        return Span(self.from_day, min(last, self.until) if self.until else last)

    @property
    def title(self) -> Text:
        """What its kind is called."""
        return KINDS[Kind(self.kind)]

    @property
    def owes_paper(self) -> bool:
        """Whether a promised paper is still to come."""
        return (
            self.state == self.State.ACTIVE
            and self.paper_due_on is not None
            and self.paper_came_on is None
        )

    def leads_to(self, place: str) -> bool:
        """Whether a place lies where it is registered for: in the city, or the province, named."""
        return any(place.startswith(stem(code)) for code in self.places)


class Hospital(Reference):
    """A hospital that settles treatment of people insured elsewhere (联网定点医疗机构)."""

    code = models.CharField(_("code"), max_length=16, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    region = ReferenceKey(Region, on_delete=models.PROTECT, related_name="hospitals")
    grade = models.CharField(_("grade"), max_length=10)
    departments = models.CharField(_("departments"), max_length=200, blank=True)
    departments_en = models.CharField(_("departments in English"), max_length=300, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    in_patient = models.BooleanField(_("in-patient care"), default=True)
    out_patient = models.BooleanField(_("out-patient care"), default=False)
    chronic = models.BooleanField(_("chronic diseases, out-patient"), default=False)
    may_refer = models.BooleanField(_("may refer to other places"), default=False)
    closed_on = models.DateField(_("no longer linked since"), null=True, blank=True)

    class Meta:
        verbose_name = _("linked hospital")
        verbose_name_plural = _("linked hospitals")
        ordering = ["region", "code"]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)

    @property
    def code_of_region(self) -> str:
        """The code of its region, without a query."""
        return str(self.region_id)

    @property
    def searched(self) -> str:
        """What a search by words looks at."""
        said = (self.name, self.name_en, self.departments, self.departments_en, self.address)
        return " ".join((self.code, *said)).casefold()

    @property
    def grade_text(self) -> Text:
        """The grade in words."""
        return GRADES.get(self.grade, Text(self.grade, self.grade))

    @property
    def local_departments(self) -> str:
        """The departments in the reader's language."""
        return in_language(self.departments, self.departments_en)


class Referral(models.Model):
    """A hospital sends somebody to another place: filed by it, so that nobody brings a paper."""

    number = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    hospital = ReferenceKey(Hospital, on_delete=models.PROTECT, related_name="+")
    to_place = ReferenceKey(Region, on_delete=models.PROTECT, related_name="+")
    department = EncryptedField(max_length=80, blank=True)
    diagnosis = EncryptedField(max_length=200)
    is_again = models.BooleanField(default=False)
    referred_on = models.DateField()
    filed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral")
        indexes = [models.Index(fields=["person", "-referred_on"], name="referrals_of_a_person")]

    def __str__(self) -> str:
        return self.number


class Visit(Immutable):
    """A stay or visit elsewhere that was settled directly, as the hospital reports it; in fen.

    `registered_as` is what the person counted as on the day of admission; nothing where they were
    not registered.
    """

    class Kind(models.TextChoices):
        """What was settled."""

        IN_PATIENT = "in-patient", _("Stay in hospital")
        OUT_PATIENT = "out-patient", _("Out-patient visit")
        CHRONIC = "chronic", _("Chronic disease, out-patient")

    number = models.CharField(max_length=32)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    hospital = ReferenceKey(Hospital, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    registered_as = models.CharField(max_length=16, blank=True)
    admitted_on = models.DateField()
    discharged_on = models.DateField()
    settled_on = models.DateField()
    total_fen = models.BigIntegerField()
    covered_fen = models.BigIntegerField()
    deductible_fen = models.BigIntegerField(default=0)
    fund_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("visit elsewhere")
        ordering = ["-settled_on", "-pk"]
        indexes = [models.Index(fields=["person", "-settled_on"], name="visits_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "number"], name="a_hospital_settles_a_visit_once"
            ),
            models.CheckConstraint(
                condition=Q(fund_fen__gte=0)
                & Q(fund_fen__lte=F("covered_fen"))
                & Q(covered_fen__lte=F("total_fen")),
                name="a_fund_pays_no_more_than_is_covered",
            ),
            models.CheckConstraint(
                condition=Q(admitted_on__lte=F("discharged_on")),
                name="a_visit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def own_fen(self) -> int:
        """What the person has paid."""
        return self.total_fen - self.fund_fen

    @property
    def as_text(self) -> Text:
        """What they were registered as, in words."""
        if not self.registered_as:
            return Text("未备案", "Not registered")
        return KINDS[Kind(self.registered_as)]


class EmergencyMark(Immutable):
    """A hospital says that a stay was an emergency: it counts as registered (视同已备案)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergency_marks")
    hospital = ReferenceKey(Hospital, on_delete=models.PROTECT, related_name="+")
    admitted_on = models.DateField()
    # 外伤 and 第三方责任: the two flags of a stay after an accident.
    is_injury = models.BooleanField(default=False)
    is_third_party = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "hospital", "admitted_on"],
                name="an_emergency_is_marked_once_a_day_and_hospital",
            )
        ]

    def __str__(self) -> str:
        return f"emergency {self.pk}"
