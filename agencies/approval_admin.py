"""Proposals in the administration: proposed by one, previewed, decided by another, never edited."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import User
from agencies.approval import Proposal, approve, turn_down
from kit import clock, wall
from kit.errors import Refusal

DECISION_FIELDS = ("proposed_by", "proposed_at", "approved_by", "approved_at", "turned_down_at")


def _decided(label: str) -> list[dict[str, Any]]:
    """Return what the history keeps of a decision: whoever reads it reads their own language."""
    return [{"changed": {"fields": [label]}}]


class DecisionFilter(admin.SimpleListFilter):
    """Narrow a list to what waits, counts, or was turned down."""

    title = gettext_lazy("decision")
    parameter_name = "decision"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Name the three."""
        return [
            ("waiting", gettext_lazy("waits for a second person")),
            ("approved", gettext_lazy("approved")),
            ("turned-down", gettext_lazy("turned down")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow it."""
        if self.value() == "turned-down":
            return queryset.exclude(turned_down_at=None)
        if self.value() in ("waiting", "approved"):
            return getattr(queryset, str(self.value()))()
        return queryset


class Waiting(NamedTuple):
    """How much of a kind waits for whoever looks, how much of it for somebody else, and where."""

    title: str
    for_me: int
    for_others: int
    href: str


def waiting_in(site: admin.AdminSite, request: HttpRequest) -> list[Waiting]:
    """Return what waits for a second administrator, first what waits for whoever looks."""
    asked = [each.waits(request) for each in site._registry.values() if hasattr(each, "waits")]
    found = [each for each in asked if each.for_me or each.for_others]
    return sorted(found, key=lambda each: not each.for_me)


class ProposalAdmin(admin.ModelAdmin):
    """Rows that one administrator proposes and another approves; `preview` shows what changes."""

    change_form_template = "admin/proposal.html"
    preview_template = ""
    said_proposed = gettext_lazy("Proposed. It counts as soon as another administrator approves.")
    said_approved = gettext_lazy("Approved: it counts from now on.")

    def approve(self, proposal: Any, *, by: User, now: datetime) -> None:
        """Let a proposal count, with all that goes with it."""
        approve(proposal, by=by, now=now)

    def approve_as(self, request: HttpRequest, proposal: Any) -> None:
        """Approve as whoever is signed in; where it matters, only what they were shown."""
        self.approve(proposal, by=administrator(request), now=clock.now())

    def turn_down(self, proposal: Any, *, by: User, now: datetime) -> None:
        """Let a proposal not count, with all that goes with it."""
        turn_down(proposal, now=now)

    def preview(self, request: HttpRequest, proposal: Any) -> dict[str, Any]:
        """Return what `preview_template` shows of a waiting proposal."""
        return {}

    @wall.as_house("count what a proposal would move, without showing whose it is")
    def _preview(self, request: HttpRequest, proposal: Any) -> dict[str, Any]:
        return self.preview(request, proposal)

    def waits(self, request: HttpRequest) -> Waiting:
        """Return how many proposals of this kind wait for a second person."""
        waiting = self.get_queryset(request).filter(approved_at=None, turned_down_at=None)
        own = waiting.filter(proposed_by=request.user.pk).count()
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        title = str(self.opts.verbose_name_plural)
        return Waiting(title, waiting.count() - own, own, f"{address}?decision=waiting")

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Let every list be narrowed by its decisions."""
        return (DecisionFilter, *super().get_list_filter(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a proposal is approved or turned down as it stands, and a better one made."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was turned down is kept as well."""
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show who decided what and when on rows that are there."""
        fields = tuple(super().get_fields(request))
        return (*fields, *DECISION_FIELDS) if obj else fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write down who proposed it; it does not count yet."""
        obj.proposed_by, obj.proposed_at = request.user, clock.now()
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """Show the proposal with its preview."""
        messages.info(request, self.said_proposed)
        return HttpResponseRedirect(self._page(obj))

    def get_urls(self) -> list[URLPattern]:
        """Add the two decisions."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        decisions = {"approve": self.approve_view, "turn-down": self.turn_down_view}
        return [
            *(
                path(
                    f"<path:object_id>/{word}/",
                    self.admin_site.admin_view(require_POST(view)),
                    name=f"{name}_{word.replace('-', '_')}",
                )
                for word, view in decisions.items()
            ),
            *super().get_urls(),
        ]

    def approve_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let a proposal count."""
        proposal = self._proposal(request, object_id)
        try:
            self.approve_as(request, proposal)
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
        else:
            self.log_change(request, proposal, _decided("approved by"))
            messages.success(request, self.said_approved)
        return HttpResponseRedirect(self._page(proposal))

    def turn_down_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let a proposal not count."""
        proposal = self._proposal(request, object_id)
        try:
            self.turn_down(proposal, by=administrator(request), now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
        else:
            self.log_change(request, proposal, _decided("turned down"))
            messages.success(request, _("Turned down: it does not count."))
        return HttpResponseRedirect(self._page(proposal))

    def _proposal(self, request: HttpRequest, object_id: str) -> Proposal:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=object_id)

    def _page(self, proposal: Proposal) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[proposal.pk])

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show the preview and the two buttons beneath a waiting proposal."""
        proposal = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        if proposal and proposal.is_waiting and self.has_add_permission(request):
            context |= {
                "proposal": proposal,
                "is_own_proposal": proposal.proposed_by_id == request.user.pk,
                "preview_template": self.preview_template,
                "preview": self._preview(request, proposal),
                "approve_url": self._page(proposal).replace("/change/", "/approve/"),
                "close_url": self._page(proposal).split(f"{proposal.pk}/change/")[0],
                "turn_down_url": self._page(proposal).replace("/change/", "/turn-down/"),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def administrator(request: HttpRequest) -> User:
    """Return who decides."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
