"""The administrator's switch: letters and money of one agency, or of all, stopped in one step."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import actors
from agencies.admin import KeptAdmin
from agencies.approval_admin import Waiting
from casework.actions import halting
from casework.models import Halt
from kit import clock
from kit.errors import NotValid, Refusal


class WhyAction(ActionForm):
    """Why letters go on again."""

    why = forms.CharField(
        label=gettext_lazy("Why it goes on"),
        required=False,
        max_length=halting.LONGEST_REASON,
    )


class HaltAdmin(KeptAdmin):
    """Every stop is kept: who stopped, who asked to go on, who confirmed it, when and why."""

    fields = ("agency", "reason")
    action_form = WhyAction
    list_display = (
        "scope",
        "reason",
        "stopped_at",
        "stopped_by",
        "lifting_asked_by",
        "lifting_reason",
        "lifted_at",
        "lifted_by",
    )
    list_filter = (("lifted_at", admin.EmptyFieldListFilter),)
    list_select_related = ("agency", "stopped_by", "lifting_asked_by", "lifted_by")
    list_display_links = None
    autocomplete_fields = ("agency",)
    actions = ("ask", "lift")

    def waits(self, request: HttpRequest) -> Waiting:
        """Return how many stops somebody has asked to lift."""
        asked = Halt.objects.in_force().exclude(lifting_asked_by=None)
        own = asked.filter(lifting_asked_by=request.user.pk).count()
        address = reverse("admin:casework_halt_changelist")
        return Waiting(str(self.opts.verbose_name_plural), asked.count() - own, own, address)

    @admin.display(description=gettext_lazy("agency"))
    def scope(self, halt: Halt) -> str:
        """Which agency, or all."""
        return str(halt.agency) if halt.agency else _("All agencies")

    def has_change_permission(self, request: HttpRequest, obj: Halt | None = None) -> bool:
        """Let the list offer its action; a stop is lifted and never rewritten."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Halt, form: Any, change: bool) -> None:
        """Stop; where it is stopped already, say so and leave that as it is."""
        by = actors.actor(request)
        try:
            made = halting.stop(obj.agency, reason=obj.reason, by=by, now=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.reason)
            made = Halt.objects.in_force().filter(agency=obj.agency).get()
        obj.pk, obj.stopped_at = made.pk, made.stopped_at

    @admin.action(description=gettext_lazy("Ask to let letters and money go on"))
    def ask(self, request: HttpRequest, halts: QuerySet[Halt]) -> None:
        """Ask that the chosen stops are lifted, with the reason given beside the action."""
        by, why = actors.actor(request), request.POST.get("why", "")
        asked = self._each(
            request,
            halts,
            lambda halt: halting.ask_to_lift(halt, reason=why, by=by, now=clock.now()),
        )
        if asked:
            messages.success(request, _("Asked for. Another administrator has to confirm it."))

    @admin.action(description=gettext_lazy("Confirm: let letters and money go on"))
    def lift(self, request: HttpRequest, halts: QuerySet[Halt]) -> None:
        """Lift the chosen stops, as the second person."""
        by = actors.actor(request)
        if self._each(request, halts, lambda halt: halting.lift(halt, by=by, now=clock.now())):
            said = _("Letters and money go on. What waited goes out in its order.")
            messages.success(request, said)

    def _each(
        self, request: HttpRequest, halts: QuerySet[Halt], act: Callable[[Halt], None]
    ) -> bool:
        """Do it for each stop that is in force; say what hinders it, and whether all was done."""
        chosen = list(halts.filter(lifted_at=None))
        for halt in chosen:
            try:
                act(halt)
            except NotValid as refusal:
                messages.error(request, str(refusal.errors["reason"]))
                return False
            except Refusal as refusal:
                messages.error(request, str(refusal.reason))
                return False
        return bool(chosen)
