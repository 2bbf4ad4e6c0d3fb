"""A file that somebody sent: what arrived, where it lies, and whether it may be opened."""

from django.db import models

from applications.rules.papers import ENDINGS, FileKind, State
from kit.model_fields import EncryptedField
from kit.models import Erasable


class KeptFile(Erasable):
    """One picture or one PDF; it lies encrypted under a random name, and is closed until checked.

    A table of such files says in `applications.actions.judging.TABLES` what it belongs to.
    """

    # Under which it is addressed; the file has a name of its own, which changes when it is cleaned.
    key = models.CharField(max_length=32, unique=True)
    file = models.CharField(max_length=32, blank=True)
    thumbnail = models.CharField(max_length=32, blank=True)
    # Of the bytes as they arrived: the same page sent twice is one page.
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in FileKind])
    sheets = models.PositiveSmallIntegerField(default=1)
    name = EncryptedField(blank=True)
    state = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in State],
        default=State.WAITING.value,
    )
    fault = models.CharField(max_length=20, blank=True)
    # Who looked for what is dangerous: empty until then, "none" where no scanner is connected.
    scanner = models.CharField(max_length=60, blank=True)
    added_at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_clean(self) -> bool:
        """Whether it may be opened."""
        return self.state == State.CLEAN

    @property
    def is_waiting(self) -> bool:
        """Whether it is still being checked."""
        return self.state == State.WAITING

    @property
    def is_refused(self) -> bool:
        """Whether the check found that it cannot be a page."""
        return self.state == State.REFUSED

    @property
    def ending(self) -> str:
        """With which its name ends, by what it holds."""
        return ENDINGS[FileKind(self.kind)]
