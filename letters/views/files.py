"""Letters as files, for whoever may read them."""

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Looked
from agencies import actors
from casework.actions import looking
from casework.forms import ReasonForm
from casework.policies import asks_reason, check_may
from casework.rules.authorisation import Action
from kit import clock
from letters.actions.issuing import in_language
from letters.models import Letter, LetterFile, LetterTranslation

ACCEPTED, UNPROCESSABLE = 202, 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
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
        return render(request, "letters/waiting.html", {"letter": found}, status=ACCEPTED)
    if is_void(found) and "anyway" not in request.GET:
        return render(request, "letters/void.html", {"letter": found})
    reason = ""
    if asks_reason(who, Action.DOWNLOAD, found.case):
        form = ReasonForm(request.POST or None)
        if not form.is_valid():
            return _ask_why(request, found, form)
        reason = form.cleaned_data["reason"]
    looking.looked(found.case, Looked.LETTER, by=who, now=clock.now(), reason=reason)
    paper = in_language(found, request.GET.get("language"), now=clock.now())
    return _as_file(paper)


@csp_replace({"object-src": ["'self'"]})  # the browser's own reader of PDF files; for no page
def _as_file(paper: LetterFile | LetterTranslation) -> HttpResponse:
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
    return render(request, "letters/reason.html", context, status=status)
