"""Verifying one's identity, step by step as the page says."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import contacts, identity_ways, telling
from accounts.actions import at_counter, identity
from accounts.forms.identity import DocumentForm, IdentityCodeForm
from accounts.models import IdentityCheck, Person
from accounts.rules.levels import TITLES, WHY, Level
from kit import wall
from kit.callers import neighbour_of
from kit.errors import NotValid, TooOften
from kit.spelling import wording
from law.identity_number import DOCUMENT_HINTS, DOCUMENT_TYPES

RUNNING = "identity_check"  # only the key of the check lies in the session, nothing of the person
NEXT = "identity_next"


@login_required
@never_cache
@require_GET
def ways_to_prove(request: HttpRequest) -> HttpResponse:
    """Say why more has to be proven, and list the ways to do it; each comes back to `next`."""
    return ways_page(request, _level_asked(request), _next_in(request))


def lead_to_proof(request: HttpRequest, needed: Level) -> HttpResponse:
    """Answer somebody who has proven too little: they come back to where they were.

    What was posted is answered with the page itself, so that the words typed are kept.
    """
    here = request.get_full_path()
    if needed is not Level.NUMBER and request.method not in {"GET", "HEAD"}:
        return ways_page(request, needed, here, status=403)
    if needed is Level.NUMBER:  # of somebody unknown no words are waited for
        messages.info(request, _("Please verify your identity first. It takes a few minutes."))
        return redirect(f"{resolve_url('verify_identity')}?{urlencode({'next': here})}")
    where = urlencode({"level": needed.value, "next": here})
    return redirect(f"{resolve_url('ways_to_prove')}?{where}")


def ways_page(request: HttpRequest, needed: Level, here: str, *, status: int = 200) -> HttpResponse:
    """Draw the page with the reason and the ways."""
    level = request.user.level
    after = f"?{urlencode({'next': here})}" if here else ""
    ways = [
        {"title": way.title, "about": way.about, "href": resolve_url(way.begins_at) + after}
        for way in identity_ways.ways_to_prove(needed)
    ]
    context = {
        "why": WHY[needed],
        "has": TITLES[level],
        "needs": TITLES[needed],
        "is_enough": level.reaches(needed),
        "ways": ways,
        "next": here or resolve_url("my_page"),
    }
    return render(request, "accounts/ways_to_prove.html", context, status=status)


def _level_asked(request: HttpRequest) -> Level:
    try:
        return Level(request.GET.get("level", ""))
    except ValueError:
        return Level.PERSON


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def prove_at_counter(request: HttpRequest) -> HttpResponse:
    """Give the number by which a clerk knows the account of whoever stands there."""
    remember_where_to_go(request)
    if request.user.level is Level.PERSON:
        here = urlencode({"next": request.session.get(NEXT, "")})
        return redirect(f"{resolve_url('ways_to_prove')}?{here}")
    number = ""
    if request.method == "POST":
        address, now = neighbour_of(request), timezone.now()
        number = at_counter.number_for(request.user, address=address, now=now)
    context = {"number": number, "contact": contacts.masked(contacts.proven(request.user))}
    return render(request, "accounts/prove_at_counter.html", context)


@login_required
@never_cache
@sensitive_post_parameters("name", "number")
@require_http_methods(["GET", "POST"])
def verify_identity(request: HttpRequest) -> HttpResponse:
    """Ask for the document and match it with the agencies' records."""
    remember_where_to_go(request)
    if request.user.is_verified:
        return _verified_page(request)
    form = DocumentForm(request.POST or None, initial=_typed_before(request))
    if request.method == "POST" and form.is_valid():
        status = _begin(request, form)
        if status is None:
            return redirect("verify_identity_code")
        return _document_page(request, form, status)
    return _document_page(request, form, 422 if form.is_bound else 200)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def verify_identity_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code and link the account to the person."""
    check = _running_check(request)
    if request.user.is_verified or check is None:
        return redirect("verify_identity")
    form = IdentityCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        status = _confirm(request, form, check)
        if status is None:
            return redirect("verify_identity")
        return _code_page(request, form, check, status)
    return _code_page(request, form, check, 422 if form.is_bound else 200)


@login_required
@require_POST
def another_identity_code(request: HttpRequest) -> HttpResponse:
    """Send a new code."""
    check = _running_check(request)
    if check is None:
        return redirect("verify_identity")
    try:
        code = identity.another_code(check, now=timezone.now())
    except TooOften as refusal:
        messages.warning(request, refusal.reason)
    else:
        telling.tell(request, identity.destination(check), telling.code_text(code))
        messages.success(request, _("A new code is on its way."))
    return redirect("verify_identity_code")


def _begin(request: HttpRequest, form: DocumentForm) -> int | None:
    """Begin the check; return the status of the page that has to be shown again, if any."""
    try:
        check, code = identity.begin(
            request.user,
            form.cleaned_data["name"],
            form.document,
            address=neighbour_of(request),
            now=timezone.now(),
        )
    except (NotValid, TooOften) as refusal:
        return _put_into(form, refusal)
    request.session[RUNNING] = check.pk
    telling.tell(request, identity.destination(check), telling.code_text(code))
    return None


def _confirm(request: HttpRequest, form: IdentityCodeForm, check: IdentityCheck) -> int | None:
    try:
        identity.confirm(check, form.cleaned_data["code"], now=timezone.now())
    except (NotValid, TooOften) as refusal:
        return _put_into(form, refusal)
    request.session.pop(telling.DEMO_MESSAGE, None)
    messages.success(request, _("Your identity is verified."))
    return None


def _put_into(form: Form, refusal: NotValid | TooOften) -> int:
    errors = getattr(refusal, "errors", {"": refusal.reason})
    for field, text in errors.items():
        form.add_error(field or None, str(text))
    return refusal.status


def _document_page(request: HttpRequest, form: DocumentForm, status: int) -> HttpResponse:
    hints = [{"title": DOCUMENT_TYPES[kind], "text": text} for kind, text in DOCUMENT_HINTS.items()]
    context = {"form": form, "steps": _steps(0), "hints": hints}
    return render(request, "accounts/verify_identity.html", context, status=status)


@wall.as_house("go on with the reader's own check")
def _code_page(
    request: HttpRequest, form: IdentityCodeForm, check: IdentityCheck, status: int
) -> HttpResponse:
    check.refresh_from_db(fields=["code_tries"])
    context = {
        "form": form,
        "steps": _steps(1),
        "rows": _rows(check.person),
        "sent_to": contacts.masked(identity.destination(check)),
        "is_over": identity.is_over(check, now=timezone.now()),
    }
    return render(request, "accounts/verify_identity_code.html", context, status=status)


def _verified_page(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": _rows(request.user.person),
        "next": request.session.get(NEXT, "") or resolve_url("my_page"),
    }
    return render(request, "accounts/identity_verified.html", context)


def _rows(person: Person) -> list[dict]:
    return [
        {"key": _("Name"), "value": person.name},
        {"key": _("Document"), "value": wording(person.document.title)},
        {"key": _("Number of the document"), "value": person.masked_number},
    ]


def _steps(here: int) -> list[dict]:
    names = [_("Your document"), _("One-time code"), _("Done")]
    states = ["done"] * here + ["now"] + ["next"] * 2
    return [{"text": text, "state": state} for text, state in zip(names, states, strict=False)]


@wall.as_house("go on with the reader's own check")
def _running_check(request: HttpRequest) -> IdentityCheck | None:
    mine = IdentityCheck.objects.filter(user=request.user, person__isnull=False)
    mine = mine.select_related("person", "user")
    return mine.filter(pk=request.session.get(RUNNING)).first()


def _typed_before(request: HttpRequest) -> dict:
    """Return what stood in the form before the reader came back from the code to change it."""
    check = _running_check(request)
    if check is None or identity.is_over(check, now=timezone.now()):
        return {}
    person = check.person
    return {
        "name": person.name,
        "document_type": person.document_type,
        "issued_in": person.issued_in,
        "number": person.number,
    }


def remember_where_to_go(request: HttpRequest) -> None:
    """Keep where one came from for the end of the way, if that is a page of ours."""
    if target := _next_in(request):
        request.session[NEXT] = target


def _next_in(request: HttpRequest) -> str:
    """Return where one came from, if that is a page of ours."""
    target = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""
