"""Showing in person who one is, at the identity provider outside, and coming back from there."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from accounts import provider, security_log
from accounts.actions import vouching
from accounts.actions.raising import Before
from accounts.rules.levels import Level
from accounts.rules.vouching import Asked, NotVouched, Vouched, read
from accounts.views.identity import NEXT, remember_where_to_go
from kit import clock
from kit.errors import NotPermitted
from kit.limits import limit


@login_required
@never_cache
@require_safe
def identity_provider(request: HttpRequest) -> HttpResponse:
    """Say where one goes, what is asked there, and what comes back."""
    _check_offered()
    remember_where_to_go(request)
    context = {
        "provider": provider.name(),
        "is_invented": settings.DEMO,
        "is_proven": request.user.level.reaches(Level.PERSON),
        "next": request.session.get(NEXT) or resolve_url("ways_to_prove"),
    }
    return render(request, "accounts/identity_provider.html", context)


@login_required
@never_cache
@require_GET
def go_to_identity_provider(request: HttpRequest) -> HttpResponse:
    """Lead there. A link and no form: browsers hold a form back that ends at another site."""
    _check_offered()
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return redirect("identity_provider")
    if not limit("identity.provider", request.user.pk, now=timezone.now()).passes():
        return _nothing_changed(request, "too often", _too_often())
    try:
        return redirect(provider.begin(request, next_=request.session.get(NEXT, "")))
    except provider.OutOfReach:
        return _nothing_changed(request, "out of reach", _out_of_reach())


@login_required
@never_cache
@require_GET
def back_from_identity_provider(request: HttpRequest) -> HttpResponse:
    """Read the answer, raise the account, and lead back to where it was needed."""
    _check_offered()
    try:
        answer = provider.answered(request)
        vouched = read(answer.claims, _asked(), now=timezone.now(), today=clock.today())
        is_new = _prove(request, vouched)
    except (*_SENTENCES, NotVouched, NotPermitted) as refusal:
        return _nothing_changed(request, type(refusal).__name__, _sentence(refusal))
    if is_new:
        request.session.cycle_key()  # it may do more from now on
        get_adapter().send_notification_mail("account/email/identity_proven", request.user)
    request.session.pop(NEXT, None)
    messages.success(request, _("You have proven in person who you are."))
    return redirect(answer.next or "ways_to_prove")


def _prove(request: HttpRequest, vouched: Vouched) -> bool:
    names = settings.IDENTITY_PROVIDER
    before = Before(name=names["name"], name_en=names["name_en"])
    return vouching.prove_by(vouched, by=request.user, before=before, now=timezone.now())


def _asked() -> Asked:
    wanted = settings.IDENTITY_PROVIDER
    return Asked(wanted["trust_framework"], wanted["assurance_levels"])


def _nothing_changed(request: HttpRequest, event: str, sentence: str) -> HttpResponse:
    security_log.note(f"identity not proven: {event}", request, account=request.user.pk)
    messages.warning(request, sentence)
    return redirect("identity_provider")


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, NotVouched):
        return refusal.text.in_language(get_language() or "zh-hans")
    if isinstance(refusal, NotPermitted):
        return str(refusal.reason)
    return _SENTENCES[type(refusal)]()


def _out_of_reach() -> str:
    return _(
        "%(provider)s does not answer just now. Nothing was changed. Try again later, or choose "
        "another way."
    ) % {"provider": provider.name()}


def _too_often() -> str:
    return _(
        "This has been tried too often today. Nothing was changed. Try again in 24 hours, or "
        "choose another way."
    )


def _stopped() -> str:
    return _("You turned back at %(provider)s. Nothing was changed.") % {
        "provider": provider.name()
    }


def _not_ours() -> str:
    return _(
        "This answer belongs to no try that is running in this window: it was used already, took "
        "longer than fifteen minutes, or was begun in another browser or account. Nothing was "
        "changed. Please begin again here."
    )


def _untrue() -> str:
    return _(
        "What came back from %(provider)s could not be confirmed as its own. Nothing was changed. "
        "Begin again; if it happens once more, choose another way and tell 12333."
    ) % {"provider": provider.name()}


_SENTENCES = {
    provider.OutOfReach: _out_of_reach,
    provider.Stopped: _stopped,
    provider.NotOurs: _not_ours,
    provider.Untrue: _untrue,
}


def _check_offered() -> None:
    if not provider.is_offered():
        raise Http404
