"""A list of cases to take along as a file: for a reason, masked, and noted at each case."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import security_log
from agencies import actors
from agencies.actors import Actor
from agencies.entering import insured_person_only, posted, status_for
from casework.actions import exporting
from casework.actions.looking import LONGEST_REASON
from casework.desk.door import at_desk
from casework.desk.files import as_file
from casework.desk.waiting import service_choices, services_called
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid
from kit.form_fields.dates import CalendarDateField
from kit.form_fields.long_lists import LongChoiceField
from kit.tables import Format

FORMATS = [(Format.XLSX.value, _("Excel (XLSX)")), (Format.CSV.value, _("Text (CSV)"))]


class TakingForm(forms.Form):
    """Why somebody takes a list along, and as what."""

    reason = forms.CharField(
        label=_("Why you need the list"),
        max_length=LONGEST_REASON,
        help_text=_("Everybody whose case is in it can read this, with your agency's name."),
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say why you need the list. The persons can read it.")},
    )
    file = forms.ChoiceField(label=_("As"), choices=FORMATS, widget=forms.RadioSelect)


class ExportForm(TakingForm):
    """Which cases, why, and as what."""

    since = CalendarDateField(label=_("Submitted from"))
    until = CalendarDateField(label=_("Submitted until"))
    service = LongChoiceField(label=_("Service"), choices=service_choices, required=False)
    open = forms.BooleanField(label=_("Only those that have not ended"), required=False)
    field_order = ("since", "until", "service", "open", "reason", "file")

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for, as `exporting` takes it."""
        given = self.cleaned_data
        chosen: Sequence[str] = services_called(given["service"]) if given["service"] else ()
        return {name: given[name] for name in ("since", "until", "open")} | {"services": chosen}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_export(request: HttpRequest, who: Actor) -> HttpResponse | StreamingHttpResponse:
    """Ask which cases and why, and hand over the list."""
    if not may_generally(who, Action.EXPORT_LIST):
        raise NotPermitted
    form = ExportForm(posted(request), initial={"file": Format.XLSX.value})
    if request.method == "POST" and form.is_valid():
        try:
            answer = _file(form, who)
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, str(text))
        else:
            security_log.note("list of cases taken along", request, account=request.user.pk)
            return answer
    context = {"form": form, "most": exporting.MOST_IN_A_FILE}
    return render(request, "desk/export.html", context, status=status_for(request, form))


def _file(form: ExportForm, who: Actor) -> StreamingHttpResponse:
    reason, now = form.cleaned_data["reason"], clock.now()
    return as_file(
        lambda: exporting.table_for_staff(who, form.wanted, reason=reason, now=now),
        Format(form.cleaned_data["file"]),
        f"cases-{now:%Y%m%d}",
    )


@require_safe
@insured_person_only
def own_list(request: HttpRequest) -> StreamingHttpResponse:
    """Hand over the list of somebody's own cases, as CSV or (`?file=xlsx`) for a spreadsheet."""
    who = actors.actor(request)
    kind = Format.XLSX if request.GET.get("file") == Format.XLSX else Format.CSV
    return as_file(lambda: exporting.table_of_own(who), kind, "my-cases")
