"""Offers in the administration: proposed by one, approved by another, then read by everybody."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from agencies.admin import KeptAdmin
from agencies.approval_admin import ProposalAdmin
from applications.actions import offering
from applications.models import Offer, OfferProposal
from applications.registry import UnknownService, service_of, services
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording


def service_choices() -> list[tuple[str, str]]:
    """Return the declared services by what they are called."""
    return [(each.name, wording(each.title)) for each in services()]


class OfferProposalForm(forms.ModelForm):
    """What an agency would offer; a promise above the term of the law is answered at its field."""

    service = forms.ChoiceField(label=gettext_lazy("service"), choices=service_choices)

    class Meta:
        model = OfferProposal
        fields = ("agency", "service", *offering.OFFERED)
        help_texts = {
            "promised_days": gettext_lazy("Empty: the term of the law. Never longer than that."),
            "is_online": gettext_lazy("If not, the guide sends people to the counters below."),
        }
        widgets = {
            "counters": forms.Textarea({"rows": 3}),
            "counters_en": forms.Textarea({"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        """Check the promise, and let one change of an offer wait at a time."""
        given = super().clean() or {}
        agency, service = given.get("agency"), given.get("service")
        if not (agency and service):
            return given
        promised = given.get("promised_days")
        proposed = OfferProposal(agency=agency, service=service, promised_days=promised)
        try:
            offering.check_none_waits(proposed)
            offering.check_promise(proposed, today=clock.today())
        except NotValid as refusal:
            raise ValidationError(refusal.errors) from None
        return given


@admin.register(OfferProposal)
class OfferProposalAdmin(ProposalAdmin):
    """Changes of what agencies offer; approved by another administrator they count at once."""

    form = OfferProposalForm
    preview_template = "admin/offer_preview.html"
    said_approved = gettext_lazy("Approved: the public reads it from now on.")
    autocomplete_fields = ("agency",)
    list_display = (
        "agency",
        "called",
        "is_online",
        "promised_days",
        "proposed_by",
        "approved_by",
        "turned_down_at",
    )
    list_select_related = ("agency", "proposed_by", "approved_by")

    @admin.display(description=gettext_lazy("service"))
    def called(self, proposal: OfferProposal) -> str:
        """Return what the service is called."""
        return called(proposal.service)

    def approve(self, proposal: OfferProposal, *, by: User, now: datetime) -> None:
        """Let it count."""
        offering.approve(proposal, by=by, now=now)

    def preview(self, request: HttpRequest, proposal: OfferProposal) -> dict[str, Any]:
        """Return each line that would change: what the public reads now, and then."""
        place = {"agency": proposal.agency, "service": proposal.service}
        held = Offer.objects.filter(**place).first()
        lines = []
        for name in offering.OFFERED:
            now, then = getattr(held, name, None), getattr(proposal, name)
            field = OfferProposal._meta.get_field(name)
            lines.append({"label": field.verbose_name, "now": _said(now), "then": _said(then)})
        return {"called": called(proposal.service), "agency": proposal.agency, "lines": lines}


@admin.register(Offer)
class OfferAdmin(KeptAdmin):
    """What agencies offer today; a change is proposed and approved, never typed in here."""

    list_display = ("agency", "called", "is_online", "online_from", "promised_days", "since")
    list_filter = ("is_online",)
    list_select_related = ("agency",)
    search_fields = ("agency__code", "agency__name", "agency__name_en", "service")

    @admin.display(description=gettext_lazy("service"))
    def called(self, offer: Offer) -> str:
        """Return what the service is called."""
        return called(offer.service)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: an offer is proposed and approved."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a change is proposed and approved."""
        return False


def called(service: str) -> str:
    """Return what a service is called; one that is no longer declared by its name."""
    try:
        return wording(service_of(service).title)
    except UnknownService:
        return service


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "—" if value in (None, "") else str(value)
