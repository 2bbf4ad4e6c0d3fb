"""In the administration: what may be erased because its time is over, decoys and their alarms."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models.persons import Sex
from agencies.admin import KeptAdmin
from agencies.approval_admin import DECISION_FIELDS, ProposalAdmin, administrator
from casework.models import Decoy, DecoyAlarm
from kit import clock
from kit.errors import Refusal
from kit.spelling import table_date, wording
from privacy.actions import decoys, retaining
from privacy.actions.decoys import Invented
from privacy.models import Release


class ReleaseForm(forms.ModelForm):
    """Which kind shall be erased: each with how much of it is due now."""

    class Meta:
        model = Release
        fields = ("kind",)

    by: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = retaining.what_is_due(now=clock.now())
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("Kind of data"),
            choices=[(each.kind.name, _in_words(each)) for each in due],
            widget=forms.RadioSelect,
        )

    def clean_kind(self) -> str:
        """Refuse what nothing is due of, and what waits already."""
        name: str = self.cleaned_data["kind"]
        kind = retaining.kind_called(name)
        try:
            self.instance = retaining.propose(kind, by=self.by, now=clock.now())
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal.reason)) from refusal
        return name


def _in_words(due: retaining.Due) -> str:
    basis = due.kind.rule.values[0].basis
    return _("%(title)s: %(n)s due, from before %(day)s (%(basis)s%(doubt)s)") % {
        "title": wording(due.kind.title),
        "n": due.rows,
        "day": table_date(due.before),
        "basis": wording(basis.label),
        "doubt": "" if basis.verified else _(", not confirmed"),
    }


@admin.register(Release)
class ReleaseAdmin(ProposalAdmin):
    """Data whose time is over: proposed with its number, erased in small batches once approved."""

    form = ReleaseForm
    preview_template = "admin/release_preview.html"
    said_proposed = gettext_lazy("Proposed. Nothing is erased before another administrator agrees.")
    said_approved = gettext_lazy("Approved: it is erased in small batches from now on.")
    list_display = ("kind", "before", "rows", "erased", "proposed_by", "approved_by", "done_at")
    list_select_related = ("proposed_by", "approved_by")

    def get_fields(self, request: HttpRequest, obj: Release | None = None) -> Any:
        """Ask for the kind; show what stands."""
        if obj is None:
            return ("kind",)
        return ("kind", "before", "rows", "erased", "done_at", *DECISION_FIELDS)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Know who proposes."""
        if obj:
            return super().get_form(request, obj, form=forms.ModelForm, **kwargs)
        form = super().get_form(request, obj, **kwargs)
        return type("ReleaseForm", (form,), {"by": administrator(request)})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Leave it as the action has written it."""

    def preview(self, request: HttpRequest, proposal: Release) -> dict[str, Any]:
        """Return how much would go now."""
        kind = retaining.kind_called(proposal.kind)
        now = retaining.due_now(kind, proposal.before)
        return {"proposal": proposal, "title": wording(kind.title), "rows": now}


class DecoyForm(forms.ModelForm):
    """Among whose cases the decoy stands, and who it shall seem to be."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex)
    born_on = forms.DateField(label=gettext_lazy("Date of birth"))

    class Meta:
        model = Decoy
        fields = ("agency",)

    def clean_born_on(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["born_on"]
        if not date(1930, 1, 1) <= day < clock.today():
            raise forms.ValidationError(_("Choose a day on which somebody now alive can be born."))
        return day

    def clean(self) -> dict[str, Any]:
        """Place the decoy, or say why it cannot be."""
        given = super().clean() or {}
        if not self.errors and self.instance.pk is None:
            who = Invented(given["name"], given["sex"], given["born_on"])
            try:
                self.instance = decoys.place(given["agency"], who, now=clock.now())
            except Refusal as refusal:
                raise forms.ValidationError({"born_on": str(refusal.reason)}) from refusal
        return given


@admin.register(Decoy)
class DecoyAdmin(KeptAdmin):
    """Invented persons whose reading raises an alarm; to staff they look like anybody."""

    form = DecoyForm
    list_display = ("id", "agency", "set_at", "ended_at", "alarms")
    list_select_related = ("agency",)
    autocomplete_fields = ("agency",)
    ordering = ("-pk",)
    actions = ("end",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decoy]:
        """Count the alarms."""
        return super().get_queryset(request).annotate(number=Count("alarms"))

    @admin.display(description=gettext_lazy("alarms"))
    def alarms(self, decoy: Any) -> int:
        """Return how many alarms it has raised."""
        return decoy.number

    def get_fields(self, request: HttpRequest, obj: Decoy | None = None) -> Any:
        """Ask who it shall seem to be; show no person afterwards."""
        return ("agency", "set_at", "ended_at") if obj else ("agency", "name", "sex", "born_on")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for the invented person only where one is set."""
        extra = {"form": forms.ModelForm} if obj else {}
        return super().get_form(request, obj, **extra, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Leave it as the action has written it."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the list offer its action; a decoy is not edited."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.action(description=gettext_lazy("Let the chosen decoys raise no alarm any more"))
    def end(self, request: HttpRequest, chosen: QuerySet[Decoy]) -> None:
        """End them."""
        for decoy in chosen:
            decoys.end(decoy, now=clock.now())
        messages.success(request, _("Ended."))


@admin.register(DecoyAlarm)
class DecoyAlarmAdmin(KeptAdmin):
    """Who looked at a decoy, where and when; nothing can be taken away."""

    list_display = ("at", "user", "client", "agency", "what")
    list_select_related = ("user", "client__client", "agency")
    list_filter = ("what",)
    ordering = ("-at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: alarms come from looking."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what happened stays."""
        return False
