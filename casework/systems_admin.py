"""Agencies' systems in the administration: let in by two, with a secret shown once."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.admin import KeptAdmin
from agencies.approval_admin import DECISION_FIELDS, ProposalAdmin, administrator
from agencies.models import ApiClient
from casework.actions import systems
from casework.models import ClientProposal
from kit import clock
from kit.errors import Refusal


class ClientProposalForm(forms.ModelForm):
    """A system that shall be let in."""

    class Meta:
        model = ClientProposal
        fields = ("agency", "name", "client")

    def clean(self) -> dict[str, Any]:
        """Let a known system stay with its agency: its deeds stand under that name."""
        given = super().clean() or {}
        known, agency = given.get("client"), given.get("agency")
        if known and agency and known.agency_id != agency.pk:
            raise ValidationError({"client": _("This system belongs to another agency.")})
        return given


@admin.register(ClientProposal)
class ClientProposalAdmin(ProposalAdmin):
    """Systems that get in when another administrator approves, who is shown the secret once."""

    form = ClientProposalForm
    preview_template = "admin/client_preview.html"
    autocomplete_fields = ("agency", "client")
    list_display = ("name", "agency", "client", "proposed_by", "approved_by", "turned_down_at")
    list_select_related = ("agency", "client__agency", "proposed_by", "approved_by")

    def get_fields(self, request: HttpRequest, obj: ClientProposal | None = None) -> Any:
        """Show who decided what of a proposal that is there."""
        return ("agency", "name", "client", *(DECISION_FIELDS if obj else ()))

    def preview(self, request: HttpRequest, proposal: ClientProposal) -> dict[str, Any]:
        """Return whether it is a known system."""
        return {"known": proposal.client}

    def approve_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let it in; the secret stands on the answer alone, in no cookie and no message."""
        proposal = self._proposal(request, object_id)
        try:
            secret = systems.approve(proposal, by=administrator(request), now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
            return HttpResponseRedirect(self._page(proposal))
        if not secret:
            return HttpResponseRedirect(self._page(proposal))
        self.log_change(request, proposal, "approved")
        return self._secret_page(request, proposal, secret)

    def _secret_page(
        self, request: HttpRequest, proposal: ClientProposal, secret: str
    ) -> HttpResponse:
        last = ApiClient.objects.filter(agency=proposal.agency).select_related("client")
        made = proposal.client or last.latest("pk")
        context = {
            **self.admin_site.each_context(request),
            "title": _("The secret of the system"),
            "opts": self.opts,
            "client_id": made.client_id,
            "secret": secret,
            "back": self._page(proposal),
        }
        return TemplateResponse(request, "admin/client_secret.html", context)


@admin.register(ApiClient)
class ApiClientAdmin(KeptAdmin):
    """Agencies' systems; one is locked out here at once, and let in by a proposal."""

    list_display = ("client_id", "system", "agency", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("client", "agency")
    search_fields = ("client__id", "client__name", "agency__name", "agency__name_en")
    ordering = ("pk",)
    fields = ("client_id", "system", "agency", "is_active")
    actions = ("switch_off",)

    @admin.display(description=gettext_lazy("system"))
    def system(self, obj: ApiClient) -> str:
        """What the system is called."""
        return obj.client.name

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
