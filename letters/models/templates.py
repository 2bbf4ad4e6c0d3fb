"""Templates of letters written in the administration; those of the release are files."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from kit import held
from kit.models import Immutable, Reference
from law.values import holds_on
from letters.models.letters import Letter

# The release's own versions are counted from 1, those written in the administration from here.
FIRST_OWN_VERSION = 101


class LetterTemplate(Proposal, Reference):
    """One version of the text and layout of a kind of letter: proposed, approved, never edited."""

    kind = models.CharField(_("kind of letter"), max_length=24, choices=Letter.Kind)
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    source = models.TextField(_("template"))
    note = models.CharField(_("what is changed, and why"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    # It worked on the samples and failed on a letter: that letter was set with the release's own.
    failed_at = models.DateTimeField(_("failed"), null=True, editable=False)
    failure = models.TextField(_("why it failed"), blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        ordering = ["kind", "-version"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "version"], name="versions_of_a_template_are_counted"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=FIRST_OWN_VERSION),
                name="the_release_keeps_its_own_versions",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_template_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.version}"

    def is_in_force(self, day: date) -> bool:
        """Whether letters of the day are written with it: approved, dated, and never failed."""
        begun = holds_on(day, self.valid_from, self.valid_to)
        return begun and self.approved_at is not None and self.failed_at is None


def template_in_force(kind: str, on: date) -> LetterTemplate | None:
    """Return the template of the day, if the administration has written one that works."""
    of_kind = (each for each in held.rows_of(LetterTemplate).values() if each.kind == kind)
    begun = [each for each in of_kind if each.is_in_force(on)]
    return max(begun, key=lambda each: (each.valid_from, each.version), default=None)


class TemplateFallback(Immutable):
    """A letter whose template failed: it went out in the release's own, and this says so."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="fallback")
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letter_id} in version {self.version}"
