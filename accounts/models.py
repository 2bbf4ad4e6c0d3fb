"""People: who signs in, whose identity is proven, who looked at what."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.code_models import IssuedCode as IssuedCode
from accounts.code_models import Purpose as Purpose
from accounts.kept_models import KeptWords as KeptWords
from kit import crypto
from kit.model_fields import EncryptedDateField, EncryptedField, FindableEmailField
from kit.models import Erasable
from law.identity_number import canonical_number, findable_numbers, mask


class DocumentType(models.TextChoices):
    """Identity documents that social insurance accepts (code AAC058)."""

    RESIDENT_ID = "resident-id", _("Resident identity card")
    HMT_RESIDENCE_PERMIT = (
        "hmt-residence-permit",
        _("Residence permit, Hong Kong, Macao, Taiwan"),
    )
    FOREIGN_PERMANENT_RESIDENT = (
        "foreign-permanent-resident",
        _("Foreign permanent resident identity card"),
    )
    HK_MACAO_PASS = "hk-macao-pass", _("Mainland travel permit, Hong Kong and Macao")
    TAIWAN_PASS = "taiwan-pass", _("Mainland travel permit, Taiwan")
    PASSPORT = "passport", _("Passport")


class Sex(models.TextChoices):
    """Sex as the identity document states it (code AAC004)."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class PersonManager(models.Manager["Person"]):
    """Finds persons by what is stored encrypted."""

    def with_document(self, document_type: str, number: str) -> models.QuerySet["Person"]:
        """Return the person with exactly this identity document, if any."""
        index = number_index(document_type, number)
        return self.filter(document_type=document_type, number_index=index)


def number_index(document_type: str, number: str) -> str:
    """Return the blind index of a document number, of its one form however it is written."""
    canonical = canonical_number(document_type, number)
    return crypto.blind_index(canonical, context="person.number")


def number_indexes(number: str) -> list[str]:
    """Return the blind indexes of a number whose kind of document is not known."""
    found = findable_numbers(number)
    return [crypto.blind_index(each, context="person.number") for each in found]


def reason_index(reason: str) -> str:
    """Return the blind index of a reason for looking; nothing where none was given."""
    return crypto.blind_index(reason, context="access.reason") if reason else ""


def phone_index(phone: str) -> str:
    """Return the blind index of a phone number in the form +8613800138000."""
    return crypto.blind_index(phone, context="user.phone")


class Person(models.Model):
    """An insured person (参保人), as the agencies' records know them; with or without a sign-in."""

    name = EncryptedField(_("name"))
    document_type = models.CharField(
        _("document type"),
        max_length=32,
        choices=DocumentType,
        default=DocumentType.RESIDENT_ID,
    )
    number = EncryptedField(_("document number"))
    number_index = models.CharField(max_length=64, editable=False)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex)
    born_on = EncryptedDateField(_("date of birth"))
    # A GB/T 2260 code; empty for persons without a household registration on the mainland.
    hukou_region_code = models.CharField(_("household registration"), max_length=6, blank=True)
    phone = EncryptedField(_("phone on record"), blank=True)
    # Several may share one: members of a family. Empty where there is no phone.
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    email = EncryptedField(_("e-mail on record"), blank=True)
    address = EncryptedField(_("address on record"), blank=True)
    deceased_on = EncryptedDateField(_("date of death"), null=True, blank=True)

    objects = PersonManager()

    class Meta:
        verbose_name = _("insured person")
        verbose_name_plural = _("insured persons")
        constraints = [
            models.UniqueConstraint(
                fields=["document_type", "number_index"],
                name="one_person_for_each_identity_document",
            )
        ]
        indexes = [
            models.Index(
                fields=["phone_index"], condition=~Q(phone_index=""), name="persons_by_phone"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the blind indexes in step with number and phone."""
        self.number_index = number_index(self.document_type, str(self.number))
        self.phone_index = phone_index(str(self.phone)) if self.phone else ""
        super().save(*args, **kwargs)

    @property
    def masked_number(self) -> str:
        """The number as it is shown, its middle hidden."""
        return mask(str(self.number))


class UserManager(BaseUserManager["User"]):
    """Makes users, and fetches the person along: every page asks who somebody is."""

    def get_queryset(self) -> models.QuerySet["User"]:
        """Return users with their persons."""
        return super().get_queryset().select_related("person")

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any):
        """Make a user for whose e-mail address the maker vouches, so that no code confirms it."""
        user = self.model(email=self.normalize_email(email) if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        if user.email:
            user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any):
        """Make a system administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(Erasable, AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: by phone or by e-mail."""

    email = FindableEmailField(
        _("e-mail"),
        max_length=FindableEmailField.LONGEST_STORED,
        unique=True,
        null=True,
        blank=True,
    )
    phone = EncryptedField(_("phone"), blank=True)
    # Null for those without a phone: an empty text could be unique only once.
    phone_index = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    phone_verified = models.BooleanField(default=False)
    display_name = models.CharField(_("display name"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=8, default="zh-hans")
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    identity_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, identity_verified_at__isnull=True)
                | Q(person__isnull=False, identity_verified_at__isnull=False),
                name="an_identity_is_proven_at_a_known_moment",
            )
        ]

    def __str__(self) -> str:
        return self.display_name or f"user {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the blind index in step with the phone number."""
        self.phone_index = phone_index(self.phone) if self.phone else None
        super().save(*args, **kwargs)

    @property
    def is_verified(self) -> bool:
        """Whether it is proven who this user is."""
        return self.person_id is not None


class IdentityCheck(models.Model):
    """One try to prove an identity; counted in the database so that no cache flush forgets it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identity_checks")
    number_index = models.CharField(max_length=64)
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
            models.Index(fields=["number_index", "started_at"]),
        ]

    def __str__(self) -> str:
        return f"identity check {self.pk}"


class Looked(models.TextChoices):
    """What somebody of an agency looked at."""

    CASE = "case", _("Your case")
    SEARCH = "search", _("Found you by your identity number")
    NUMBER = "number", _("Your full identity number")
    ACCOUNT = "account", _("The number of your bank account")
    HISTORY = "history", _("Your contributions and amounts")
    DOCUMENT = "document", _("A document of yours")
    LETTER = "letter", _("A letter about your case")
    LIST = "list", _("A list with your case in it")


class AccessEntry(models.Model):
    """Somebody of an agency looked at a person's data; the person can see every entry."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_entries")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    # Agencies stand in the room above, so their name is kept as it was at that moment.
    agency_name = models.CharField(max_length=120)
    agency_name_en = models.CharField(max_length=120)
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
        indexes = [models.Index(fields=["person", "-at"])]
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


class NumberSearch(models.Model):
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


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Sign-ins as one asks for them."""

    def current(self, now: datetime) -> "SignInQuerySet":
        """Return those that have not run out, the newest first."""
        return self.filter(expire_date__gt=now).order_by("-started_at", "session_key")


class SignIn(AbstractBaseSession):
    """A session that knows whose it is, so that somebody can end their others."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    device = EncryptedField(max_length=200, blank=True)
    started_at = models.DateTimeField(null=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "expire_date"])]

    def __str__(self) -> str:
        return f"sign-in of user {self.user_id}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the store that keeps its sessions in this table."""
        return import_module(settings.SESSION_ENGINE).SessionStore
