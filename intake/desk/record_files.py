"""Records at the desk: a file is brought, its report is read, another person releases it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.actors import Actor
from agencies.entering import posted, status_for
from casework.desk.door import at_desk
from casework.policies import may_generally
from casework.rules.authorisation import Action
from intake import files, shown
from intake.actions import taking_in
from intake.models import RecordFile
from intake.rules.faults import LARGEST
from intake.rules.layouts import KINDS
from kit import clock, tables
from kit.errors import NotPermitted, NotValid, Refusal
from kit.spelling import wording

MOST = 50
FAULTS_ON_A_PAGE = 100


class RecordFileForm(forms.Form):
    """A file, and what is in it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is in the file"),
        help_text=gettext_lazy(
            "In this order: persons, relationships, insured periods, contributions, accounts."
        ),
        error_messages={"required": gettext_lazy("Choose what is in the file.")},
    )
    file = forms.FileField(
        label=gettext_lazy("The file (CSV, XLSX or JSON lines)"),
        help_text=gettext_lazy("UTF-8 or GB 18030; at most 60 MB, a spreadsheet 100,000 rows."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(each.name, wording(each.title)) for each in KINDS.values()]
        self.fields["kind"].choices = [("", _("Choose")), *kinds]  # type: ignore[attr-defined]


def _let_in(who: Actor) -> None:
    if who.agency is None or not may_generally(who, Action.RELEASE_RECORDS):
        raise NotPermitted


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def record_files(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the files of the agency, and take another one in."""
    _let_in(who)
    given = posted(request)
    form = RecordFileForm(given, request.FILES) if given is not None else RecordFileForm()
    if request.method == "POST" and form.is_valid():
        brought = _brought(form, who)
        if brought is not None:
            return redirect("desk_record_file", file=brought.number)
    context = {
        "form": form if may_generally(who, Action.PREPARE_RECORDS) else None,
        "files": [_row(each) for each in RecordFile.objects.visible_to(who)[:MOST]],
        "kinds": [(each, shown.columns_of(each.name)) for each in KINDS.values()],
    }
    return render(request, "desk/record_files.html", context, status=status_for(request, form))


def _brought(form: RecordFileForm, who: Actor) -> RecordFile | None:
    upload: UploadedFile = form.cleaned_data["file"]
    arrived = files.keep(upload.chunks(), most=LARGEST)
    kind, name = form.cleaned_data["kind"], upload.name or ""
    try:
        return taking_in.bring(arrived, kind, name=name, by=who, now=clock.now())
    except NotValid as refusal:
        for field, text in refusal.errors.items():
            form.add_error(field, str(text))
    except Refusal as refusal:
        form.add_error(None, str(refusal.reason))
    return None


def _row(record_file: RecordFile) -> dict[str, Any]:
    return {
        "file": record_file,
        "title": wording(KINDS[record_file.kind].title),
        "tone": shown.TONES.get(RecordFile.State(record_file.state), ""),
    }


def _one(who: Actor, number: str) -> RecordFile:
    _let_in(who)
    known = RecordFile.objects.visible_to(who).select_related("prepared_by", "decided_by")
    found: RecordFile = get_object_or_404(known, number=number)
    return found


@never_cache
@require_GET
@at_desk
def record_file(request: HttpRequest, who: Actor, file: str) -> HttpResponse:
    """Show one file: how far it is, what it holds, what is wrong with which row."""
    found = _one(who, file)
    pages = Paginator(found.faults.all(), FAULTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        **_row(found),
        "said": shown.said_of(found),
        "faults": [shown.fault_row(each, found.kind) for each in page],
        "faults_page": page,
        "faults_kept": pages.count,
        "may_release": shown.may_release(found, who),
        "may_turn_down": found.state == RecordFile.State.READY,
    }
    return render(request, "desk/record_file.html", context)


@never_cache
@require_GET
@at_desk
def report(request: HttpRequest, who: Actor, file: str) -> HttpResponse:
    """Hand over what is wrong as a table; nothing of what stands in the rows is in it."""
    found = _one(who, file)
    spool = tables.write(_report(found), tables.Format.CSV)
    answer = StreamingHttpResponse(
        tables.pieces(spool), content_type=tables.CONTENT_TYPES[tables.Format.CSV]
    )
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.csv"'
    return answer


def _report(found: RecordFile) -> Iterator[list[object]]:
    yield [_("Row"), _("Column"), _("What is wrong")]
    for fault in found.faults.all():
        row = shown.fault_row(fault, found.kind)
        yield [row["row"], row["head"], row["said"]]


@never_cache
@require_POST
@at_desk
def decide(request: HttpRequest, who: Actor, file: str) -> HttpResponse:
    """Release a checked file, or turn it down."""
    found = _one(who, file)
    what, edge = request.POST.get("do", ""), {"by": who, "now": clock.now()}
    try:
        if what == "release":
            taking_in.release(found, **edge)
        elif what == "turn-down":
            taking_in.turn_down(found, **edge)
            messages.success(request, _("Nothing of this file is taken in."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.reason))
    return redirect("desk_record_file", file=file)
