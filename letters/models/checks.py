"""That a letter was checked: when, how and with what result, and never by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kit.models import Immutable
from letters.models.letters import Letter


class LetterCheckQuerySet(models.QuerySet["LetterCheck"]):
    """Checks as one asks for them."""

    def counted(self) -> models.QuerySet:
        """Return how many there are, for a query in which each letter is the outer one."""
        return self._of_outer().annotate(n=models.Count("pk")).values("n")

    def latest_moment(self) -> models.QuerySet:
        """Return when the last one was, for such a query."""
        return self._of_outer().annotate(last=models.Max("at")).values("last")

    def _of_outer(self) -> models.QuerySet:
        return self.filter(letter=models.OuterRef("pk")).order_by().values("letter")


class LetterCheck(Immutable):
    """One check of a letter, by its code or its file."""

    class Way(models.TextChoices):
        """What was brought."""

        CODE = "code", _("by its code")
        FILE = "file", _("by its file")

    class Verdict(models.TextChoices):
        """What the visitor was told."""

        VALID = "valid", _("valid")
        VOIDED = "voided", _("no longer counts")
        ADDED_TO = "added-to", _("genuine, but the copy was added to")
        UNTRUSTED = "untrusted", _("its certificate was revoked")

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="checks", db_index=False
    )
    at = models.DateTimeField()
    way = models.CharField(max_length=4, choices=Way)
    by_program = models.BooleanField()
    verdict = models.CharField(max_length=16, choices=Verdict)
    # Tells two places apart and names none: hundreds of networks share each mark.
    origin = models.CharField(max_length=4)

    objects = LetterCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a letter")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["letter", "at"], name="checks_of_a_letter")]

    def __str__(self) -> str:
        return f"check of {self.letter_id}: {self.verdict}"
