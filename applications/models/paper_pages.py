"""Pages of papers: what arrived, whether it may be opened, and what a clerk says of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from applications.models.kept_files import KeptFile
from applications.rules.papers import Mark
from casework.models import Case
from casework.models.case import visible_cases
from kit.model_fields import EncryptedField


class PaperPageQuerySet(models.QuerySet["PaperPage"]):
    """Pages as one asks for them."""

    def visible_to(self, actor: Actor) -> "PaperPageQuerySet":
        """Return the pages of the cases that this actor may see."""
        return self.filter(visible_cases(actor, "case__"))

    def counting(self) -> "PaperPageQuerySet":
        """Leave out what another page has taken the place of."""
        return self.filter(replaced_at=None)

    def in_order(self) -> "PaperPageQuerySet":
        """Order them as the paper is read."""
        return self.order_by("slot", "place", "pk")


class PaperPage(KeptFile):
    """One page (or one PDF) of a paper in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="paper_pages")
    slot = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    # Who of the agency took it in at the counter; none where the person sent it.
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    mark = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Mark], blank=True
    )
    mark_note = EncryptedField(blank=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True)
    # The earlier case from which it was taken over, so that nobody was asked for it twice.
    taken_from = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PaperPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of a paper")
        verbose_name_plural = _("pages of papers")
        indexes = [
            models.Index(fields=["case", "slot", "place"], name="pages_in_order"),
            models.Index(fields=["added_at"], condition=Q(state="waiting"), name="pages_that_wait"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "slot", "sha256"],
                condition=Q(replaced_at=None),
                name="the_same_page_counts_once_for_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(fault="") ^ Q(state="refused"), name="a_page_is_refused_for_a_fault"
            ),
            models.CheckConstraint(
                condition=Q(judged_at=None) ^ ~Q(state="waiting"), name="a_judged_page_says_when"
            ),
            models.CheckConstraint(
                condition=Q(mark="") | Q(state="clean"), name="only_a_clean_page_was_looked_at"
            ),
        ]

    def __str__(self) -> str:
        return f"page {self.pk}"

    @property
    def is_asked_again(self) -> bool:
        """Whether another page has to come in its place."""
        return self.is_refused or self.mark not in ("", Mark.GOOD)
