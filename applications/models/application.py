"""What was asked for in a case of a declared service."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from agencies.models import Agency
from applications.declaring import Service
from applications.models.decisions import Decision
from applications.registry import service_of
from casework.models import Case
from casework.models.case import visible_cases
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications as one asks for them."""

    def visible_to(self, actor: Actor) -> "ApplicationQuerySet":
        """Return the applications whose cases this actor may see."""
        return self.filter(visible_cases(actor, "case__"))

    def whole(self) -> "ApplicationQuerySet":
        """Fetch along whose it is and who handles it."""
        return self.select_related("case__person")


class Application(models.Model):
    """What was asked for in a case of a declared service; answers are encrypted, never queried.

    What must be found later becomes a column of the service's own room when the decision takes
    effect.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="application"
    )
    # Who handles it: chosen while it is a draft, and not changed afterwards.
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="applications")
    kept_answers = EncryptedField(default="{}")
    # Counts the savings: a page drawn from an older one writes over nothing (ChangedMeanwhile).
    revision = models.PositiveIntegerField(default=0)
    # The decision that counts; none while it is not decided, or not decided any more.
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, related_name="counts_for"
    )
    is_human_review_asked = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")

    def __str__(self) -> str:
        return f"application {self.case_id}"

    @property
    def service(self) -> Service:
        """The declaration of what is asked for."""
        return service_of(self.case.service)

    @property
    def raw_answers(self) -> dict[str, Any]:
        """The answers as they are kept, in JSON types (kinds.py reads them)."""
        kept: dict[str, Any] = json.loads(self.kept_answers)
        return kept
