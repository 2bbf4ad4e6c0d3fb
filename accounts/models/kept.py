"""What somebody has typed and not sent yet: it waits for them, and for nobody else."""

from datetime import datetime

from django.conf import settings
from django.db import models

from kit.model_fields import EncryptedField
from kit.models import Erasable


class KeptWordsQuerySet(models.QuerySet["KeptWords"]):
    """Words as one asks for them."""

    def older_than(self, moment: datetime) -> "KeptWordsQuerySet":
        """Return those nobody has come back for since then."""
        return self.filter(kept_at__lt=moment)


class KeptWords(Erasable):
    """The words of one form that is not sent yet, by the address it is sent to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_words"
    )
    address = models.CharField(max_length=200)
    words = EncryptedField()
    kept_at = models.DateTimeField(db_index=True)

    objects = KeptWordsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "address"], name="words_of_a_form_are_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"words of user {self.user_id}"
