"""One's own data: what is held, a copy to take away, and where each kind is put right."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts import security_log
from kit import clock
from privacy import files
from privacy.actions import collecting
from privacy.files import Kind
from privacy.models import Package
from privacy.schema import schema
from privacy.views.correcting import ways_to_correct

CONTENT_TYPES = {
    Kind.DATA: "application/json",
    Kind.READABLE: "application/pdf",
    Kind.TABLES: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.EVERYTHING: "application/zip",
}


@login_required
@never_cache
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Show the copy, if there is one, and for each kind of data where it is put right."""
    package = Package.objects.there_for(request.user.pk, clock.now()).first()
    context = {
        "package": package,
        "fetches": _fetches() if package and package.is_ready else [],
        "kinds": ways_to_correct(request.user),
    }
    return render(request, "privacy/my_data.html", context)


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Owe a copy of everything; it is made in the background."""
    package = collecting.ask(request.user, now=clock.now())
    if package.is_ready:
        messages.info(request, _("A copy of today is there already. Tomorrow you can ask anew."))
    else:
        security_log.note("copy of all data asked for", request, account=request.user.pk)
        messages.success(request, _("We are putting it together. We tell you when it is ready."))
    return redirect("my_data")


@login_required
@never_cache
@require_GET
@reauthentication_required(app="allauth.account")
def fetch(request: HttpRequest, kind: Kind) -> HttpResponse | StreamingHttpResponse:
    """Hand over one file of the copy to whoever has just shown once more that it is they."""
    there = Package.objects.there_for(request.user.pk, clock.now()).exclude(made_at=None)
    package = there.first()
    if package is None:
        raise Http404
    security_log.note(f"copy of all data fetched: {kind}", request, account=request.user.pk)
    answer = StreamingHttpResponse(files.read(package.name, kind), content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="social-insurance-{kind}"'
    return answer


@require_safe
@cache_control(max_age=3600)
def data_format(request: HttpRequest) -> HttpResponse:
    """Describe the file for programs: a JSON Schema, for everybody."""
    return JsonResponse(schema(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _fetches() -> list[dict[str, object]]:
    """Return the files that can be fetched, the one for people first."""
    return [
        {
            "href": resolve_url("my_data_readable"),
            "title": _("To read and print (PDF)"),
            "body": _("Everything in Chinese and English, in large type."),
        },
        {
            "href": resolve_url("my_data_tables"),
            "title": _("As tables (XLSX)"),
            "body": _("A sheet for each kind of data, to sort and to reckon with."),
        },
        {
            "href": resolve_url("my_data_everything"),
            "title": _("Everything in one folder (ZIP)"),
            "body": _("With each letter and each paper you sent, as files of their own."),
        },
        {
            "href": resolve_url("my_data_data"),
            "title": _("For programs (JSON)"),
            "body": _("The same facts, to be taken to another service."),
        },
    ]
