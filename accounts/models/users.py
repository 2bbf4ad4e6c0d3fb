"""Who signs in, and from where."""

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

from accounts.models.indexes import phone_index
from accounts.models.persons import Person
from accounts.rules.levels import Level
from kit import crypto, wall
from kit.model_fields import EncryptedField, FindableEmailField
from kit.models import Erasable


class UserManager(BaseUserManager["User"]):
    """Makes users, and finds who is signed in."""

    @wall.as_house("know who is signed in")
    def signed_in(self, pk: Any) -> "User | None":
        """Return a user with their person: every page asks who somebody is."""
        return self.select_related("person").filter(pk=pk).first()

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
    # Since when it is proven that this person, and nobody with their number, uses the account.
    real_person_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

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
            ),
            models.CheckConstraint(
                condition=Q(real_person_at=None) | Q(person__isnull=False),
                name="a_real_person_is_a_known_one",
            ),
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

    @property
    def level(self) -> Level:
        """How sure it is who this is; nobody signs in before a contact is confirmed."""
        if self.person_id is None:
            return Level.CONTACT
        return Level.NUMBER if self.real_person_at is None else Level.PERSON


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Sign-ins as one asks for them."""

    def current(self, now: datetime) -> "SignInQuerySet":
        """Return those that have not run out, the newest first."""
        return self.filter(expire_date__gt=now).order_by("-started_at", "session_key")


class SignIn(AbstractBaseSession):
    """A session that knows whose it is, so that somebody can end their others."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    device = EncryptedField(max_length=200, blank=True)
    # From which connection it began: two are known to be one, and nobody reads which.
    address_index = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "expire_date"])]

    def __str__(self) -> str:
        return f"sign-in of user {self.user_id}"

    @property
    def mark(self) -> str:
        """By what a page names it: whoever knew its key would be signed in."""
        return crypto.blind_index(self.session_key, context="sign-in.mark")[:24]

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the store that keeps its sessions in this table."""
        return import_module(settings.SESSION_ENGINE).SessionStore
