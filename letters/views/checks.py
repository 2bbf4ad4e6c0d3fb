"""The public page on which anybody checks a letter, and the list of its checks for the parties."""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Looked
from agencies import actors
from casework.actions import looking
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit import clock
from letters.actions import checking
from letters.checking.judging import Judged
from letters.checking.limits import TriedTooOften
from letters.checking.uploads import TooMuch, file_of
from letters.checking.visitors import visitor_of
from letters.forms import CodeForm, FileForm
from letters.models import Letter, LetterCheck
from letters.rules.codes import as_typed, grouped
from letters.rules.verdicts import Outcome, words_of
from sealing import authority, trust

A_PAGE = 20
UNPROCESSABLE, TOO_OFTEN = 422, 429


# Without a token: nobody's account is touched, and who keeps no cookies checks letters too. (To
# look for the token, the file would be read by Django's own handlers, which write to the disk.)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file; a file is answered here, a code at its own address."""
    if request.method == "POST":
        return _verify_file(request)
    if "code" not in request.GET:
        return _page(request)
    form = CodeForm(request.GET)
    if form.is_valid():
        return redirect("verify_letter", grouped(form.cleaned_data["code"]))
    return _page(request, form=form, status=UNPROCESSABLE)


@require_safe
@never_cache
def verify_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a code: where the square picture on a letter leads."""
    plain = as_typed(code)
    if plain is None:
        return _page(request, form=CodeForm({"code": code[:80]}), status=UNPROCESSABLE)
    if request.method == "HEAD":  # a messenger that wants to draw a picture of the link
        return HttpResponse()
    now = clock.now()
    try:
        judged = checking.check_code(plain, visitor=visitor_of(request), now=now)
    except TriedTooOften as refusal:
        return _wait(request, refusal)
    return _answer(request, judged, now, code=grouped(plain))


def _verify_file(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    try:
        pdf = file_of(request)
        if not pdf:
            return _page(request, file_form=FileForm({}, {}), status=UNPROCESSABLE)
        judged = checking.check_file(pdf, visitor=visitor_of(request), now=now)
    except TooMuch:
        judged = Judged(outcome=Outcome.TOO_LARGE)
    except TriedTooOften as refusal:
        return _wait(request, refusal)
    return _answer(request, judged, now, is_file=True)


def _answer(
    request: HttpRequest, judged: Judged, now: datetime, *, is_file: bool = False, code: str = ""
) -> HttpResponse:
    words = words_of(judged.outcome, is_file=is_file)
    said = {"judged": judged, "words": words, "code": code, "is_file": is_file, "checked_at": now}
    return _page(request, said=said)


def _page(
    request: HttpRequest,
    *,
    form: CodeForm | None = None,
    file_form: FileForm | None = None,
    said: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page; no search engine keeps what somebody asked."""
    asked = {
        "form": form or CodeForm(),
        "file_form": file_form or FileForm(),
        "roots": _fingerprints(),
    }
    answer = render(request, "letters/verify/verify.html", said or asked, status=status)
    if said or form:
        answer["X-Robots-Tag"] = "noindex"
    return answer


def _wait(request: HttpRequest, refusal: TriedTooOften) -> HttpResponse:
    """Say plainly when it goes on."""
    answer = render(
        request, "letters/verify/wait.html", {"reason": refusal.reason}, status=TOO_OFTEN
    )
    answer["Retry-After"] = str(refusal.wait)
    return answer


# --- The root certificate -----------------------------------------------------------------------
def _fingerprints() -> list[dict[str, Any]]:
    """Return what one needs to compare a root certificate: its name, its days, its hash."""
    return [
        {
            "name": authority.name_of(root),
            "until": root.not_valid_after_utc,
            "sha256": root.fingerprint(hashes.SHA256()).hex(),
        }
        for root in trust.roots()
    ]


@require_safe
@cache_control(public=True, max_age=60 * 60)
def root_certificate(request: HttpRequest) -> HttpResponse:
    """Hand out the root certificates, for checking letters without the portal."""
    pem = b"".join(root.public_bytes(Encoding.PEM) for root in trust.roots())
    headers = {"Content-Disposition": 'attachment; filename="root.pem"'}
    return HttpResponse(pem, content_type="application/x-pem-file", headers=headers)


# --- For the parties ----------------------------------------------------------------------------
@login_required
@require_safe
@never_cache
def letter_checks(request: HttpRequest, number: str) -> HttpResponse:
    """Show the person and the agencies when and how a letter of theirs was checked."""
    who = actors.actor(request)
    letters = Letter.objects.visible_to(who).select_related("case").defer("content")
    letter = get_object_or_404(letters, number=number)
    check_may(who, Action.READ_CASE, letter.case)
    looking.looked(letter.case, Looked.LETTER, by=who, now=clock.now())
    checks = LetterCheck.objects.filter(letter=letter)
    page = Paginator(checks, A_PAGE).get_page(request.GET.get("page"))
    places = checks.order_by().values("origin").distinct().count()
    context = {"letter": letter, "page_obj": page, "places": places, "is_staff": who.is_staff}
    return render(request, "letters/verify/checks.html", context)
