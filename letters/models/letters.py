"""Letters: numbered, rendered once, delivered once, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Looked
from agencies.actors import Actor
from agencies.models import Agency, NamedThen, named_then
from casework.models.case import Case, visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedBytesField, EncryptedField
from kit.models import Immutable

# With which a letter counts as read: a row of a list shows that there is a case, and not what its
# letter says.
OPENING = (Looked.CASE, Looked.LETTER, Looked.HISTORY, Looked.DOCUMENT, Looked.NUMBER)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters as one asks for them."""

    def visible_to(self, actor: Actor) -> "LetterQuerySet":
        """Return the letters of the cases this actor may see."""
        return self.filter(visible_cases(actor, "case__"))

    def whole_names(self) -> "LetterQuerySet":
        """Return the letters with their agencies and without their contents."""
        return self.defer("content")

    def valid(self) -> "LetterQuerySet":
        """Return the letters that no other letter replaces and no return has ended."""
        replaced = Letter.objects.filter(replaces=OuterRef("pk"))
        return self.filter(~Exists(replaced), voiding=None)


class Letter(Immutable):
    """A numbered document of an agency, as decided; its file is made once, after this."""

    class Kind(models.TextChoices):
        """Which document it is."""

        RECEIPT = "submission-receipt", _("Receipt of the application")
        REFUSAL = "refusal", _("Written explanation of the refusal")
        ACCEPTANCE = "acceptance-letter", _("Acceptance letter")
        RETURN = "return-note", _("Note returning the letter")
        NOT_TRANSFERABLE = "partial-notice", _("Notice of what cannot be transferred")
        FORM = "information-form", _("Information form")
        COMPLETION = "completion-notice", _("Notice of completion")
        CLEARING = "clearing-notice", _("Notice of months paid back")
        SURPLUS = "surplus-return", _("Letter with money sent back")
        CONFIRMATION = "confirmation", _("Confirmation")
        DECISION = "decision", _("Decision")
        OBJECTION = "objection-decision", _("Decision on an objection")
        REFUSED = "application-refusal", _("Decision not to grant an application")
        PAYMENT = "payment-receipt", _("Receipt of a payment")
        COLLECTION = "collection-note", _("Note that something is ready to be collected")
        DETERMINATION = "determination", _("Determination of a pension")
        DEMAND = "demand", _("Notice of what was paid too much")
        SETTLEMENT = "settlement", _("Settlement of medical costs")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=24, choices=Kind)
    number = models.CharField(max_length=40, unique=True)
    # As it is printed (发文字号); a receipt carries the number of its case and has none.
    official_number = models.CharField(max_length=60, blank=True)
    # 128 random bits by which anybody can check the letter (letters.rules.codes); letters
    # from before there were codes have none.
    code = models.CharField(max_length=28, blank=True)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="letters_issued")
    to_agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="letters_received"
    )
    to_person = models.BooleanField(default=False)
    # What the two were called when it was issued: a paper goes on saying what it says.
    agency_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    agency_name_en = models.CharField(max_length=120, blank=True, default="", db_default="")
    to_agency_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    to_agency_name_en = models.CharField(max_length=120, blank=True, default="", db_default="")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    template_version = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    # What the document says, sealed by encryption: it names a person.
    content = EncryptedField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        ordering = ["issued_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person=True) | Q(to_agency__isnull=False),
                name="a_letter_has_an_addressee",
            ),
            models.UniqueConstraint(
                fields=["official_number"],
                condition=~Q(official_number=""),
                name="an_official_number_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="a_code_belongs_to_one_letter"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def printed_number(self) -> str:
        """The number as the letter carries it."""
        return self.official_number or self.number

    @property
    def issuer(self) -> NamedThen:
        """Who issued it, by the name on the paper."""
        return NamedThen(
            self.agency,
            self.agency_name or self.agency.name,
            self.agency_name_en or self.agency.name_en,
        )

    @property
    def addressee(self) -> NamedThen | None:
        """To which agency it went, by the name on the paper."""
        return named_then(self.to_agency, self.to_agency_name, self.to_agency_name_en)

    def get_absolute_url(self) -> str:
        """Where the file is served to those who may see it."""
        return reverse("letter", args=[self.number])

    def get_translation_url(self) -> str:
        """Where the letter with English beneath is served."""
        return f"{self.get_absolute_url()}?language=bilingual"


class LetterVoiding(Immutable):
    """The moment from which a letter no longer counts (returned, replaced, closed)."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="voiding")
    at = models.DateTimeField()
    reason = EncryptedField()

    def __str__(self) -> str:
        return f"end of {self.letter_id}"


class LetterFile(Immutable):
    """The document as rendered: made once, never again."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="file")
    pdf = EncryptedBytesField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="letter_files_by_digest")]

    def __str__(self) -> str:
        return f"file of {self.letter_id}"

    @property
    def filename(self) -> str:
        """What the file is called when it is saved."""
        return f"{self.letter.number}.pdf"


class LetterTranslation(Immutable):
    """The letter in Chinese with English beneath, made once on request; the Chinese prevails."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="translation")
    pdf = EncryptedBytesField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="translations_by_digest")]

    def __str__(self) -> str:
        return f"translation of {self.letter_id}"

    @property
    def filename(self) -> str:
        """What the file is called when it is saved."""
        return f"{self.letter.number}-bilingual.pdf"


class LetterDelivery(Immutable):
    """The moment a letter reached its addressee: the start of the addressee's clock."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="delivery")
    delivered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"delivery of {self.letter_id}"
