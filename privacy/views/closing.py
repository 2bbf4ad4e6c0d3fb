"""Closing one's account: what goes and what stays, asked for, taken back within two days."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import security_log
from kit import clock
from kit.errors import Refusal
from privacy.actions import closing
from privacy.models import Closing
from privacy.rules.keeping import STAYING


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
@reauthentication_required(app="allauth.account")
def close_account(request: HttpRequest) -> HttpResponse:
    """Show what goes, what stays by which article and until when; on a post, owe the closing."""
    if request.method == "POST":
        return _ask(request)
    return _page(request)


def _page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    waiting = Closing.objects.waiting().filter(user=request.user).first()
    context = {
        "closing": waiting,
        "plan": closing.plan_for(request.user),
        "staying": STAYING if request.user.is_verified else (),
        "error": error,
    }
    return render(request, "privacy/close_account.html", context, status=status)


def _ask(request: HttpRequest) -> HttpResponse:
    if request.POST.get("sure") != "yes":
        sentence = _("Tick that you have read what goes and what stays.")
        return _page(request, error=sentence, status=422)
    try:
        closing.ask(request.user, now=clock.now())
    except Refusal as refusal:
        return _page(request, error=str(refusal.reason), status=refusal.status)
    security_log.note("closing of the account asked for", request, account=request.user.pk)
    messages.success(request, _("Your account will be closed in two days. You can take it back."))
    return redirect("close_account")


@login_required
@require_POST
def keep_account(request: HttpRequest) -> HttpResponse:
    """Keep the account after all."""
    if closing.take_back(request.user, now=clock.now()):
        security_log.note("closing of the account taken back", request, account=request.user.pk)
        messages.success(request, _("Your account stays as it is."))
    else:
        messages.info(request, _("Nothing was to be taken back."))
    return redirect("my_data")
