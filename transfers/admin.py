"""Mergers of agencies in the administration: what is open with them is known in this room."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.models import User
from agencies.actors import actor_of
from agencies.approval_admin import ProposalAdmin
from agencies.models import Agency, Merger
from kit.errors import NotValid, Refusal
from transfers.actions import taking_over


class MergerForm(forms.ModelForm):
    """Which agency closes, who acts in its place, from when, by which document."""

    class Meta:
        model = Merger
        fields = ("old", "into", "on", "document")

    def clean(self) -> dict[str, Any]:
        """Refuse a successor that could not act for all that the old agency does."""
        said = super().clean() or {}
        old, into = said.get("old"), said.get("into")
        if isinstance(old, Agency) and isinstance(into, Agency):
            try:
                taking_over.check_merger(old, into)
            except NotValid as refusal:
                raise ValidationError(
                    {name: str(text) for name, text in refusal.errors.items()}
                ) from refusal
        return said


@admin.register(Merger)
class MergerAdmin(ProposalAdmin):
    """Closed agencies and their successors."""

    form = MergerForm
    preview_template = "admin/merger_preview.html"
    list_display = ("old", "into", "on", "document", "approved_at")
    list_select_related = ("old", "into")
    autocomplete_fields = ("old", "into")
    fields = ("old", "into", "on", "document")

    def preview(self, request: HttpRequest, proposal: Any) -> dict[str, Any]:
        """Return what goes over, and who will be there to do it."""
        return {"merger": proposal, **taking_over.what_goes_over(proposal)}

    def approve(self, proposal: Any, *, by: User, now: datetime) -> None:
        """Let the successor take everything over."""
        try:
            taking_over.merge_agency(proposal, by=actor_of(by), now=now)
        except NotValid as refusal:
            raise Refusal(" ".join(str(text) for text in refusal.errors.values())) from refusal
