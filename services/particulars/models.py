"""What was changed on somebody's record, by which case, and what the police answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.models import Agency
from casework.models import Case
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable
from services.particulars.rules import plain
from services.particulars.rules.ways import Police


class PersonVersion(Immutable):
    """One particular of a person as it was and as it is since a case; written once."""

    class Field(models.TextChoices):
        """What was changed."""

        NAME = "name", _("Name")
        DOCUMENT_TYPE = "document_type", _("Document type")
        ISSUED_IN = "issued_in", _("Country of issue")
        NUMBER = "number", _("Document number")
        BORN_ON = "born_on", _("Date of birth")
        SEX = "sex", _("Sex")
        PHONE = "phone", _("Phone on record")
        EMAIL = "email", _("E-mail on record")
        ADDRESS = "address", _("Address on record")
        EDUCATION = "education", _("Education")
        MARRIAGE = "marriage", _("Marriage")
        HOUSEHOLD_KIND = "household_kind", _("Kind of household")
        OCCUPATION = "occupation", _("Occupation")
        NATION = "nation", _("Ethnic group")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="versions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="person_versions")
    field = models.CharField(max_length=16, choices=Field)
    old = EncryptedField(blank=True)
    new = EncryptedField()
    # Since when it is true, as it was decided; `at` is when the record was changed.
    effective_on = models.DateField()
    at = models.DateTimeField()
    # Written when what the case had changed was undone: it says again what was so before.
    is_undoing = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("version of a person")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["person", "field", "-at"], name="versions_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "field", "is_undoing"],
                name="a_case_changes_a_particular_once_and_undoes_it_once",
            )
        ]

    def __str__(self) -> str:
        return f"version {self.pk}"


class PlainParticulars(models.Model):
    """What the record holds of a person on which no number hangs; history is in the versions."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="plain")
    education = EncryptedField(blank=True)
    marriage = EncryptedField(blank=True)
    household_kind = EncryptedField(blank=True)
    occupation = EncryptedField(blank=True)
    nation = EncryptedField(blank=True)

    class Meta:
        verbose_name = _("plain particulars")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"plain particulars {self.pk}"


def plain_of(person: Person) -> dict[str, str]:
    """Return the plain particulars on a record by their names; empty texts where none are."""
    found = PlainParticulars.objects.filter(person=person).first()
    return {name: str(getattr(found, name, "") or "") for name in plain.NAMES}


class PoliceComparison(models.Model):
    """The record of somebody held against the police's register: once a day, and kept.

    Asked by the person themselves, or by the system of an agency that insures them.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comparisons")
    day = models.DateField()
    # The keyed hash of what was asked: the answer is about these particulars.
    asked_index = models.CharField(max_length=64)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.value) for each in Police]
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("comparison with the police register")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"], name="the_police_are_asked_of_a_record_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False),
                name="an_answer_of_the_police_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"comparison {self.pk}"


class PoliceAnswer(Immutable):
    """What the police's register answered about particulars; whose they are is only hashed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="police_answers")
    # The keyed hash of what was asked: an answer counts for these particulars and no others.
    asked_index = models.CharField(max_length=64)
    answer = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Police])
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "asked_index"], name="the_police_answer_a_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
