"""Agencies' systems in the administration: let in by two, who never see a secret."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from agencies.admin import KeptAdmin
from agencies.approval_admin import DECISION_FIELDS, ProposalAdmin
from agencies.models import ApiClient
from agencies.scopes import IN_WORDS, in_words
from casework.actions import systems
from casework.models import ClientProposal
from kit import clock


class ClientProposalForm(forms.ModelForm):
    """A system that shall be let in, and for what."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=list(IN_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("No more than what the agency needs it for."),
    )

    class Meta:
        model = ClientProposal
        fields = ("agency", "name", "client", "scopes", "new_secret")

    def clean(self) -> dict[str, Any]:
        """Let a known system stay with its agency: its deeds stand under that name."""
        given = super().clean() or {}
        known, agency = given.get("client"), given.get("agency")
        if known and agency and known.agency_id != agency.pk:
            raise ValidationError({"client": _("This system belongs to another agency.")})
        return given


@admin.register(ClientProposal)
class ClientProposalAdmin(ProposalAdmin):
    """Systems that get in when another administrator approves; the agency fetches the secret."""

    form = ClientProposalForm
    preview_template = "admin/client_preview.html"
    said_approved = gettext_lazy(
        "Approved, and the agency has been told. Where a secret waits, its supervisor fetches it."
    )
    autocomplete_fields = ("agency", "client")
    list_display = (
        "name",
        "agency",
        "client",
        "may",
        "proposed_by",
        "approved_by",
        "turned_down_at",
    )
    list_select_related = ("agency", "client__agency", "proposed_by", "approved_by")

    @admin.display(description=gettext_lazy("what it may do"))
    def may(self, proposal: ClientProposal) -> str:
        """What it is let in for."""
        return in_words(proposal.scopes)

    def get_fields(self, request: HttpRequest, obj: ClientProposal | None = None) -> Any:
        """Ask what it may do; show it in words, and who decided, of a proposal that is there."""
        if obj is None:
            return ClientProposalForm.Meta.fields
        return ("agency", "name", "client", "may", "new_secret", *DECISION_FIELDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show what it may do as text."""
        return ("may",) if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for scopes only where a system is proposed."""
        return super().get_form(
            request, obj, **({"form": forms.ModelForm} if obj else {}), **kwargs
        )

    def approve(self, proposal: ClientProposal, *, by: User, now: datetime) -> None:
        """Let it in, and tell the agency."""
        systems.approve(proposal, by=by, now=now)

    def preview(self, request: HttpRequest, proposal: ClientProposal) -> dict[str, Any]:
        """Return what it may do now and then, and whether its secret ends."""
        known = proposal.client
        return {
            "known": known,
            "before": in_words(known.client.get_scopes()) if known else "",
            "after": in_words(proposal.scopes),
            "ends": bool(known and (proposal.new_secret or not known.is_active)),
        }


@admin.register(ApiClient)
class ApiClientAdmin(KeptAdmin):
    """Agencies' systems; one is locked out here at once, and let in by a proposal."""

    list_display = ("client_id", "system", "agency", "may", "is_active", "secret_waits")
    list_filter = ("is_active",)
    list_select_related = ("client", "agency")
    search_fields = ("client__id", "client__name", "agency__name", "agency__name_en")
    ordering = ("pk",)
    fields = ("client_id", "system", "agency", "may", "is_active", "secret_waits")
    actions = ("switch_off",)

    @admin.display(description=gettext_lazy("system"))
    def system(self, obj: ApiClient) -> str:
        """What the system is called."""
        return obj.client.name

    @admin.display(description=gettext_lazy("what it may do"))
    def may(self, obj: ApiClient) -> str:
        """What it is let in for."""
        return in_words(obj.client.get_scopes())

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a system is proposed and approved."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ApiClient | None = None) -> bool:
        """Let systems be locked out from the list, never rewritten."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.action(description=gettext_lazy("Lock the chosen systems out now"))
    def switch_off(self, request: HttpRequest, chosen: QuerySet[ApiClient]) -> None:
        """Lock them out; a token they hold answers no more."""
        known = list(chosen.select_related("client", "agency"))
        done = sum(systems.switch_off(each, now=clock.now()) for each in known)
        messages.success(request, _("%(n)s systems locked out.") % {"n": done})
