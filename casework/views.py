"""Letters as files, and what a person was told."""

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Looked
from agencies import actors, clock
from casework import notices
from casework.actions import looking
from casework.actions.letters import in_language
from casework.forms import ReasonForm
from casework.models import Letter, Notice
from casework.policies import asks_reason, check_may
from casework.rules.authorisation import Action

A_PAGE = 20
ACCEPTED, UNPROCESSABLE = 202, 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csp_replace({"object-src": ["'self'"]})  # the browser's own reader of PDF files
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """Serve the file of a letter, and note it when staff read it; auditors say why (row 11).

    With `?language=bilingual` the same letter with English beneath.
    """
    who = actors.actor(request)
    readable = (
        Letter.objects.visible_to(who)
        .select_related("case", "file", "voiding", "replaced_by")
        .defer("content", "replaced_by__content")
    )
    found = get_object_or_404(readable, number=number)
    check_may(who, Action.DOWNLOAD, found.case)
    if getattr(found, "file", None) is None:
        return render(request, "casework/letter_waiting.html", {"letter": found}, status=ACCEPTED)
    if is_void(found) and "anyway" not in request.GET:
        return render(request, "casework/letter_void.html", {"letter": found})
    reason = ""
    if asks_reason(who, Action.DOWNLOAD, found.case):
        form = ReasonForm(request.POST or None)
        if not form.is_valid():
            return _ask_why(request, found, form)
        reason = form.cleaned_data["reason"]
    looking.looked(found.case, Looked.LETTER, by=who, now=clock.now(), reason=reason)
    paper = in_language(found, request.GET.get("language"), now=clock.now())
    return HttpResponse(
        bytes(paper.pdf),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{paper.filename}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def is_void(letter: Letter) -> bool:
    """Whether the letter was voided or another one has taken its place."""
    return hasattr(letter, "voiding") or hasattr(letter, "replaced_by")


def _ask_why(request: HttpRequest, letter: Letter, form: ReasonForm) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"letter": letter, "form": form}
    return render(request, "casework/letter_reason.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show what this person was told; posting marks everything as read."""
    who = actors.actor(request)
    told = Notice.objects.visible_to(who).filter(to_person=who.person_id or 0)
    if request.method == "POST":
        told.filter(read_at=None).update(read_at=clock.now())
        return redirect("notice_list")
    page = Paginator(told.select_related("case"), A_PAGE).get_page(request.GET.get("page"))
    shown = [notices.shown(notice) for notice in page]
    context = {"page_obj": page, "notices": shown, "is_new": any(n["is_new"] for n in shown)}
    return render(request, "casework/notice_list.html", context)
